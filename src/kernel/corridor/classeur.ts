import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx'

export const TYPE_CLASSEUR = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export type Cellule = string | number | Date | null
/** A column of a workbook. `genre: 'date'`: its cells are days, shown as 31/12/2026. */
export type ColonneClasseur = { titre: string; genre?: 'date' }

/**
 * An XLSX workbook of one sheet, written as its rows come: memory does not grow with them. Past the 1,048,576 rows that a sheet
 * holds (ISO/IEC 29500 readers stop there), the next ones open another sheet under the same titles.
 */
export function ecrireClasseur(colonnes: readonly ColonneClasseur[], lignes: Iterable<Cellule[]> | AsyncIterable<Cellule[]>): Readable {
  const flux = writeXlsxStream(lignes, { name: 'Feuille', columns: colonnes.map((c) => ({ header: c.titre, width: Math.min(40, Math.max(12, c.titre.length + 2)), ...(c.genre === 'date' ? { numFmt: 'dd/mm/yyyy' } : {}) })), freezePane: { rows: 1 }, zip64: true })
  return Readable.fromWeb(flux as ReadableStream)
}

/** A sheet of a workbook: its tab (31 signs at most, as spreadsheets allow), its titles, its rows. */
export type Feuille = { nom: string; titres: readonly string[]; lignes: readonly Cellule[][] }

/** A workbook of several sheets, whole in memory: for reports, not for lists. */
export async function ecrireFeuilles(feuilles: readonly Feuille[]): Promise<Uint8Array> {
  const large = (f: Feuille, i: number) => Math.min(60, Math.max(10, ...[f.titres[i] ?? '', ...f.lignes.map((l) => String(l[i] ?? ''))].map((t) => t.length + 2)))
  return writeXlsx({ sheets: feuilles.map((f) => ({ name: f.nom.slice(0, 31), columns: f.titres.map((_, i) => ({ width: large(f, i) })), rows: [[...f.titres], ...f.lignes.map((l) => [...l])], freezePane: { rows: 1 } })) })
}
