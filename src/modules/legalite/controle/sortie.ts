import { z } from 'zod'

/** The queue of a prefecture as the API gives it. `restants` is days of the clock; negative is lateness. */
export const sortieFile = z.object({
  actes: z.array(z.object({ id: z.string(), commune: z.string(), communeNom: z.string(), etat: z.string(), nature: z.string(), matiere: z.string().nullable(), numero: z.string().nullable(), objet: z.string(), recuLe: z.date().nullable(), echeance: z.string().nullable(), restants: z.number(), risque: z.number(), approfondi: z.boolean(), affecteNom: z.string().nullable() })),
  suivant: z.string().nullable(),
})
