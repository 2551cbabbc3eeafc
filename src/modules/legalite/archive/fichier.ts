import { parse } from 'csv-parse/sync'
import { separateur } from '../../../lib/csv.ts'
import { sansAccents } from '../../../lib/francais.ts'

/** Lines of one file, at most. */
export const LIGNES_AU_PLUS = 5000
export const COLONNES = ['commune', 'numero', 'nature', 'matiere', 'objet', 'date', 'issue'] as const
export type LigneLue = Record<(typeof COLONNES)[number], string> & { ligne: number }

/** The lines of a CSV of old acts, by the titles of its columns in any order; or why it cannot be read. */
export function lireFichier(octets: Uint8Array): { lignes: LigneLue[] } | { phrase: string } {
  let texte: string
  try {
    texte = new TextDecoder('utf-8', { fatal: true }).decode(octets).replaceAll('\0', '')
  } catch {
    return { phrase: 'Les accents de ce fichier ne sont pas lisibles. Dans le tableur, enregistrez-le au format « CSV UTF-8 »' }
  }
  let lues: { record: string[]; info: { lines: number } }[]
  try {
    lues = parse(texte, { delimiter: separateur(texte), relax_column_count: true, skip_empty_lines: true, info: true, bom: true, max_record_size: 20_000, to: LIGNES_AU_PLUS + 2 }) as never
  } catch {
    return { phrase: 'Ce CSV n’est pas lisible : un guillemet n’est pas fermé, ou une case est trop longue' }
  }
  const [titres, ...reste] = lues
  const places = COLONNES.map((c) => titres?.record.findIndex((t) => sansAccents(t.trim()) === c) ?? -1)
  const absentes = COLONNES.filter((c, n) => places[n]! < 0 && c !== 'matiere' && c !== 'numero')
  if (absentes.length > 0) return { phrase: `La première ligne porte les titres des colonnes : ${COLONNES.join(' ; ')}. Il manque : ${absentes.join(', ')}` }
  if (reste.length > LIGNES_AU_PLUS) return { phrase: `Ce fichier a plus de ${LIGNES_AU_PLUS} lignes : coupez-le, par exemple par année` }
  if (reste.length === 0) return { phrase: 'Ce fichier n’a que des titres : il n’y a rien à verser' }
  return { lignes: reste.map((l) => ({ ligne: l.info.lines, ...(Object.fromEntries(COLONNES.map((c, n) => [c, l.record[places[n]!] ?? ''])) as Record<(typeof COLONNES)[number], string>) })) }
}
