import { z } from 'zod'
import { permission } from '../../../kernel/module.ts'
import { NOMS_FAITS } from './faits.ts'

/** Whoever follows the control: a commune its own figures, a prefecture its département, the ministry the country. */
export const maySuivre = permission('legalite.suivre')

const comptes = Object.fromEntries(NOMS_FAITS.map((f) => [f, z.int()])) as Record<(typeof NOMS_FAITS)[number], z.ZodInt>
/** Figures as the API gives them; delays in days of the clock. */
export const sortieChiffres = z.object({ cle: z.string(), nom: z.string(), ...comptes, durees: z.int(), mediane: z.number().nullable(), p90: z.number().nullable() })
export const sortiePeriode = z.object({ du: z.string(), au: z.string() })
