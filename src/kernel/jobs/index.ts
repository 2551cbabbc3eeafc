import { PgBoss, fromKysely } from 'pg-boss'
import type pg from 'pg'
import type { Tx } from '../db/index.ts'

export type Demande = { nom: string; donnees: object; cle?: string; dans?: number }
export type Tache = { nom: string; cron?: string; run: (donnees: unknown) => Promise<void> }

export type File = {
  /** Enqueues in the caller's transaction: the task exists if and only if what asked for it was committed. */
  enqueue: (tx: Tx, demandes: readonly Demande[]) => Promise<void>
  /** Wakes this process's workers after the commit; other nodes poll every two seconds. */
  reveiller: () => void
  /** Tasks by state, for the health page. */
  etat: () => Promise<{ nom: string; attente: number; encours: number; echouees: number }[]>
  arreter: () => Promise<void>
}

const POLITIQUE = { retryLimit: 8, retryDelay: 5, retryBackoff: true, retryDelayMax: 3600, heartbeatSeconds: 60, expireInSeconds: 900, deleteAfterSeconds: 7 * 86_400 }

/**
 * Opens the queue over the run role's pool. `travaille` false only enqueues (a node that serves pages and no tasks).
 * A task whose node dies runs again after 60 s: handlers may run twice.
 */
export async function ouvrirFile(pool: pg.Pool, taches: readonly Tache[], options: { travaille: boolean; enErreur: (erreur: unknown, nom: string) => void }): Promise<File> {
  const boss = new PgBoss({
    schema: 'jobs',
    db: { executeSql: (texte, valeurs) => pool.query(texte, valeurs as unknown[]) },
    migrate: false,
    createSchema: false,
    supervise: options.travaille,
    schedule: options.travaille,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (erreur) => options.enErreur(erreur, 'file'))
  await boss.start()
  for (const tache of taches) await boss.createQueue(tache.nom, POLITIQUE)
  const ouvriers = options.travaille ? await Promise.all(taches.map((tache) => travailler(boss, tache, options.enErreur))) : []
  return {
    enqueue: async (tx, demandes) => {
      for (const demande of demandes)
        await boss.send(demande.nom, demande.donnees, {
          db: fromKysely(tx),
          ...(demande.cle ? { singletonKey: demande.cle } : {}),
          ...(demande.dans ? { startAfter: demande.dans } : {}),
        })
    },
    reveiller: () => ouvriers.forEach((ouvrier) => boss.notifyWorker(ouvrier)),
    etat: () => etat(pool),
    arreter: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

async function travailler(boss: PgBoss, tache: Tache, enErreur: (erreur: unknown, nom: string) => void): Promise<string> {
  if (tache.cron) await boss.schedule(tache.nom, tache.cron, {}, { tz: 'Africa/Porto-Novo' })
  return boss.work(tache.nom, { batchSize: 5, pollingIntervalSeconds: 2, burstWhenBatchFull: true, perJobResults: false }, async (jobs) => {
    for (const job of jobs) {
      try {
        await tache.run(job.data)
      } catch (erreur) {
        enErreur(erreur, tache.nom)
        throw erreur
      }
    }
  })
}

async function etat(pool: pg.Pool): Promise<{ nom: string; attente: number; encours: number; echouees: number }[]> {
  const { rows } = await pool.query<{ nom: string; attente: number; encours: number; echouees: number }>(
    `select name as nom, count(*) filter (where state in ('created', 'retry')) as attente,
       count(*) filter (where state = 'active') as encours, count(*) filter (where state = 'failed') as echouees
     from jobs.job where name not like '\\_\\_pgboss%' group by name order by name`,
  )
  return rows
}
