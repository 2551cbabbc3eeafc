import { sql } from '../db/index.ts'
import type { Tx } from '../db/index.ts'

/** Forgets answers older than a week (a page left open longer is asked again) and typed text that nobody came back for. */
export async function purgerCorridor(tx: Tx, maintenant: Date): Promise<void> {
  await sql`delete from corridor.idempotence where cree_le < ${new Date(maintenant.getTime() - 7 * 86_400_000)}`.execute(tx)
  await sql`delete from corridor.saisie_gardee where cree_le < ${new Date(maintenant.getTime() - 86_400_000)}`.execute(tx)
}
