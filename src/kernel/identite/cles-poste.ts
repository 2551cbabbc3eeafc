import type { Territoires } from '../territoire/index.ts'
import type { Acteur, PosteTenu } from './acteur.ts'
import { findRole } from './role.ts'

/** A post as an object may name it before anybody holds it: `poste:maire@1203`, or of one office: `poste:directeur@BJ#Cabinet`. */
export const clePoste = (role: string, territoire: string, bureau?: string): string => `poste:${role}@${territoire}${bureau === undefined ? '' : `#${bureau}`}`

/**
 * The name under which a post of this role is awaited for something in `territoire`: the territory is raised to the level of
 * the role. Undefined when the role is of a lower level: no single post answers for the place.
 */
export function clePosteDe(role: string, territoire: string, territoires: Territoires, bureau?: string): string | undefined {
  const niveau = findRole(role)?.niveau
  if (niveau === 'national') return clePoste(role, 'BJ', bureau)
  const ici = territoires.trouver(territoire)
  const lieu = [...(ici ? [ici] : []), ...territoires.ancetres(territoire)].find((t) => t.niveau === niveau)
  return lieu && clePoste(role, lieu.code, bureau)
}

/** The keys of one post, those of the territories it succeeded to included: a commune that splits keeps its files. */
function clesDuPoste(poste: PosteTenu, territoires: Territoires): string[] {
  const niveau = territoires.trouver(poste.territoire)?.niveau
  const codes = poste.territoire === 'BJ' ? ['BJ'] : territoires.couverture(poste.territoire).filter((code) => territoires.trouver(code)?.niveau === niveau)
  return codes.flatMap((code) => [clePoste(poste.role, code), clePoste(poste.role, code, poste.bureau)])
}

/** What an agent answers to by his posts, a deputy's included. Nothing for anybody else. */
export const clesPostes = (acteur: Acteur, territoires: Territoires): string[] => (acteur.genre === 'agent' ? acteur.postes.flatMap((poste) => clesDuPoste(poste, territoires)) : [])

/** The post by which this agent answers to one of these keys, or undefined. */
export const posteQui = (acteur: Acteur, cles: readonly string[], territoires: Territoires): PosteTenu | undefined =>
  acteur.genre === 'agent' ? acteur.postes.find((poste) => clesDuPoste(poste, territoires).some((cle) => cles.includes(cle))) : undefined
