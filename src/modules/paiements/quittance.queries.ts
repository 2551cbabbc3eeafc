import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { MoyenGuichet } from './paiement.ts'

/** What proves money received at a counter. `numero`: year and rank in its office's own series, without a gap. */
export type Quittance = {
  id: string; paiementId: string; territoire: string; bureau: string; numero: string; jour: string; montant: number; moyen: MoyenGuichet; reference: string | null
  etablieLe: Date; par: string; parNom: string; annuleeLe: Date | null; annuleePar: string | null; annuleeParNom: string | null; annuleeMotif: string | null
}

const CHAMPS = sql`q.id, q.paiement_id, q.territoire, q.bureau, q.numero, q.jour::text as jour, q.montant, q.moyen, q.reference, q.etablie_le, q.par, q.par_nom, q.annulee_le, q.annulee_par, q.annulee_par_nom, q.annulee_motif`

export type NouvelleQuittance = Pick<Quittance, 'paiementId' | 'territoire' | 'bureau' | 'jour' | 'montant' | 'moyen' | 'reference' | 'par' | 'parNom'> & { maintenant: Date }

/**
 * Writes a receipt under the next number of its office. Called last in its transaction: the office's counter stays locked until the
 * end, so that a number taken is a number given, and two receipts of an office follow each other.
 */
export async function insertQuittance(tx: Tx, q: NouvelleQuittance): Promise<Pick<Quittance, 'id' | 'numero'>> {
  const annee = Number(q.jour.slice(0, 4))
  const { rows } = await sql<{ dernier: number }>`insert into paiements.compteur (territoire, bureau, annee, dernier) values (${q.territoire}, ${q.bureau}, ${annee}, 1)
    on conflict (territoire, bureau, annee) do update set dernier = paiements.compteur.dernier + 1 returning dernier`.execute(tx)
  const ecrite = await sql<Pick<Quittance, 'id' | 'numero'>>`
    insert into paiements.quittance (id, paiement_id, territoire, bureau, annee, rang, jour, montant, moyen, reference, etablie_le, par, par_nom)
    values (${uuidv7(q.maintenant.getTime())}, ${q.paiementId}, ${q.territoire}, ${q.bureau}, ${annee}, ${rows[0]!.dernier}, ${q.jour}, ${q.montant}, ${q.moyen}, ${q.reference}, ${q.maintenant}, ${q.par}, ${q.parNom})
    returning id, numero`.execute(tx)
  return ecrite.rows[0]!
}

/** Every receipt given for a payment, oldest first. */
export async function listQuittances(db: Db, paiementId: string): Promise<Quittance[]> {
  const { rows } = await sql<Quittance>`select ${CHAMPS} from paiements.quittance q where q.paiement_id = ${paiementId} order by q.etablie_le, q.id`.execute(db)
  return rows
}

/** Strikes a receipt out. Returns false when it was already. */
export async function updateAnnulee(tx: Tx, id: string, a: { motif: string; par: string; parNom: string; maintenant: Date }): Promise<boolean> {
  const fait = await sql`update paiements.quittance set annulee_le = ${a.maintenant}, annulee_par = ${a.par}, annulee_par_nom = ${a.parNom}, annulee_motif = ${a.motif} where id = ${id} and annulee_le is null`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

export type LigneCaisse = Quittance & { libelle: string; payeur: string; objet: string }

/** Receipts of an office on a day (YYYY-MM-DD in Porto-Novo), in the order of their numbers. */
export async function listCaisse(db: Db, portee: Portee, caisse: { territoire: string; bureau: string; jour: string }): Promise<LigneCaisse[]> {
  const { rows } = await sql<LigneCaisse>`select ${CHAMPS}, p.libelle, p.payeur, p.objet from paiements.quittance q join paiements.paiement p on p.id = q.paiement_id
    where q.jour = ${caisse.jour}::date and q.territoire = ${caisse.territoire} and q.bureau = ${caisse.bureau} and ${portee.codes === null ? sql`true` : sql`q.territoire = any(${portee.codes})`} order by q.annee, q.rang`.execute(db)
  return rows
}
