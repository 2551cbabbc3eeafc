import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/node'
import { dateChiffres } from '../../lib/francais.ts'
import type { Corps } from '../../kernel/module.ts'
import { ETATS } from './dossier.ts'
import type { LigneVue } from './pages/liste.tsx'

const ENTETES = ['Numéro', 'Démarche', 'Demandeur', 'Lieu', 'Canal', 'Déposé le', 'Échéance', 'État']

// A cell that begins with one of these is a formula to a spreadsheet: it is written as text.
const inerte = (texte: string) => (/^[=+\-@\t\r]/.test(texte) ? `'${texte}` : texte)

const cellules = (l: LigneVue): string[] => [l.numero, l.titre, l.demandeur, l.lieu, l.canal, dateChiffres(l.deposeLe), l.echeance ?? '', ETATS[l.etat].agent].map(inerte)

/** The list as a spreadsheet: CSV (UTF-8 with its mark, semicolons, as French Excel opens it) or XLSX. */
export async function exporter(lignes: readonly LigneVue[], format: 'csv' | 'xlsx'): Promise<Corps> {
  const donnees = lignes.map(cellules)
  if (format === 'csv') return { type: 'text/csv; charset=utf-8', nom: 'dossiers.csv', corps: stringify([ENTETES, ...donnees], { delimiter: ';', bom: true }) }
  const corps = await writeXlsxFile([ENTETES.map((value) => ({ value, fontWeight: 'bold' as const })), ...donnees.map((ligne) => ligne.map((value) => ({ value })))] as never).toBuffer()
  return { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', nom: 'dossiers.xlsx', corps }
}
