import { fonctionDe } from '../../kernel/identite/acteur.ts'
import type { Acteur, PosteTenu } from '../../kernel/identite/acteur.ts'
import { clePoste } from '../../kernel/identite/cles-poste.ts'
import { findRole } from '../../kernel/identite/role.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { Lecture } from '../../kernel/module.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { ROLES } from './droits.ts'
import type { PermissionLegalite } from './droits.ts'

/** Keys of the posts of a territory whose role, of this level, may do this. */
export const clesQui = (permission: PermissionLegalite, territoire: string, niveau: 'commune' | 'departement'): string[] =>
  Object.entries(ROLES).flatMap(([role, droits]) => (findRole(role)?.niveau === niveau && droits.includes(permission) ? [clePoste(role, territoire)] : []))

/** Who reads: `lire` what has been received, `rediger` what a commune is still preparing. */
export type Lecteur = { lire: Portee; rediger: Portee }

/** Who reads, by his posts or his token. */
export const lecteurDe = ({ porteePour }: Pick<Lecture, 'porteePour'>): Lecteur => ({ lire: porteePour('legalite.lire'), rediger: porteePour('legalite.rediger') })

/** The name under which an act is written in a story: name and post of that territory. */
export function nomActeur(acteur: Acteur, territoire: string): string {
  if (acteur.genre !== 'agent') return acteur.genre === 'jeton' ? acteur.nom : 'Iroko'
  const poste = acteur.postes.find((p) => p.territoire === territoire) ?? acteur.postes[0]
  return [acteur.nom, fonctionDe(poste)].filter(Boolean).join(', ')
}

/** The post by which somebody acts in a territory, the highest role first in `roles`. */
export const posteDe = (acteur: Acteur, territoire: string, roles: readonly string[]): PosteTenu | undefined =>
  acteur.genre === 'agent' ? roles.flatMap((role) => acteur.postes.filter((p) => p.role === role && p.territoire === territoire))[0] : undefined

/** The département of a commune: its prefecture controls its acts. Throws for a code that is no commune. */
export function departementDe(territoires: Territoires, commune: string): string {
  const departement = territoires.ancetres(commune).find((t) => t.niveau === 'departement')
  if (!departement) throw new Error(`${commune} n’est pas une commune`)
  return departement.code
}

/** The communes an actor works for: those of his posts; a program, those of its territories. */
export const communesDe = (portee: Portee, territoires: Territoires): string[] => territoires.tous('commune').filter((c) => portee.contient(c.code)).map((c) => c.code)
