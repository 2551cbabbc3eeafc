import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Avis } from './calculs.ts'

/** What was ticked on one point of the grid. */
export type PointCoche = { avis: Avis | null; note: string }
export type Controle = { acteId: string; grille: string; points: Record<string, PointCoche>; note: string; parNom: string; le: Date; revision: number }

/** The grid of an act as it was last saved. */
export async function findControle(db: Db, acteId: string): Promise<Controle | undefined> {
  const { rows } = await sql<Controle>`select acte_id, grille, points, note, par_nom, le, revision from legalite.controle where acte_id = ${acteId}`.execute(db)
  return rows[0]
}

/** Saves the grid of an act. The caller holds the row of the act. */
export async function writeControle(tx: Tx, c: { acteId: string; grille: string; points: Record<string, PointCoche>; note: string; par: string; parNom: string; maintenant: Date }): Promise<void> {
  await sql`insert into legalite.controle (acte_id, grille, points, note, par, par_nom, le) values (${c.acteId}, ${c.grille}, ${JSON.stringify(c.points)}::jsonb, ${c.note}, ${c.par}, ${c.parNom}, ${c.maintenant})
    on conflict (acte_id) do update set grille = excluded.grille, points = excluded.points, note = excluded.note, par = excluded.par, par_nom = excluded.par_nom, le = excluded.le, revision = legalite.controle.revision + 1`.execute(tx)
}
