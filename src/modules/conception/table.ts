import { lireCsv } from '../../kernel/formulaires/index.ts'
import type { Json } from '../../kernel/module.ts'
import { estBrut } from './brut.ts'
import type { Brut } from './brut.ts'
import { nommerLibre } from './nommer.ts'

/** As the engine admits them (kernel/formulaires/schemas.ts). */
const BORNES = { lignes: 5000, colonnes: 20, signes: 500 }
const NOMBRE = /^-?\d{1,15}(?:[.,]\d{1,6})?$/

/** A table as it was read, before anything is chosen in it. */
export type TableLue = { colonnes: string[]; lignes: string[][] }
/** What is chosen in a table. */
type Choix = { cle: string; libelle: string; detail?: string; nombres?: string[] }

/** Reads a table that somebody sends or pastes. Throws an Error in French that says the line. */
export function lireTable(octets: Uint8Array): TableLue {
  const { colonnes, lignes } = lireBrute(octets)
  // Spreadsheets leave columns and lines that hold nothing.
  const gardees = colonnes.flatMap((c, i) => (c !== '' || lignes.some((l) => (l[i] ?? '') !== '') ? [i] : []))
  const pleines = lignes.filter((l) => l.some((v) => v !== ''))
  if (gardees.length === 0 || pleines.length === 0) throw new Error('Cette table est vide : la première ligne nomme les colonnes, les autres les remplissent')
  if (gardees.length > BORNES.colonnes) throw new Error(`Cette table a ${gardees.length} colonnes, il en faut ${BORNES.colonnes} au plus : retirez celles qui ne servent pas`)
  if (pleines.length > BORNES.lignes) throw new Error(`Cette table a plus de ${BORNES.lignes} lignes : gardez celles qui servent`)
  const noms: string[] = []
  for (const i of gardees) noms.push(nommerLibre(colonnes[i] || `colonne ${i + 1}`, noms))
  const prises = pleines.map((ligne, rang) => {
    if (ligne.length !== colonnes.length) throw new Error(`La ligne ${rang + 2} a ${ligne.length} valeurs pour ${colonnes.length} colonnes : vérifiez ses séparateurs et ses guillemets`)
    const longue = gardees.find((i) => ligne[i]!.length > BORNES.signes)
    if (longue !== undefined) throw new Error(`La ligne ${rang + 2} a une valeur de plus de ${BORNES.signes} signes`)
    return gardees.map((i) => ligne[i]!)
  })
  return { colonnes: noms, lignes: prises }
}

function lireBrute(octets: Uint8Array): TableLue {
  try {
    return lireCsv(octets)
  } catch {
    throw new Error('Ce texte n’est pas une table : vérifiez ses guillemets et ses séparateurs')
  }
}

/** Puts a table in the place of another one. What was chosen stays where its columns are still there; the rest is guessed, and `perdues` says it. */
export function remplacerTable(avant: Json | undefined, lue: TableLue): { table: Brut; perdues: string[] } {
  const deja = estBrut(avant) ? choixDe(avant) : {}
  const la = (c: string | undefined): c is string => c !== undefined && lue.colonnes.includes(c)
  const valeurs = (c: string) => lue.lignes.map((l) => l[lue.colonnes.indexOf(c)]!)
  const cle = la(deja.cle) ? deja.cle : (lue.colonnes.find((c) => new Set(valeurs(c)).size === lue.lignes.length && !valeurs(c).includes('')) ?? lue.colonnes[0]!)
  const autres = lue.colonnes.filter((c) => c !== cle)
  const libelle = la(deja.libelle) ? deja.libelle : (autres.find((c) => /^(?:nom|libelle|designation|intitule|titre)/.test(c)) ?? autres[0] ?? cle)
  const choisies = [deja.cle, deja.libelle, deja.detail, ...(deja.nombres ?? [])].filter((c) => c !== undefined)
  const perdues = [...new Set(choisies)].filter((c) => !la(c))
  const toutes = perdues.length === new Set(choisies).size
  const nombres = toutes ? autres.filter((c) => c !== libelle && valeurs(c).some((v) => v !== '') && valeurs(c).every((v) => v === '' || NOMBRE.test(serrer(v)))) : (deja.nombres ?? []).filter(la)
  return { table: choisir(lue, { cle, libelle, ...(la(deja.detail) ? { detail: deja.detail } : {}), nombres }), perdues: toutes ? [] : perdues }
}

/** Figures as they are typed in a spreadsheet: « 1 500 ». */
const serrer = (v: string): string => (/^-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?$/.test(v) ? v.replace(/[ \u00a0\u202f]/g, '') : v)

/** The same rows with these choices; figures lose their spaces. */
export function choisir({ colonnes, lignes }: TableLue, { cle, libelle, detail, nombres = [] }: Choix): Brut {
  const rangs = new Set(nombres.map((c) => colonnes.indexOf(c)))
  return { colonnes, cle, libelle, ...(detail === undefined ? {} : { detail }), ...(nombres.length > 0 ? { nombres } : {}), lignes: rangs.size === 0 ? lignes : lignes.map((l) => l.map((v, i) => (rangs.has(i) ? serrer(v) : v))) }
}

/** What is chosen in a table as it is kept. */
export function choixDe(table: Brut): Partial<Choix> {
  const texte = (cle: 'cle' | 'libelle' | 'detail') => (typeof table[cle] === 'string' ? { [cle]: table[cle] } : {})
  return { ...texte('cle'), ...texte('libelle'), ...texte('detail'), ...(Array.isArray(table.nombres) ? { nombres: table.nombres.filter((c) => typeof c === 'string') } : {}) }
}

/** The columns and rows of a table as it is kept, right or wrong. */
export function contenuDe(table: Json | undefined): TableLue {
  const liste = (v: Json | undefined): Json[] => (Array.isArray(v) ? v : [])
  const textes = (v: Json | undefined) => liste(v).map((t) => (typeof t === 'string' ? t : String(t ?? '')))
  return estBrut(table) ? { colonnes: textes(table.colonnes), lignes: liste(table.lignes).map(textes) } : { colonnes: [], lignes: [] }
}

/** Reads what was chosen by clicking in the table that is there; a column that is not in it is not taken. */
export function lireChoisie(avant: Json | undefined, mot: (cle: string) => string, coches: readonly string[]): Brut | undefined {
  const table = contenuDe(avant)
  if (table.colonnes.length === 0) return estBrut(avant) ? avant : undefined
  const deja = estBrut(avant) ? choixDe(avant) : {}
  const la = (c: string) => table.colonnes.includes(c)
  const un = (cle: 'cle' | 'libelle') => (la(mot(cle)) ? mot(cle) : (deja[cle] ?? ''))
  return choisir(table, { cle: un('cle'), libelle: un('libelle'), ...(la(mot('detail')) ? { detail: mot('detail') } : {}), nombres: coches.filter(la) })
}
