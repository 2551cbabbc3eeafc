/** What a definition takes from files beside it: tables (CSV) and pictures. Put into it once, so that a published one never changes. */
import { parse } from 'csv-parse/sync'
import { separateur } from '../../lib/csv.ts'
import { FICHIER_IMAGE, FICHIER_TABLE } from './schemas.ts'

/** Gives the bytes of a file of the procedure's folder; throws when there is none. */
export type LireFichier = (nom: string) => Uint8Array

/** Kinds of pictures a definition holds, by the end of their name. */
export const TYPES_IMAGE: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', svg: 'image/svg+xml' }
type Objet = Record<string, unknown>
const estObjet = (v: unknown): v is Objet => typeof v === 'object' && v !== null && !Array.isArray(v)

/**
 * The source of a definition with the rows of its tables (`table: { fichier: voies.csv, cle, libelle }`) and its pictures
 * in it. What is not such a field is left as it is: `lireDefinition` judges. Throws a French sentence about a file.
 */
export function joindreContenus(source: unknown, lire: LireFichier): unknown {
  const champs = (v: unknown): unknown => (Array.isArray(v) ? v.map(champ) : v)
  const champ = (v: unknown): unknown => {
    if (!estObjet(v)) return v
    if (v['type'] === 'bloc') return { ...v, champs: champs(v['champs']) }
    if (v['type'] === 'image' && v['donnees'] === undefined && typeof v['fichier'] === 'string' && FICHIER_IMAGE.test(v['fichier'])) return { ...v, donnees: donneesDe(v['fichier'], lire) }
    const { table } = v
    return v['type'] === 'reference' && estObjet(table) && typeof table['fichier'] === 'string' ? { ...v, table: tableDe(table, table['fichier'], lire) } : v
  }
  if (!estObjet(source) || !Array.isArray(source['etapes'])) return source
  return { ...source, etapes: source['etapes'].map((etape: unknown) => (estObjet(etape) ? { ...etape, champs: champs(etape['champs']) } : etape)) }
}

function donneesDe(fichier: string, lire: LireFichier): string {
  const octets = ouvrir(fichier, lire)
  return `data:${TYPES_IMAGE[fichier.split('.').at(-1)!]};base64,${Buffer.from(octets).toString('base64')}`
}

function tableDe(ecrite: Objet, fichier: string, lire: LireFichier): Objet {
  if (!FICHIER_TABLE.test(fichier)) throw new Error(`Le fichier « ${fichier.slice(0, 80)} » ne se lit pas : une table s’écrit voies.csv, à côté de la démarche`)
  const table = { ...ecrite }
  delete table['fichier']
  const octets = ouvrir(fichier, lire)
  try {
    return { ...table, ...lireCsv(octets) }
  } catch {
    throw new Error(`Le fichier « ${fichier} » n’est pas une table : vérifiez ses guillemets et ses séparateurs`)
  }
}

/** The lines of a CSV, the first of which names the columns: comma, semicolon or tab, UTF-8, UTF-16 or Windows-1252, as spreadsheets write and copy. Throws when its quotes do not close. */
export function lireCsv(octets: Uint8Array): { colonnes: string[]; lignes: string[][] } {
  const texte = decoder(octets)
  const [colonnes = [], ...lignes] = parse(texte, { bom: true, delimiter: separateur(texte), trim: true, skip_empty_lines: true, relax_column_count: true, to: 5002 }) as string[][]
  return { colonnes, lignes }
}

function decoder(octets: Uint8Array): string {
  if (octets[0] === 0xff && octets[1] === 0xfe) return new TextDecoder('utf-16le').decode(octets)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    return new TextDecoder('windows-1252').decode(octets)
  }
}

function ouvrir(fichier: string, lire: LireFichier): Uint8Array {
  try {
    return lire(fichier)
  } catch (erreur) {
    throw new Error(`Le fichier « ${fichier} » manque à côté de la démarche`, { cause: erreur })
  }
}
