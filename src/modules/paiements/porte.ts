import { z } from 'zod'
import { Refus } from '../../lib/erreurs.ts'
import { initiales } from '../../lib/francais.ts'
import type { Db } from '../../kernel/db/index.ts'
import { cleActeur, fonctionDe } from '../../kernel/identite/acteur.ts'
import type { Acteur, PosteTenu } from '../../kernel/identite/acteur.ts'
import type { Maison } from '../../kernel/maison.ts'
import { permission } from '../../kernel/module.ts'
import type { Sujet } from '../../kernel/module.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import type { Caisse } from './caisse.ts'
import { findPaiement } from './paiement.queries.ts'
import { ROLES_PAIEMENTS } from './roles.ts'

export const mayLire = permission('paiements.lire')
export const mayEncaisser = permission('paiements.encaisser')

/** `/…/:id` of a payment, a receipt, a refund. */
export const parId = z.object({ id: z.uuid() })

/** The holders of the object of a payment, as its own module says them. */
export async function titulairesDe(db: Db, maison: Maison, objet: string): Promise<readonly string[]> {
  for (const { sujetDe } of maison.contributions) {
    const sujet = await sujetDe?.(db, objet)
    if (sujet) return sujet.titulaires ?? []
  }
  return []
}

/** Whose payment this is: its territory, and whoever holds its object. */
export async function sujetPaiement({ db, params, maison }: { db: Db; params: { id: string }; maison: Maison }): Promise<Sujet | undefined> {
  const paiement = await findPaiement(db, params.id)
  return paiement && { territoire: paiement.territoire, titulaires: await titulairesDe(db, maison, paiement.objet) }
}

const encaisse = (poste: PosteTenu): boolean => ROLES_PAIEMENTS[poste.role]?.includes('paiements.encaisser') ?? false

/** The cash desks this agent keeps, one for each office where he receives money. */
export const caissesDe = (acteur: Acteur): Caisse[] => (acteur.genre === 'agent' ? acteur.postes.filter(encaisse).map(({ territoire, bureau }) => ({ territoire, bureau })) : [])

/** The post by which this agent receives money for that territory. A 403 refusal for anybody else. */
export function posteCaisse(acteur: Acteur, territoire: string, territoires: Territoires): PosteTenu {
  const poste = acteur.genre === 'agent' ? acteur.postes.find((p) => encaisse(p) && territoires.couverture(p.territoire).includes(territoire)) : undefined
  if (!poste) throw new Refus('Votre poste ne tient pas de caisse pour ce bureau', 403)
  return poste
}

/** Who acts, for a receipt: whole name and post. */
export const nomComplet = (acteur: Acteur): string => (acteur.genre === 'agent' ? [acteur.nom, fonctionDe(acteur.postes[0])].filter(Boolean).join(', ') : 'Iroko')

/** Who acts, for whoever reads the story of the object: initials and post. */
export const qui = (acteur: Acteur, maintenant: Date): { par: string; parNom: string; maintenant: Date } => ({ par: cleActeur(acteur), parNom: acteur.genre === 'agent' ? [initiales(acteur.nom), fonctionDe(acteur.postes[0])].filter(Boolean).join(', ') : 'Iroko', maintenant })
