import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { lireHeure } from './heure.ts'

const heure = z.string().transform((texte, ctx) => lireHeure(texte) ?? (ctx.addIssue(`Heure mal écrite : ${texte}`), z.NEVER))
const schema = z.strictObject({
  rappel: z.strictObject({ joursAvant: z.int().min(1).max(7), de: heure, a: heure }).refine(({ de, a }) => de < a, 'Le rappel part entre deux heures du même jour'),
  conservation: z.strictObject({ jours: z.int().min(1).max(3650), source: z.string().min(1), verifie: z.boolean() }),
})

/** What a ministry decides about appointments. Hours are minutes since midnight in Benin. Throws when a field is missing, unknown or impossible. */
export const lireReglages = (texte: string): z.infer<typeof schema> => schema.parse(parse(texte))

/** The settings of content/rendezvous. */
export const REGLAGES = lireReglages(readFileSync(join(import.meta.dirname, '../../../content/rendezvous/reglages.yaml'), 'utf8'))
