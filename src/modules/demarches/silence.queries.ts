import { sql } from '../../kernel/db/index.ts'
import type { Db } from '../../kernel/db/index.ts'

/** Open files whose last day, or whose station's last day, is before `jour` (YYYY-MM-DD), not told yet. A stopped clock has no last day. */
export async function listEchus(db: Db, jour: string, limite: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    (select id from demarches.dossier where station is not null and silence_le is null and echeance < ${jour}::date order by echeance limit ${limite})
    union (select id from demarches.dossier where station is not null and station_silence_le is null and station_echeance < ${jour}::date order by station_echeance limit ${limite})`.execute(db)
  return rows.map((ligne) => ligne.id)
}
