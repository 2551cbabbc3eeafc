import type { Db } from '../db/index.ts'
import { fondDeCarte } from './fond.ts'
import { assembler, interroger } from './memoire.ts'
import type { Memoire, Rangees } from './memoire.ts'
import { findEdition, listBureaux, listSuccessions, listTerritoires } from './queries.ts'
import type { Territoires } from './territoire.ts'

/** Every row of the territory, for a memory that lies elsewhere: a browser that will work without network. */
export async function listRangees(db: Db): Promise<Rangees> {
  // The edition first: a write that comes in between is seen as a change, never missed.
  const edition = await findEdition(db)
  const [territoires, bureaux, successions] = await Promise.all([listTerritoires(db), listBureaux(db), listSuccessions(db)])
  return { edition, territoires, bureaux, successions, fond: fondDeCarte() }
}

/** Reads the whole territory once and answers from memory, without a query. */
export async function ouvrirTerritoires(db: Db): Promise<Territoires> {
  let m: Memoire = assembler(await listRangees(db))
  return {
    ...interroger(() => m),
    actualiser: async () => {
      if ((await findEdition(db)) !== m.edition) m = assembler(await listRangees(db))
    },
  }
}
