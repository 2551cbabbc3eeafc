import { z } from 'zod'
import type { Territoire, Territoires } from '../../kernel/territoire/index.ts'

/** A territory as the API gives it. `code` is INSAE's: 2 digits a département, 4 a commune, 6 an arrondissement, 9 a village. */
export const sortieTerritoire = z.object({
  code: z.string(),
  niveau: z.enum(['pays', 'departement', 'commune', 'arrondissement', 'village']),
  nom: z.string(),
  chemin: z.string(),
  parent: z.string().nullable(),
  population2013: z.int().nullable(),
})

export const sortieBureau = z.object({ genre: z.enum(['mairie', 'arrondissement', 'prefecture', 'direction']), nom: z.string(), adresse: z.string().nullable(), telephone: z.string().nullable(), horaires: z.string().nullable(), verifie: z.boolean() })

/** Adds the way to it: « Bohicon I, Bohicon, Zou ». */
export const versSortie = (territoires: Territoires, t: Territoire): z.infer<typeof sortieTerritoire> => ({ ...t, chemin: territoires.chemin(t.code) })
