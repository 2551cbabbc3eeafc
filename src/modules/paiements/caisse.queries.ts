import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import { totaliser } from './caisse.ts'
import type { Caisse, Totaux } from './caisse.ts'
import type { MoyenGuichet } from './paiement.ts'

export type Cloture = Caisse & Totaux & { jour: string; closeLe: Date; closeParNom: string }

/** Holds the receipts of an office until the end of the transaction: nobody gives, strikes out or closes meanwhile. `jour` is YYYY-MM-DD. */
export async function tenirCaisse(tx: Tx, { territoire, bureau }: Caisse, jour: string): Promise<void> {
  await sql`insert into paiements.compteur (territoire, bureau, annee, dernier) values (${territoire}, ${bureau}, ${Number(jour.slice(0, 4))}, 0)
    on conflict (territoire, bureau, annee) do update set dernier = paiements.compteur.dernier`.execute(tx)
}

/** Freezes the figures of a day, and returns them. Called after `tenirCaisse`; a second time is a refusal (`cloture_pkey`). */
export async function insertCloture(tx: Tx, { territoire, bureau }: Caisse, jour: string, c: { par: string; parNom: string; maintenant: Date }): Promise<Totaux> {
  const { rows } = await sql<{ moyen: MoyenGuichet; montant: number; annuleeLe: Date | null }>`select moyen, montant, annulee_le from paiements.quittance where territoire = ${territoire} and bureau = ${bureau} and jour = ${jour}::date`.execute(tx)
  const t = totaliser(rows)
  await sql`insert into paiements.cloture (territoire, bureau, jour, nombre, annulees, especes, cheque, mobile, total, close_le, close_par, close_par_nom)
    values (${territoire}, ${bureau}, ${jour}::date, ${t.nombre}, ${t.annulees}, ${t.especes}, ${t.cheque}, ${t.mobile}, ${t.total}, ${c.maintenant}, ${c.par}, ${c.parNom})`.execute(tx)
  return t
}

/** The frozen figures of a day, if it is closed. */
export async function findCloture(db: Db, { territoire, bureau }: Caisse, jour: string): Promise<Cloture | undefined> {
  const { rows } = await sql<Cloture>`select territoire, bureau, jour::text as jour, nombre, annulees, especes, cheque, mobile, total, close_le, close_par_nom from paiements.cloture
    where territoire = ${territoire} and bureau = ${bureau} and jour = ${jour}::date`.execute(db)
  return rows[0]
}

/** The cash desks of a territory that have ever given a receipt. */
export async function listCaisses(db: Db, portee: Portee): Promise<Caisse[]> {
  const { rows } = await sql<Caisse>`select territoire, bureau from paiements.compteur where dernier > 0 and ${portee.codes === null ? sql`true` : sql`territoire = any(${portee.codes})`} group by territoire, bureau order by bureau, territoire limit 500`.execute(db)
  return rows
}

/** Days before `jour` when a desk gave receipts and was not closed, latest first. */
export async function listJoursOuverts(db: Db, { territoire, bureau }: Caisse, jour: string): Promise<string[]> {
  const { rows } = await sql<{ jour: string }>`select distinct q.jour::text as jour from paiements.quittance q where q.territoire = ${territoire} and q.bureau = ${bureau} and q.jour < ${jour}::date
    and not exists (select from paiements.cloture c where c.territoire = q.territoire and c.bureau = q.bureau and c.jour = q.jour) order by 1 desc limit 10`.execute(db)
  return rows.map((r) => r.jour)
}
