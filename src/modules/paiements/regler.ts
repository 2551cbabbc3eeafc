import type { Tx } from '../../kernel/db/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { MOYENS } from './paiement.ts'
import type { Moyen, Paiement } from './paiement.ts'
import { getPaiement, lockPaiement, updateDu, updateRegle } from './paiement.queries.ts'

export type Qui = { par: string; parNom: string; maintenant: Date }
/** Money received, or the reason why nothing is asked. */
export type Reglement = { moyen: Moyen; reference: string | null } | { motif: string }

/** Locks a payment after the object it is for: whoever withdraws the object takes the two in the same order. */
export async function tenirPaiement(tx: Tx, maison: Maison, id: string): Promise<Paiement> {
  const { objet } = await getPaiement(tx, id)
  for (const { verrouiller } of maison.contributions) await verrouiller?.(tx, objet)
  return lockPaiement(tx, id)
}

/** Settles a payment held by `tenirPaiement` and still due; tells the module whose object it is, which moves on in the same transaction. Returns its tasks. */
export async function regler(tx: Tx, maison: Maison, paiement: Paiement, reglement: Reglement, qui: Qui): Promise<JobDemande[]> {
  await updateRegle(tx, paiement.id, reglement, qui)
  const comment = 'moyen' in reglement ? [MOYENS[reglement.moyen].toLocaleLowerCase('fr'), reglement.reference].filter(Boolean).join(' ') : reglement.motif
  return prevenirProprietaire(tx, maison, paiement, 'moyen' in reglement ? 'paye' : 'exempte', comment, qui)
}

/** A receipt was struck out: due again. The owner of the object comes back to where it was, or refuses. */
export async function redevoir(tx: Tx, maison: Maison, paiement: Paiement, motif: string, qui: Qui): Promise<JobDemande[]> {
  await updateDu(tx, paiement.id)
  return prevenirProprietaire(tx, maison, paiement, 'du', motif, qui)
}

async function prevenirProprietaire(tx: Tx, maison: Maison, { id, code, libelle, montant, objet }: Paiement, etat: 'du' | 'paye' | 'exempte', comment: string, qui: Qui): Promise<JobDemande[]> {
  const jobs: JobDemande[] = []
  for (const { surPaiement } of maison.contributions) jobs.push(...((await surPaiement?.(tx, objet, { paiement: { id, code, libelle, montant, etat, comment }, maison, ...qui })) ?? []))
  return jobs
}
