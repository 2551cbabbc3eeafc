import { sql } from '../db/index.ts'
import type { Db } from '../db/index.ts'

/** Messages that wait for their carrier, and those among them that it has refused at least once. */
export async function countSorties(db: Db): Promise<{ attente: number; enErreur: number }> {
  const { rows } = await sql<{ attente: number; enErreur: number }>`select count(*) as attente, count(*) filter (where erreur is not null) as en_erreur from notifications.message where envoye_le is null`.execute(db)
  return rows[0] ?? { attente: 0, enErreur: 0 }
}
