/** What fields of every type are written with. */
import { z } from 'zod'

/** Codes are the names of inputs, the keys of answers and the variables of conditions. */
export const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'le code s’écrit en minuscules sans accent, par exemple nom_de_famille')
export const phrase = z.string().min(1).max(500)
export const expression = z.string().min(1).max(500)
/** « aujourd’hui », « -21 ans », « +3 mois », « -10 jours », « 1900-01-01 ». */
export const borneDate = z.string().regex(/^(?:aujourd[’']hui|[+-]\d{1,4} (?:ans?|mois|jours?)|\d{4}-\d\d-\d\d)$/, 'la borne s’écrit aujourd’hui, -21 ans, +3 mois, -10 jours ou 1900-01-31')
export const heure = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'l’heure s’écrit 08:30')
export const entier = z.int()

export const commun = {
  code,
  aide: phrase.optional(),
  /** CEL over earlier answers: the field exists only when it is true. */
  condition: expression.optional(),
  /** The condition in words (« Si oui »), shown when it depends on a field of the same step. */
  si: phrase.optional(),
}
export const question = {
  ...commun,
  libelle: phrase,
  requis: z.boolean().default(true),
  /** Masked in lists and for those who do not handle the file. */
  sensible: z.boolean().default(false),
  /** Where a first value may come from, e.g. `personne.telephone`; see `preremplir`. */
  prefill: z.string().max(60).optional(),
  /** Sentence when the answer is missing; a sentence by type otherwise. */
  manque: phrase.optional(),
}
export const option = z.strictObject({ valeur: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'la valeur d’une option s’écrit en minuscules sans accent'), libelle: phrase, aide: phrase.optional(), groupe: phrase.optional() })
export const options = z.array(option).min(1).max(200)
/** Code of an earlier date, or hour: a date is not before it (the same day is fine), an hour is after it. */
export const apres = code.optional()
const niveau = z.enum(['departement', 'commune', 'arrondissement', 'village'])
export const lieu = { niveaux: z.array(niveau).min(1).default(['commune', 'arrondissement', 'village']), /** Code of the territory it must lie in. */ dans: z.string().max(12).optional() }
