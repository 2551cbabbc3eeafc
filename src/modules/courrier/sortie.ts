import { z } from 'zod'

const ligne = {
  id: z.string(), bureau: z.string(), territoire: z.string(), sens: z.string(), etat: z.string(), numero: z.string().nullable(), jour: z.string(), reference: z.string(), dateLettre: z.string().nullable(),
  correspondant: z.string(), objet: z.string().nullable(), nature: z.string(), confidentiel: z.boolean(), urgent: z.boolean(), echeance: z.string().nullable(), reponduLe: z.string().nullable(),
}

/** A line of the register as the API gives it; `objet` is null where the letter is confidential. */
export const sortieRegistre = z.object({ courriers: z.array(z.object({ ...ligne, chez: z.array(z.string()), tard: z.boolean() })), suivant: z.string().nullable() })

/** A letter as the API gives it. */
export const sortieCourrier = z.object({
  courrier: z.object({ ...ligne, repondA: z.string().nullable(), lie: z.string().nullable(), mode: z.string().nullable(), envoyeLe: z.string().nullable(), dechargeLe: z.string().nullable(), motif: z.string().nullable() }),
  imputations: z.array(z.object({ id: z.string(), versNom: z.string(), instruction: z.string(), echeance: z.string().nullable(), le: z.date(), recuLe: z.date().nullable(), finiLe: z.date().nullable(), issue: z.string().nullable() })),
})
