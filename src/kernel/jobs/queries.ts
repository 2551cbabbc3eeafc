import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'

// The queue has tasks of its own.
const notre = sql`name not like '\\_\\_pgboss%'`

/** A task that failed for good, or is being tried again. `erreur` is its last message, without data. */
export type TacheEnEchec = { id: string; nom: string; etat: 'retry' | 'failed'; essais: number; creeLe: Date; prochainLe: Date; erreur: string }

/** The last tasks that failed, latest first, at most 10,000. Kept seven days by the queue. */
export async function listEchecs(db: Db): Promise<TacheEnEchec[]> {
  const { rows } = await sql<TacheEnEchec>`
    select id, name as nom, state::text as etat, retry_count as essais, created_on as cree_le, start_after as prochain_le, left(coalesce(output->>'message', ''), 300) as erreur
    from jobs.job where state in ('retry', 'failed') and ${notre} order by created_on desc limit 10000`.execute(db)
  return rows
}

/** The tasks of the clock: when each runs, and when it last asked to. */
export async function listHoraires(db: Db): Promise<{ nom: string; cron: string }[]> {
  const { rows } = await sql<{ nom: string; cron: string }>`select name as nom, cron from jobs.schedule where name not like '\\_\\_pgboss%' order by name`.execute(db)
  return rows
}

/** How many tasks have failed for good. */
export async function countEchecs(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from jobs.job where state = 'failed' and ${notre}`.execute(db)
  return rows[0]?.n ?? 0
}

/**
 * Gives a task that failed, or waits for its next try, a new chance at once: all its tries are given back. Returns its name,
 * or undefined when it has run meanwhile.
 */
export async function relancerTache(tx: Tx, id: string, maintenant: Date): Promise<string | undefined> {
  const { rows } = await sql<{ nom: string }>`
    update jobs.job set state = 'retry', retry_count = 0, start_after = ${maintenant}, completed_on = null, keep_until = greatest(keep_until, ${maintenant}::timestamptz + interval '7 days')
    where id = ${id} and state in ('retry', 'failed') and ${notre} returning name as nom`.execute(tx)
  return rows[0]?.nom
}
