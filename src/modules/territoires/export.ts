import { stringify } from 'csv-stringify/sync'
import type { Corps } from '../../kernel/module.ts'
import type { Territoire } from '../../kernel/territoire/index.ts'

const ENTETES = ['code', 'niveau', 'nom', 'parent', 'population_2013', 'code_cod', 'code_iso']

// A cell that begins with one of these is a formula to a spreadsheet: it is written as text.
const inerte = (valeur: string | number | null) => (typeof valeur === 'string' && /^[=+\-@\t\r]/.test(valeur) ? `'${valeur}` : (valeur ?? ''))

/** Territories as CSV: UTF-8 with its mark and semicolons, as French spreadsheets open it. */
export function exporter(territoires: readonly Territoire[]): Corps {
  const lignes = territoires.map((t) => [t.code, t.niveau, t.nom, t.parent, t.population2013, t.codeCod, t.codeIso].map(inerte))
  return { type: 'text/csv; charset=utf-8', nom: 'territoires.csv', corps: stringify([ENTETES, ...lignes], { delimiter: ';', bom: true }) }
}
