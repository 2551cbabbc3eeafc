import { sql } from '../db/index.ts'
import type { Tx } from '../db/index.ts'

const JOUR = 86_400_000

/**
 * Forgets what has ended: sessions a month after their end (people look for where they signed in), one-time codes and
 * passkey challenges after a day, failures after a day. Consultations stay.
 */
export async function purgerIdentite(tx: Tx, maintenant: Date): Promise<void> {
  const hier = new Date(maintenant.getTime() - JOUR)
  const mois = new Date(maintenant.getTime() - 30 * JOUR)
  await sql`delete from identite.session where least(expire_le, coalesce(fermee_le, 'infinity')) < ${mois}`.execute(tx)
  await sql`delete from identite.code_unique where expire_le < ${hier}`.execute(tx)
  await sql`delete from identite.defi where utilise_le < ${hier}`.execute(tx)
  await sql`delete from identite.tentative where depuis < ${hier} and coalesce(bloque_jusque, '-infinity') < ${maintenant}`.execute(tx)
}
