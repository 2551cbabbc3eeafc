import { z } from 'zod'

/** A letter of the prefect as the API gives it. */
export const sortieMesure = z.object({
  mesure: z.object({ id: z.string(), acteId: z.string(), genre: z.string(), etat: z.string(), numero: z.string().nullable(), motif: z.string(), texte: z.string(), repondreAvant: z.string().nullable(), signeLe: z.date().nullable(), signeParNom: z.string().nullable(), reponseSens: z.string().nullable(), reponse: z.string(), reponduLe: z.date().nullable(), suite: z.string().nullable(), juridiction: z.string().nullable(), jugementLe: z.string().nullable(), jugementSens: z.string().nullable() }),
  commune: z.string(),
})
