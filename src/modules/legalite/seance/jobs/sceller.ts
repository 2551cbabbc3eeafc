import { z } from 'zod'
import { preparer } from '../../../../kernel/documents/emettre.ts'
import { insertDocument, listDocuments } from '../../../../kernel/documents/queries.ts'
import { job } from '../../../../kernel/module.ts'
import { insertEvenementSeance } from '../evenement.queries.ts'
import { emissionProcesVerbal, objetProcesVerbal } from '../papiers.ts'
import { journalDe } from '../porte.ts'
import { findSeance, lockSeanceDe } from '../seance.queries.ts'

export const SCELLER = 'legalite.sceller-proces-verbal'

/** Prints and seals the minutes of a closed session. Runs again after a crash; a session has one document. */
export const sceller = job({
  nom: SCELLER,
  titre: 'Sceller le procès-verbal d’une séance',
  schema: z.object({ seanceId: z.uuid() }),
  run: async ({ donnees, db, maison, maintenant, ecrire }) => {
    const seance = await findSeance(db, donnees.seanceId)
    if (seance?.etat !== 'close' || (await listDocuments(db, objetProcesVerbal(seance.id))).length > 0) return
    const emis = await preparer(maison.atelier, emissionProcesVerbal(maison, seance, maintenant))
    await ecrire(async (tx) => {
      await lockSeanceDe(tx, seance.id)
      // Another run of the same task was quicker: its document stands, these bytes are collected.
      if ((await listDocuments(tx, objetProcesVerbal(seance.id))).length > 0) return {}
      const { id } = await insertDocument(tx, emis)
      await insertEvenementSeance(tx, { seanceId: seance.id, genre: 'scelle', le: maintenant, par: `systeme:${SCELLER}`, parNom: 'Iroko', texte: emis.numero })
      return { journal: { ...journalDe(seance, { document: id, sha256: emis.sha256 }) } }
    })
  },
})
