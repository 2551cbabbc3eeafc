import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const jour = z.union([z.string(), z.date()]).transform((d) => (typeof d === 'string' ? d : d.toISOString().slice(0, 10)))
const entree = z.strictObject({ code: z.string().regex(/^[a-z-]{2,30}$/), libelle: z.string(), du: jour, au: jour.optional() })
const schema = z.strictObject({
  source: z.string(),
  verifie: z.boolean(),
  natures: z.array(entree).min(1),
  instructions: z.array(entree.extend({ agir: z.boolean() })).min(1),
  modes: z.array(entree).min(1),
})

/** The lists of the register as the ministry writes them, with their source and whether it has confirmed them. */
export type Referentiel = z.infer<typeof schema>
type Entree = Referentiel['natures'][number]

/** Reads lists written in YAML. Throws when a field is missing or unknown. */
export const lireReferentiel = (texte: string): Referentiel => schema.parse(parse(texte))

/** The lists of content/courrier. */
export const REFERENTIEL: Referentiel = lireReferentiel(readFileSync(join(import.meta.dirname, '../../../content/courrier/referentiel.yaml'), 'utf8'))

/** What may be chosen on a day (YYYY-MM-DD), as the options of a field. */
export const options = (liste: readonly Entree[], jourVu: string): { valeur: string; libelle: string }[] =>
  liste.filter(({ du, au }) => du <= jourVu && (au === undefined || au >= jourVu)).map(({ code, libelle }) => ({ valeur: code, libelle }))

/** What a code is called, also once its line is closed. */
export const libelle = (liste: readonly Entree[], code: string | null): string => liste.find((e) => e.code === code)?.libelle ?? code ?? ''

/** Whether an instruction asks for work; an unknown one does. */
export const demandeTravail = (code: string): boolean => REFERENTIEL.instructions.find((i) => i.code === code)?.agir ?? true
