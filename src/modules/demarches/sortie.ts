import { z } from 'zod'

const evenement = z.object({ genre: z.string(), le: z.date(), texte: z.string() })

/** A file as the API gives it. */
export const sortieDossier = z.object({
  dossier: z.object({
    id: z.string(),
    numero: z.string().nullable(),
    demarche: z.string(),
    version: z.number(),
    etat: z.string(),
    canal: z.string(),
    territoire: z.string().nullable(),
    bureau: z.string().nullable(),
    deposeLe: z.date().nullable(),
    echeance: z.string().nullable(),
    decision: z.string().nullable(),
    motif: z.string().nullable(),
    reponses: z.record(z.string(), z.unknown()),
  }),
  evenements: z.array(evenement),
})

/** A line of the office's list as the API gives it. */
export const sortieListe = z.object({
  dossiers: z.array(
    z.object({ id: z.string(), numero: z.string(), demarche: z.string(), etat: z.string(), territoire: z.string(), canal: z.string(), deposeLe: z.date(), echeance: z.string().nullable() }),
  ),
  suivant: z.string().nullable(),
})
