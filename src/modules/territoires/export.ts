import type { ColonneExport } from '../../kernel/corridor/exporter.ts'
import type { Territoire } from '../../kernel/territoire/index.ts'

/** The columns of an exported list of territories: names of data, for programs as for people. */
export const colonnesExport: readonly ColonneExport<Territoire>[] = [
  ['code', (t) => t.code],
  ['niveau', (t) => t.niveau],
  ['nom', (t) => t.nom],
  ['parent', (t) => t.parent],
  ['population_2013', (t) => t.population2013],
  ['code_cod', (t) => t.codeCod],
  ['code_iso', (t) => t.codeIso],
]
