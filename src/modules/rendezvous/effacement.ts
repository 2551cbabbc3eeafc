import type { Tx } from '../../kernel/db/index.ts'
import { effacerMessages } from '../../kernel/notifications/index.ts'
import { viderAnciens, viderDuDossier, viderEvenements } from './taches.queries.ts'

/** Nothing personal stays of the appointments of a file that is erased, nor in what was written about them. */
export async function effacerDuDossier(tx: Tx, dossierId: string, maintenant: Date): Promise<void> {
  await effacerEcrits(tx, await viderDuDossier(tx, dossierId, maintenant))
}

/** The same for those older than a moment, a thousand at a time. Returns how many. */
export async function effacerAnciens(tx: Tx, avant: Date, maintenant: Date): Promise<number> {
  const ids = await viderAnciens(tx, avant, maintenant)
  await effacerEcrits(tx, ids)
  return ids.length
}

async function effacerEcrits(tx: Tx, ids: readonly string[]): Promise<void> {
  await viderEvenements(tx, ids)
  for (const id of ids) await effacerMessages(tx, `rendezvous:${id}`)
}
