import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'

/** Whether the council of a commune sat on that day (YYYY-MM-DD), as far as the platform knows. */
export async function existeSeanceCeJour(db: Db, commune: string, jour: string): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from legalite.seance where commune = ${commune} and etat in ('ouverte', 'close') and (prevue_le at time zone 'Africa/Porto-Novo')::date = ${jour}::date) as oui`.execute(db)
  return rows[0]?.oui ?? false
}
