import { stringify } from 'csv-stringify/sync'
import { FICHIER_IMAGE, TYPES_IMAGE } from '../../kernel/formulaires/index.ts'
import type { Json } from '../../kernel/module.ts'
import { estBrut, lire, poser } from './brut.ts'
import type { Brut, Chemin } from './brut.ts'
import { champsDe } from './plan.ts'
import { contenuDe } from './table.ts'

/** A table of more lines is a file of its own: it would weigh more than a definition may when it is read again (dossier-zip.ts). */
const LIGNES_AU_PLUS = 100

export type Fichier = { nom: string; octets: Uint8Array }

/** A definition without its long tables and its pictures, which are files beside it; reading its folder puts them back. */
export function separerContenus(contenu: Brut): { contenu: Brut; fichiers: Fichier[] } {
  const fichiers = new Map<string, Uint8Array>()
  let reste = contenu
  for (const { chemin, champ } of champsDe(contenu)) {
    if (champ.type === 'image') reste = separerImage(reste, chemin, champ, fichiers)
    if (champ.type === 'reference') reste = separerTable(reste, chemin, champ.table, fichiers)
  }
  return { contenu: reste, fichiers: [...fichiers].map(([nom, octets]) => ({ nom, octets })) }
}

function separerImage(contenu: Brut, chemin: Chemin, { fichier, donnees }: Brut, fichiers: Map<string, Uint8Array>): Brut {
  if (typeof fichier !== 'string' || typeof donnees !== 'string' || !FICHIER_IMAGE.test(fichier)) return contenu
  const debut = `data:${TYPES_IMAGE[fichier.split('.').at(-1)!]};base64,`
  if (!donnees.startsWith(debut)) return contenu
  const octets = Buffer.from(donnees.slice(debut.length), 'base64')
  // Two pictures of one name: the second one stays in the text.
  if (fichiers.has(fichier) || octets.toString('base64') !== donnees.slice(debut.length)) return contenu
  fichiers.set(fichier, octets)
  return poser(contenu, `${chemin}.donnees`, undefined)
}

function separerTable(contenu: Brut, chemin: Chemin, table: Json | undefined, fichiers: Map<string, Uint8Array>): Brut {
  const { colonnes, lignes } = contenuDe(table)
  const nom = `${String(lire(contenu, `${chemin}.code`))}.csv`
  if (!estBrut(table) || lignes.length <= LIGNES_AU_PLUS || fichiers.has(nom) || !/^[a-z][a-z0-9_]{0,39}\.csv$/.test(nom)) return contenu
  // All between quotes: what a value begins or ends with comes back.
  fichiers.set(nom, new TextEncoder().encode(stringify([colonnes, ...lignes], { delimiter: ';', quoted: true, quoted_empty: true })))
  const { colonnes: _c, lignes: _l, ...choix } = table
  return poser(contenu, `${chemin}.table`, { fichier: nom, ...choix })
}
