import { parse } from 'csv-parse/sync'
import { Saisie } from '../../lib/erreurs.ts'
import type { Tx } from '../db/index.ts'
import { listTerritoires, upsertTerritoires } from './queries.ts'
import type { NouveauTerritoire } from './queries.ts'

/** Columns accepted for each thing, in order: the ministry's own name first, then those of public lists. */
const COLONNES = {
  code: ['code', 'code_genere', 'code_village'],
  parent: ['parent', 'arrondissement_code_rang', 'code_arrondissement'],
  nom: ['nom', 'village', 'libelle'],
  population: ['population_2013', 'population', 'total'],
} as const

const MINUSCULES = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'et'])

/** « FOUNOUGO-GAH » gives « Founougo-Gah »; a name that already has small letters is kept. */
export function casse(nom: string): string {
  const propre = nom.trim().replace(/\s+/g, ' ').replaceAll("'", '’')
  if (propre !== propre.toLocaleUpperCase('fr')) return propre
  return propre.replace(/[\p{L}\d]+/gu, (mot, rang: number) => {
    if (/^(?:[IVX]+|[A-Z])$/.test(mot)) return mot
    const petit = mot.toLocaleLowerCase('fr')
    return rang > 0 && MINUSCULES.has(petit) ? petit : petit.charAt(0).toLocaleUpperCase('fr') + petit.slice(1)
  })
}

/**
 * Brings villages and quartiers in from a CSV with a header (code of nine digits, code of the arrondissement, name,
 * population if known). May run again: rows edited since are kept. Returns how many were read and written.
 * Throws `Saisie` with the line of the first fault, before anything is written.
 */
export async function importerVillages(tx: Tx, csv: string, maintenant: Date): Promise<{ lues: number; ecrites: number }> {
  const lignes = lireCsv(csv)
  const colonne = (quoi: keyof typeof COLONNES) => COLONNES[quoi].find((nom) => lignes[0] && nom in lignes[0])
  for (const quoi of ['code', 'parent', 'nom'] as const) {
    if (!colonne(quoi)) throw new Saisie({ fichier: `Il manque une colonne « ${COLONNES[quoi][0]} »` })
  }
  const arrondissements = new Set((await listTerritoires(tx)).filter((t) => t.niveau === 'arrondissement').map((t) => t.code))
  const vus = new Set<string>()
  const villages = lignes.map((ligne, i): NouveauTerritoire => {
    const lire = (quoi: keyof typeof COLONNES) => (ligne[colonne(quoi) ?? ''] ?? '').trim()
    const refuser = (phrase: string) => new Saisie({ fichier: `Ligne ${i + 2} : ${phrase}` })
    const [code, parent, nom, population] = [lire('code'), lire('parent'), casse(lire('nom')), lire('population')]
    if (!/^\d{9}$/.test(code)) throw refuser(`le code « ${code} » doit avoir neuf chiffres`)
    if (vus.has(code)) throw refuser(`le code ${code} est déjà plus haut`)
    if (!arrondissements.has(parent)) throw refuser(`l’arrondissement « ${parent} » n’existe pas`)
    if (nom === '') throw refuser('le nom manque')
    if (population !== '' && !/^\d{1,7}$/.test(population)) throw refuser(`la population « ${population} » doit être un nombre`)
    vus.add(code)
    return { code, niveau: 'village', nom, parent, population2013: population === '' ? null : Number(population), codeCod: null, codeIso: null }
  })
  return { lues: villages.length, ecrites: await upsertTerritoires(tx, villages, maintenant) }
}

function lireCsv(csv: string): Record<string, string>[] {
  try {
    const lignes = parse<Record<string, string>>(csv, { columns: true, bom: true, skip_empty_lines: true, trim: true, delimiter: [',', ';', '\t'] })
    if (lignes.length > 0) return lignes
  } catch {
    // Said below: the reader's own message is in English.
  }
  throw new Saisie({ fichier: 'Ce fichier n’est pas un tableau CSV avec une ligne de titres : enregistrez-le au format CSV (UTF-8)' })
}
