import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'

/** Money to give back: received when nothing was due any more, or by somebody's decision. */
export type Remboursement = { id: string; paiementId: string; tentativeId: string; montant: number; motif: string; etat: 'a_faire' | 'demande' | 'fait'; creeLe: Date; demandeLe: Date | null; demandeParNom: string | null; faitLe: Date | null; reference: string | null }

const CHAMPS = sql`r.id, r.paiement_id, r.tentative_id, r.montant, r.motif, r.etat, r.cree_le, r.demande_le, r.demande_par_nom, r.fait_le, r.reference`

/** Writes that an attempt is to be given back. Once: a second time changes nothing. */
export async function insertAFaire(tx: Tx, r: { paiementId: string; tentativeId: string; montant: number; motif: string; maintenant: Date }): Promise<void> {
  await sql`insert into paiements.remboursement (id, paiement_id, tentative_id, montant, motif, cree_le)
    values (${uuidv7(r.maintenant.getTime())}, ${r.paiementId}, ${r.tentativeId}, ${r.montant}, ${r.motif}, ${r.maintenant}) on conflict (tentative_id) do nothing`.execute(tx)
}

/** Somebody decides it: the task that asks the provider may leave. Undefined when it was decided already. */
export async function updateDemande(tx: Tx, tentativeId: string, d: { motif: string; par: string; parNom: string; maintenant: Date }): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`update paiements.remboursement set etat = 'demande', motif = ${d.motif}, demande_le = ${d.maintenant}, demande_par = ${d.par}, demande_par_nom = ${d.parNom}
    where tentative_id = ${tentativeId} and etat = 'a_faire' returning id`.execute(tx)
  return rows[0]?.id
}

/** The provider has given it back; what had settled the payment no longer does. */
export async function updateFait(tx: Tx, id: string, reference: string, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ paiementId: string; tentativeId: string }>`update paiements.remboursement set etat = 'fait', fait_le = ${maintenant}, reference = ${reference} where id = ${id} and etat = 'demande' returning paiement_id, tentative_id`.execute(tx)
  if (!rows[0]) return
  await sql`update paiements.paiement p set etat = 'rembourse', clos_le = ${maintenant}, clos_par = 'systeme:paiements.rembourser' from paiements.tentative t
    where p.id = ${rows[0].paiementId} and p.etat = 'paye' and p.moyen = 'en_ligne' and t.id = ${rows[0].tentativeId} and t.reference = p.reference`.execute(tx)
}

/** A refund by id, with the attempt it gives back. */
export async function findRemboursement(db: Db, id: string): Promise<(Remboursement & { prestataire: string; referencePayee: string }) | undefined> {
  const { rows } = await sql<Remboursement & { prestataire: string; referencePayee: string }>`select ${CHAMPS}, t.prestataire, t.reference as reference_payee from paiements.remboursement r join paiements.tentative t on t.id = r.tentative_id where r.id = ${id}`.execute(db)
  return rows[0]
}

export type LigneRemboursement = Remboursement & { libelle: string; payeur: string; bureau: string }
const AVEC = sql`paiements.remboursement r join paiements.paiement p on p.id = r.paiement_id`

/** Refunds of a payment. */
export async function listRemboursementsDe(db: Db, paiementId: string): Promise<Remboursement[]> {
  const { rows } = await sql<Remboursement>`select ${CHAMPS} from paiements.remboursement r where r.paiement_id = ${paiementId} order by r.cree_le`.execute(db)
  return rows
}

/** Refunds of a territory: those to do first, then the latest. */
export async function listRemboursements(db: Db, portee: Portee): Promise<LigneRemboursement[]> {
  const { rows } = await sql<LigneRemboursement>`select ${CHAMPS}, p.libelle, p.payeur, p.bureau from ${AVEC}
    where ${portee.codes === null ? sql`true` : sql`p.territoire = any(${portee.codes})`} order by (r.etat = 'fait'), r.cree_le desc limit 200`.execute(db)
  return rows
}
