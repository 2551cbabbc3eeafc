import { setImmediate as tour } from 'node:timers/promises'
import { z } from 'zod'
import type { Tx } from '../../../kernel/db/index.ts'
import { job } from '../../../kernel/module.ts'
import type { Travail } from '../../../kernel/module.ts'
import { listBoitesCommunes, lockAComparer, remplacerChevauchements } from '../chevauchement.queries.ts'
import type { Chevauchement } from '../chevauchement.queries.ts'
import { aireCommune, toleranceDe } from '../geometrie/relations.ts'

/** Outlines compared together, in one transaction. */
const LOT = 100
/** Overlaps of one outline that are kept: beyond, a file has drawn the same place everywhere, and one is enough to say it. */
const GARDES = 40
/** Pairs measured before others are served. */
const PAIRES = 200

/** What the task is asked by whoever draws. */
export const COMPARER = { nom: 'parcelles.comparer-contours', donnees: {} } as const

/** Compares the outlines drawn since with their neighbours, then those drawn meanwhile. What is committed is what is compared: nobody waits, and none is missed. */
export async function comparerTout({ ecrire, maintenant }: Pick<Travail<unknown>, 'ecrire' | 'maintenant'>): Promise<void> {
  for (let restent = true; restent; )
    await ecrire(async (tx) => {
      restent = (await comparerLot(tx, maintenant)) === LOT
      return {}
    })
}

/** One batch; how many were compared. */
async function comparerLot(tx: Tx, maintenant: Date): Promise<number> {
  const lot = await lockAComparer(tx, LOT)
  if (lot.length === 0) return 0
  const contours = new Map(lot.map((p) => [p.id, p.contour]))
  const trouves: Chevauchement[] = []
  const combien = new Map<string, number>()
  const vues = new Set<string>()
  for (const [n, { id, autre, contour }] of (await listBoitesCommunes(tx, lot.map((p) => p.id))).entries()) {
    if (n % PAIRES === PAIRES - 1) await tour()
    const sien = contours.get(id)
    // Two of one batch meet twice: once is enough.
    const paire = id < autre ? `${id} ${autre}` : `${autre} ${id}`
    if (!sien || vues.has(paire) || (combien.get(id) ?? 0) >= GARDES) continue
    vues.add(paire)
    const commun = aireCommune(sien, contour)
    if (commun <= toleranceDe(sien, contour)) continue
    trouves.push({ id, autre, commun })
    for (const cle of [id, autre]) combien.set(cle, (combien.get(cle) ?? 0) + 1)
  }
  await remplacerChevauchements(tx, lot.map((p) => p.id), trouves, maintenant)
  return lot.length
}

/** Finds the outlines that overlap. Also by the clock: those of before this task existed, and what a stop left. */
export const comparer = job({
  nom: COMPARER.nom,
  titre: 'Comparer les contours des parcelles',
  schema: z.object({}),
  cron: '*/10 * * * *',
  run: comparerTout,
})
