import { z } from 'zod'

/** What every rule of law carries: where it comes from, since when, and whether somebody has confirmed it. */
export const regle = { source: z.string().min(1), dateEffet: z.iso.date().optional(), verifie: z.boolean() }
