import type { Tx } from '../../kernel/db/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { insertEcart } from './ecart.queries.ts'
import { regler, tenirPaiement } from './regler.ts'
import { insertAFaire } from './remboursement.queries.ts'
import { findTentative, lockTentative, updateFinie } from './tentative.queries.ts'

/** What a provider says became of an attempt; `montant` in whole FCFA. */
export type Constat = { prestataire: string; reference: string; tentative: string | undefined; issue: 'reussie' | 'echouee'; montant: number }
/** `deja`: said before; `a_rembourser`: paid, but nothing was due any more; `montant`, `inconnue`: kept as a difference, nothing is settled. */
export type Suite = { suite: 'reussie' | 'echouee' | 'deja' | 'montant' | 'inconnue' | 'a_rembourser'; paiement?: string; territoire?: string; jobs: JobDemande[] }

/**
 * Writes what a provider says of an attempt, whether it told or was asked, any number of times and in any order. The payment
 * is settled once; money that comes when nothing is due any more is to be given back, never lost.
 */
export async function constater(tx: Tx, maison: Maison, c: Constat, maintenant: Date): Promise<Suite> {
  const ecart = { prestataire: c.prestataire, reference: c.reference, montant: c.montant, maintenant }
  const trouvee = await findTentative(tx, c.prestataire, c.reference, c.tentative)
  if (!trouvee) {
    if (c.issue === 'reussie') await insertEcart(tx, { ...ecart, tentativeId: null, nature: 'inconnue' })
    return { suite: 'inconnue', jobs: [] }
  }
  const paiement = await tenirPaiement(tx, maison, trouvee.paiementId)
  const tentative = (await lockTentative(tx, trouvee.id))!
  const ici = { paiement: paiement.id, territoire: paiement.territoire, jobs: [] }
  if (tentative.etat === 'reussie' || (c.issue === 'echouee' && tentative.etat !== 'ouverte')) return { ...ici, suite: 'deja' }
  if (c.issue === 'echouee') {
    await updateFinie(tx, tentative.id, 'echouee', c.reference, maintenant)
    return { ...ici, suite: 'echouee' }
  }
  if (c.montant !== tentative.montant) {
    await insertEcart(tx, { ...ecart, tentativeId: tentative.id, nature: 'montant' })
    return { ...ici, suite: 'montant' }
  }
  await updateFinie(tx, tentative.id, 'reussie', c.reference, maintenant)
  if (paiement.etat !== 'du') {
    await insertAFaire(tx, { paiementId: paiement.id, tentativeId: tentative.id, montant: tentative.montant, motif: paiement.etat === 'annule' ? 'Payé après le retrait ou le refus de la demande' : 'Payé alors que rien n’était plus dû', maintenant })
    return { ...ici, suite: 'a_rembourser' }
  }
  const jobs = await regler(tx, maison, paiement, { moyen: 'en_ligne', reference: c.reference }, { par: `systeme:${c.prestataire}`, parNom: 'Paiement en ligne', maintenant })
  return { ...ici, suite: 'reussie', jobs }
}
