import { cleActeur, fonctionDe } from '../../kernel/identite/acteur.ts'
import type { Acteur, PosteTenu } from '../../kernel/identite/acteur.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { Lecture } from '../../kernel/module.ts'
import type { Bureau, Territoires } from '../../kernel/territoire/index.ts'
import { peut } from './droits.ts'
import type { PermissionCourrier } from './droits.ts'

type Lu = Pick<Lecture, 'acteur' | 'maison' | 'porteePour'>

/** Who reads: the registers he may open, those whose confidential letters he may read, the posts he holds. Offices and posts are ids. */
export type Lecteur = { bureaux: readonly string[]; chefs: readonly string[]; postes: readonly string[]; cle: string }

/**
 * The office of a post: the one it names, or whose name begins its own (« Mairie de Bohicon, guichet 2 »), or the only one of
 * its territory. Undefined at the ministry for a post that names no direction.
 */
export function bureauDuPoste(poste: Pick<PosteTenu, 'territoire' | 'bureau'>, territoires: Territoires): Bureau | undefined {
  const ici = territoires.bureaux(poste.territoire)
  const nommes = ici.filter((b) => poste.bureau.startsWith(b.nom)).toSorted((a, b) => b.nom.length - a.nom.length)
  return nommes[0] ?? (ici.length === 1 ? ici[0] : undefined)
}

const postesPour = (acteur: Acteur, permission: PermissionCourrier): readonly PosteTenu[] => (acteur.genre === 'agent' ? acteur.postes.filter((p) => peut(p.role, permission)) : [])

/** The offices in which this actor has a permission: by his posts; a program, in every office seated in its territories. */
export function bureauxPour({ acteur, maison: { territoires }, porteePour }: Lu, permission: PermissionCourrier): Bureau[] {
  if (acteur.genre === 'jeton') return (porteePour(permission).codes ?? acteur.territoires).flatMap((code) => territoires.bureaux(code))
  const bureaux = postesPour(acteur, permission).flatMap((poste) => bureauDuPoste(poste, territoires) ?? [])
  return [...new Map(bureaux.map((b) => [b.id, b])).values()]
}

/** Whether this actor has that permission in that office. */
export const agitPour = (lu: Lu, permission: PermissionCourrier, bureau: string): boolean => bureauxPour(lu, permission).some((b) => b.id === bureau)

/** Who reads, by his posts. */
export function lecteurDe(lu: Lu): Lecteur {
  const ids = (permission: PermissionCourrier) => bureauxPour(lu, permission).map((b) => b.id)
  return { bureaux: ids('courrier.lire'), chefs: lu.acteur.genre === 'agent' ? ids('courrier.confidentiel') : [], postes: postesPour(lu.acteur, 'courrier.lire').map((p) => p.posteId), cle: cleActeur(lu.acteur) }
}

/** The territories of the registers this actor may read. */
export const porteeLecture = (lu: Lu): Portee => lu.porteePour('courrier.lire')

/** The office of an id, wherever it is seated in that territory. */
export const nomBureau = (territoires: Territoires, territoire: string, id: string): string => territoires.bureaux(territoire).find((b) => b.id === id)?.nom ?? id

/** The name under which an act is written in a letter's story: name and post. */
export function nomActeur(acteur: Acteur, territoire: string): string {
  if (acteur.genre !== 'agent') return acteur.genre === 'jeton' ? acteur.nom : 'Iroko'
  const poste = acteur.postes.find((p) => p.territoire === territoire) ?? acteur.postes[0]
  return [acteur.nom, fonctionDe(poste)].filter(Boolean).join(', ')
}
