import { sql } from '../../kernel/db/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Etat } from './dossier.ts'

/** What may be told of an event to another system: nothing of the person, nothing of what was written. */
export type Publication = { id: string; genre: string; le: Date; dossierId: string; numero: string; demarche: string; etat: Etat; territoire: string }

/**
 * Takes the committed events that nobody has taken yet, in the order of each file, and marks them taken in the caller's transaction.
 * Committed rows without the mark, never « later than the last one »: a slow transaction is not missed. One caller at a time.
 * What agents ask for themselves is not told.
 */
export async function prendrePublications(tx: Tx, limite: number): Promise<{ prises: number; publications: Publication[] }> {
  await sql`select pg_advisory_xact_lock(hashtext('demarches.publication'))`.execute(tx)
  const { rows } = await sql<Publication & { aDire: boolean }>`
    with prises as (select id from demarches.evenement where not publie order by le, id limit ${limite}),
      marques as (update demarches.evenement e set publie = true from prises p where e.id = p.id returning e.id, e.genre, e.le, e.dossier_id, e.etat)
    select m.id, m.genre, m.le, m.dossier_id, d.numero, d.demarche, coalesce(m.etat, d.etat) as etat, d.territoire, not d.interne and d.numero is not null and d.territoire is not null as a_dire
    from marques m join demarches.dossier d on d.id = m.dossier_id order by m.le, m.id`.execute(tx)
  return { prises: rows.length, publications: rows.filter((r) => r.aDire) }
}
