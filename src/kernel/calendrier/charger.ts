import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { poserCalendrier } from './courant.ts'

const jour = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const regle = z.union([
  z.strictObject({ fixe: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/) }),
  z.strictObject({ paques: z.int() }),
  z.strictObject({ rang: z.strictObject({ mois: z.int().min(1).max(12), semaine: z.int().min(1).max(7), rang: z.int().min(1).max(4), decalage: z.int() }) }),
  z.strictObject({ dates: z.array(jour).min(1) }),
])

const ferie = z.strictObject({ nom: z.string(), regle, du: jour.optional(), au: jour.optional(), source: z.string(), verifie: z.boolean() })

const schema = z.strictObject({
  code: z.string(),
  nom: z.string(),
  joursOuvres: z.array(z.int().min(1).max(7)).min(1),
  depot: z.strictObject({ fermeture: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), source: z.string(), dateEffet: jour, verifie: z.boolean() }),
  feries: z.array(ferie),
})

/** A holiday as data: a fixed `MM-DD`, days from Easter Sunday, the nth weekday of a month, or dated entries. */
export type Ferie = z.infer<typeof ferie>
/** Working days of the week (1 = Monday), closing hour of the offices (« 17:30 »), holidays. */
export type Calendrier = z.infer<typeof schema>

const BENIN = join(import.meta.dirname, '../../../content/calendrier/benin.yaml')

/** Reads a calendar written in YAML. Throws when a field is missing or unknown. */
export function lireCalendrier(texte: string): Calendrier {
  return schema.parse(parse(texte))
}

/** The calendar of content/calendrier, Benin's by default. */
export function chargerCalendrier(fichier: string = BENIN): Calendrier {
  return lireCalendrier(readFileSync(fichier, 'utf8'))
}

poserCalendrier(chargerCalendrier)
