/** A file of parcels, CSV or GeoJSON, as lines of named cells. Pure: it judges the form, not what is written. */
import { parse } from 'csv-parse/sync'
import { separateur } from '../../../lib/csv.ts'
import { nombre } from '../../../lib/francais.ts'

/** `rang` is the line of the file (CSV, the titles being line 1) or the number of the feature. `geometrie` is not read yet. */
export type Ligne = { rang: number; cellules: readonly string[]; geometrie?: unknown }
export type FichierLu = { genre: 'csv' | 'geojson'; colonnes: readonly string[]; lignes: readonly Ligne[] }
type Refuse = { phrase: string }

/** Lines of one file: a large lotissement has 5,000; more than this holds the server for seconds. */
export const LIGNES_AU_PLUS = 20_000
const COLONNES_AU_PLUS = 60
/** Characters of one cell: an outline of 300 vertices, and some room. */
const CELLULE_AU_PLUS = 20_000
/** A feature collection of polygons is 7 deep; properties may hold a little more. */
const PROFONDEUR_AU_PLUS = 16

const tropDeLignes = (n: number): Refuse => ({ phrase: `Ce fichier a ${n > LIGNES_AU_PLUS + 1 ? `${nombre(n)} lignes` : 'trop de lignes'} : ${nombre(LIGNES_AU_PLUS)} au plus. Coupez-le, par exemple par lotissement` })

/** The text of a file, which must be whole UTF-8. */
function decoder(octets: Buffer): { texte: string } | Refuse {
  if ((octets[0] === 0xff && octets[1] === 0xfe) || (octets[0] === 0xfe && octets[1] === 0xff)) return { phrase: 'Ce fichier est en UTF-16. Dans le tableur, enregistrez-le au format « CSV UTF-8 »' }
  try {
    return { texte: new TextDecoder('utf-8', { fatal: true }).decode(octets) }
  } catch {
    const debut = new TextDecoder('utf-8').decode(octets).split('\ufffd', 1)[0]!
    return { phrase: `Les accents de ce fichier ne sont pas lisibles, à partir de la ligne ${debut.split('\n').length}. Dans le tableur, enregistrez-le au format « CSV UTF-8 »` }
  }
}

/** Reads a file whole, or says why it cannot be read. */
export function lireFichier(octets: Buffer): FichierLu | Refuse {
  const lu = decoder(octets)
  if ('phrase' in lu) return lu
  const texte = lu.texte.replaceAll('\0', '')
  return /^\s*[{[]/.test(texte) ? lireGeojson(texte) : lireCsv(texte)
}

function lireCsv(texte: string): FichierLu | Refuse {
  let lus: { record: string[]; info: { lines: number } }[]
  try {
    lus = parse(texte, { delimiter: separateur(texte), relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: CELLULE_AU_PLUS * 4, to: LIGNES_AU_PLUS + 2 }) as never
  } catch (erreur) {
    const ligne = (erreur as { lines?: number }).lines
    return { phrase: `Ce CSV n’est pas lisible${ligne ? ` à la ligne ${ligne}` : ''} : un guillemet n’est pas fermé, ou une case est trop longue` }
  }
  const [titres, ...reste] = lus
  if (!titres || titres.record.length < 2) return { phrase: 'La première ligne doit porter les titres des colonnes, par exemple « Lotissement ; Lot ; Parcelle ; Contenance »' }
  if (titres.record.length > COLONNES_AU_PLUS) return { phrase: `Ce fichier a ${titres.record.length} colonnes : ${COLONNES_AU_PLUS} au plus` }
  if (reste.length > LIGNES_AU_PLUS) return tropDeLignes(reste.length)
  const lignes = reste.filter((l) => l.record.some((c) => c.trim() !== '')).map((l): Ligne => ({ rang: l.info.lines, cellules: l.record.slice(0, titres.record.length).map((c) => c.slice(0, CELLULE_AU_PLUS)) }))
  if (lignes.length === 0) return { phrase: 'Ce fichier n’a que des titres : il n’y a rien à importer' }
  return { genre: 'csv', colonnes: titres.record.map((t) => t.replace(/^\ufeff/, '').trim()), lignes }
}

/** Whether brackets nest no deeper than a map needs; told before parsing, which would build it all. */
function assezPlat(texte: string): boolean {
  let profondeur = 0
  let chaine = false
  for (let i = 0; i < texte.length; i++) {
    const c = texte.charCodeAt(i)
    if (chaine) {
      if (c === 92) i++
      else if (c === 34) chaine = false
    } else if (c === 34) chaine = true
    else if (c === 91 || c === 123) {
      if (++profondeur > PROFONDEUR_AU_PLUS) return false
    } else if (c === 93 || c === 125) profondeur--
  }
  return true
}

type Objet = { [cle: string]: unknown }
const estObjet = (v: unknown): v is Objet => typeof v === 'object' && v !== null && !Array.isArray(v)

function lireGeojson(texte: string): FichierLu | Refuse {
  if (!assezPlat(texte)) return { phrase: 'Ce fichier a des listes dans des listes à perte de vue : ce n’est pas une carte' }
  let lu: unknown
  try {
    lu = JSON.parse(texte)
  } catch {
    return { phrase: 'Ce GeoJSON est mal formé, ou coupé. Exportez-le de nouveau' }
  }
  if (!estObjet(lu) || lu.type !== 'FeatureCollection' || !Array.isArray(lu.features)) return { phrase: 'Envoyez un GeoJSON « FeatureCollection »' }
  const crs = JSON.stringify(lu.crs ?? '').slice(0, 300)
  if (/EPSG/i.test(crs) && !/EPSG:+(?:[\d.]*:)?4326\b/i.test(crs)) return { phrase: 'Les coordonnées de ce fichier sont projetées (en mètres). Exportez de nouveau en WGS 84 (EPSG:4326)' }
  const features = lu.features as unknown[]
  if (features.length > LIGNES_AU_PLUS) return tropDeLignes(features.length)
  if (features.length === 0) return { phrase: 'Ce fichier ne contient aucune parcelle' }
  const noms = new Set<string>()
  for (const f of features) if (estObjet(f) && estObjet(f.properties)) for (const nom of Object.keys(f.properties)) if (noms.size < COLONNES_AU_PLUS) noms.add(nom)
  const colonnes = [...noms]
  const cellule = (v: unknown) => (typeof v === 'string' || typeof v === 'number' ? String(v).toWellFormed().slice(0, CELLULE_AU_PLUS) : '')
  return { genre: 'geojson', colonnes, lignes: features.map((f, i): Ligne => ({ rang: i + 1, cellules: colonnes.map((c) => cellule(estObjet(f) && estObjet(f.properties) ? f.properties[c] : undefined)), geometrie: estObjet(f) ? (f.geometry ?? undefined) : undefined })) }
}
