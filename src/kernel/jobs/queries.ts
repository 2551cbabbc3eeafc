import { sql } from '../db/index.ts'
import type { Db } from '../db/index.ts'

/** A task that failed for good, or is being tried again. `erreur` is its last message, without data. */
export type TacheEnEchec = { id: string; nom: string; etat: 'retry' | 'failed'; essais: number; creeLe: Date; prochainLe: Date; erreur: string }

/** The last tasks that failed, latest first, at most 100. Kept seven days by the queue. */
export async function listEchecs(db: Db): Promise<TacheEnEchec[]> {
  const { rows } = await sql<TacheEnEchec>`
    select id, name as nom, state::text as etat, retry_count as essais, created_on as cree_le, start_after as prochain_le, left(coalesce(output->>'message', ''), 300) as erreur
    from jobs.job where state in ('retry', 'failed') and name not like '\\_\\_pgboss%' order by created_on desc limit 100`.execute(db)
  return rows
}

/** The tasks of the clock: when each runs, and when it last asked to. */
export async function listHoraires(db: Db): Promise<{ nom: string; cron: string }[]> {
  const { rows } = await sql<{ nom: string; cron: string }>`select name as nom, cron from jobs.schedule where name not like '\\_\\_pgboss%' order by name`.execute(db)
  return rows
}
