import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { job } from '../../../kernel/module.ts'
import type { Ecrit, Travail } from '../../../kernel/module.ts'
import { executer, GESTES, lireAgent } from '../lot/executer.ts'
import { findLot, lockSuivante, updateLigne } from '../lot/lot.queries.ts'
import type { Lot } from '../lot/lot.queries.ts'

/** Does the gesture of a batch file by file, each in its own transaction: one that is refused stops nothing, and a stop between two files does none twice. */
export const traiterLot = job({
  nom: 'demarches.traiter-lot',
  titre: 'Traiter plusieurs dossiers',
  schema: z.object({ id: z.uuid() }),
  run: async (lu) => {
    const lot = await findLot(lu.db, lu.donnees.id)
    while (lot && (await unDossier(lu, lot)));
  },
})

/** What a refusal says; undefined for a breakdown, which the queue tries again. */
function phraseDe(erreur: unknown): string | undefined {
  if (erreur instanceof Saisie) return Object.values(erreur.champs)[0] ?? 'Ce dossier demande une réponse de plus'
  if (erreur instanceof Refus || erreur instanceof Introuvable) return erreur.message
  return (erreur as { constraint?: string } | null)?.constraint ? 'La base refuse ce geste sur ce dossier' : undefined
}

/** One file, done or refused. False when none is left. */
async function unDossier(lu: Travail<{ id: string }>, lot: Lot): Promise<boolean> {
  let refus: { rang: number; phrase: string } | undefined
  let reste = true
  await lu
    .ecrire(async (tx) => {
      const ligne = await lockSuivante(tx, lot.id)
      if (!ligne) {
        reste = false
        return {}
      }
      const acteur = await lireAgent(tx, lot.par, lu)
      try {
        if (!acteur) throw new Refus('Votre compte est fermé')
        const { journal, jobs, message } = await executer(tx, lot.geste, ligne, acteur, lu)
        await updateLigne(tx, lot.id, ligne.rang, { fait: true, phrase: message ?? 'Fait.', maintenant: lu.maintenant })
        return { verbe: GESTES[lot.geste].action.nom, journal: [journal ?? []].flat().map((e: Ecrit) => ({ ...e, detail: { ...e.detail, pour: lot.par } })), ...(jobs ? { jobs } : {}) }
      } catch (erreur) {
        const phrase = phraseDe(erreur)
        if (phrase !== undefined) refus = { rang: ligne.rang, phrase }
        throw erreur
      }
    })
    .catch((erreur: unknown) => {
      if (!refus) throw erreur
    })
  // What the gesture had begun is undone; that it was refused is not.
  const { rang, phrase } = refus ?? {}
  if (rang !== undefined && phrase !== undefined)
    await lu.ecrire(async (tx) => {
      await updateLigne(tx, lot.id, rang, { fait: false, phrase, maintenant: lu.maintenant })
      return {}
    })
  return reste
}
