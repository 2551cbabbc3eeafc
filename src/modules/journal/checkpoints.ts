import type { Db } from '../../kernel/db/index.ts'
import { findCheckpoint, listCheckpoints } from '../../kernel/journal/rangs.ts'
import type { CheckpointGarde } from '../../kernel/journal/rangs.ts'

/** The last signed heads of the log, latest first. Ids follow each other but for signatures that were rolled back. */
export async function listDerniers(db: Db, limite: number): Promise<CheckpointGarde[]> {
  const dernier = await findCheckpoint(db)
  return dernier ? (await listCheckpoints(db, dernier.id - limite, limite)).reverse() : []
}
