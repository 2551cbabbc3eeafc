import type { Tx } from '../../kernel/db/index.ts'
import type { NouveauPaiement } from './paiement.queries.ts'
import { insertPaiement, updateAnnules } from './paiement.queries.ts'
import type { Maison } from '../../kernel/maison.ts'
import { lieuxOuverts } from './paiement.ts'
import type { Lieu, Paiement } from './paiement.ts'

// The counter of the module: what a neighbour may ask.

export { listPaiements } from './paiement.queries.ts'
export { effacerPayeurs, listDettes } from './conservation.queries.ts'
export { direMontant, ETATS as ETATS_PAIEMENT } from './paiement.ts'
export type { Lieu as LieuPaiement, Paiement } from './paiement.ts'
export { Paiements } from './paiements.tsx'
export { payerExemple } from './demo.ts'

/** What is asked of whom: whole FCFA, more than zero; `code` names the reason, asked once for an object. */
export type DemandePaiement = Omit<NouveauPaiement, 'par' | 'parNom' | 'maintenant'>

/**
 * Asks for a payment, in the caller's transaction, after it has locked its own object. Asked again for the same object and
 * code, it returns the one already there: still due, already paid, or exempted. `exemption` says why nothing is to be paid:
 * the payment is then written as exempted, and nobody is asked for it.
 */
export function demanderPaiement(tx: Tx, demande: DemandePaiement, qui: { par: string; parNom: string; maintenant: Date }, exemption?: string): Promise<Paiement> {
  return insertPaiement(tx, { ...demande, ...qui }, exemption)
}

/** Gives up what is still due about an object (withdrawn, refused). What was paid stays paid; money that arrives later is shown as to be given back. */
export async function annulerPaiements(tx: Tx, objet: string, par: string, maintenant: Date): Promise<void> {
  await updateAnnules(tx, objet, par, maintenant)
}

/** Where a payment with these means may be made now: no provider open, no online payment, and the counter instead. */
export const lieuxDe = (moyens: readonly Lieu[], maison: Pick<Maison, 'reglages'>): Lieu[] => lieuxOuverts(moyens, maison.reglages.prestataires.length > 0)
