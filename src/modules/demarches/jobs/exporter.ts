import { z } from 'zod'
import { job } from '../../../kernel/module.ts'
import type { Travail } from '../../../kernel/module.ts'
import { avancer, faireClasseur, finirClasseur, ranger } from '../exportation/avancer.ts'
import type { Avancee } from '../exportation/avancer.ts'
import { findExportation, listPerimees, lockExportation, updateExportation } from '../exportation/exportation.queries.ts'
import type { Exportation } from '../exportation/exportation.queries.ts'
import { effacerFichier } from '../exportation/fichier.ts'

/** A task gives its place back after this many milliseconds: the queue forgets a task that lasts a quarter of an hour, and others wait. */
const TRANCHE = 45_000

/** Writes an export by batches, each in its own transaction, then asks for its own continuation. A stop at any moment loses a batch at most, and writes nothing twice. */
export const exporter = job({
  nom: 'demarches.exporter',
  titre: 'Écrire un export de dossiers',
  schema: z.object({ id: z.uuid() }),
  run: async (lu) => {
    const debut = performance.now()
    let e: Avancee | undefined = await unLot(lu)
    while (e?.etat === 'en_cours' && performance.now() - debut < TRANCHE) e = e.reste ? await classeur(lu, e) : await unLot(lu)
    if (e?.etat === 'en_cours') await lu.ecrire(async () => ({ jobs: [{ nom: 'demarches.exporter', donnees: lu.donnees }] }))
    else if (e?.etat === 'annule') await effacerFichier(lu.maison, e.id)
    else if (e) await ranger(lu.maison, e)
  },
})

/** The workbook is made between two transactions: none is held open meanwhile. */
async function classeur(lu: Travail<{ id: string }>, ecrite: Exportation): Promise<Exportation | undefined> {
  const octets = await faireClasseur(lu.maison, ecrite)
  let e: Exportation | undefined
  await lu.ecrire(async (tx) => {
    e = await lockExportation(tx, ecrite.id)
    if (e?.etat !== 'en_cours') return {}
    e = await finirClasseur(tx, e, octets, lu.maintenant)
    return { journal: { objet: `exportation:${e.id}`, detail: { dossiers: e.faits } } }
  })
  return e
}

async function unLot(lu: Travail<{ id: string }>): Promise<Avancee | undefined> {
  let e: Avancee | undefined
  await lu.ecrire(async (tx) => {
    e = await lockExportation(tx, lu.donnees.id)
    if (e?.etat !== 'en_cours') return {}
    e = await avancer(tx, lu.maison, e, lu.maintenant)
    return e.etat === 'fini' ? { journal: { objet: `exportation:${e.id}`, detail: { dossiers: e.faits } } } : {}
  })
  return e
}

/** Erases the exports whose time has passed. */
export const effacerExports = job({
  nom: 'demarches.effacer-exports',
  titre: 'Effacer les exports périmés',
  schema: z.object({}),
  cron: '10 * * * *',
  run: async ({ db, maison, maintenant, ecrire }) => {
    for (const id of await listPerimees(db, maintenant)) {
      await ecrire(async (tx) => {
        const e = await lockExportation(tx, id)
        if (e?.etat === 'fini') await updateExportation(tx, { ...e, etat: 'efface' })
        return {}
      })
      const e = await findExportation(db, id)
      if (e?.etat === 'efface') await effacerFichier(maison, id)
    }
  },
})
