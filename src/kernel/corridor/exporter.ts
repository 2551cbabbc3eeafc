import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import type { Corps } from '../module.ts'
import { ecrireClasseur, TYPE_CLASSEUR } from './classeur.ts'

/** The `format` parameter of a list that can be taken away. */
export const format = z.enum(['csv', 'xlsx']).optional()
export type Format = NonNullable<z.infer<typeof format>>
/** Rows of an export at most: a whole ministry's year, and still one answer. */
export const EXPORT_AU_PLUS = 100_000

/** Title of a column and what it holds; a number stays a number in the spreadsheet. */
export type ColonneExport<L> = readonly [titre: string, valeur: (ligne: L) => string | number | null]

/** A cell that begins with one of these is a formula to a spreadsheet: it is written as text. */
export const inerte = (texte: string) => (/^[=+\-@\t\r]/.test(texte) ? `'${texte}` : texte)

/** A list as a spreadsheet: CSV (UTF-8 with its mark, semicolons, as French Excel opens it) or XLSX. */
export function exporter<L>(nom: string, colonnes: readonly ColonneExport<L>[], lignes: readonly L[], en: Format): Corps {
  const titres = colonnes.map(([titre]) => titre)
  const donnees = lignes.map((ligne) =>
    colonnes.map(([, valeur]) => {
      const lue = valeur(ligne)
      return typeof lue === 'string' ? inerte(lue) : lue
    }),
  )
  if (en === 'csv') return { type: 'text/csv; charset=utf-8', nom: `${nom}.csv`, corps: stringify([titres, ...donnees.map((d) => d.map((v) => v ?? ''))], { delimiter: ';', bom: true }) }
  return { type: TYPE_CLASSEUR, nom: `${nom}.xlsx`, corps: ecrireClasseur(titres.map((titre) => ({ titre })), donnees) }
}
