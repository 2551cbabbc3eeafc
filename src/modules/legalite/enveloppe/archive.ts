import { lireZip } from '../../../lib/dezip.ts'
import { taille } from '../../../lib/francais.ts'
import { ANNEXES_AU_PLUS, estFichier } from './enveloppe.ts'
import { citer, faute } from './fautes.ts'
import type { Code, Faute } from './fautes.ts'

/** What the caller takes at most: acts of one envelope, bytes of the whole archive once opened. */
export type Bornes = { actes: number; octets: number }
export type Genre = 'xml' | 'json'
/** An opened archive: the envelope's own bytes, and the PDFs by their names. */
export type Ouverte = { genre: Genre; texte: Uint8Array; fichiers: Map<string, Uint8Array> }

/** Bytes of the envelope itself: what a hundred acts with fifty annexes each take. */
export const ENVELOPPE_AU_PLUS = 2 * 1_048_576
const ENVELOPPES: Readonly<Record<string, Genre>> = { 'enveloppe.xml': 'xml', 'enveloppe.json': 'json' }

/** Opens an archive, and says what is wrong with its names and sizes. Without `ouverte`, nothing more can be read. */
export function ouvrirArchive(zip: Uint8Array, bornes: Bornes): { ouverte?: Ouverte; fautes: Faute[] } {
  const fautes: Faute[] = []
  const vus = new Set<string>()
  const auPlus = bornes.actes * (ANNEXES_AU_PLUS + 1) + 1
  let total = 0
  let enveloppes = 0
  // The reader throws what `garder` answers: the archive is refused before anything of it is opened.
  const refuser = (code: Code, phrase: string): string => {
    fautes.unshift(faute(code, phrase))
    return phrase
  }
  const garder = (nom: string, octets: number): boolean | string => {
    total += octets
    if (total > bornes.octets) return refuser('E03', `une fois ouverte, cette archive ferait plus de ${taille(bornes.octets)}. Envoyez moins d’actes à la fois.`)
    if (vus.size === auPlus && !vus.has(nom)) return refuser('E02', `cette archive a plus de ${auPlus} fichiers. Envoyez moins d’actes à la fois.`)
    if (vus.has(nom)) return refuser('E05', `« ${citer(nom)} » est deux fois dans l’archive. Donnez un nom à chaque fichier.`)
    vus.add(nom)
    if (Object.hasOwn(ENVELOPPES, nom)) {
      enveloppes++
      return octets <= ENVELOPPE_AU_PLUS || refuser('E08', `« ${nom} » ferait plus de ${taille(ENVELOPPE_AU_PLUS)}. Envoyez moins d’actes à la fois.`)
    }
    if (estFichier(nom)) return true
    fautes.push(faute('E04', `« ${citer(nom)} » n’a rien à faire ici. Mettez les PDF à la racine, sous un nom sans accent ni espace.`))
    return false
  }
  let lus: Map<string, Uint8Array>
  try {
    lus = lireZip(zip, { entrees: 0xffff, octets: Infinity }, garder)
  } catch (e) {
    const dites: Code[] = ['E02', 'E03', 'E05', 'E08']
    return { fautes: fautes[0] && dites.includes(fautes[0].code) ? fautes : [faute('E01', `${(e as Error).message}.`), ...fautes] }
  }
  if (enveloppes === 0) return { fautes: [faute('E06', 'il manque enveloppe.xml ou enveloppe.json à la racine de l’archive.'), ...fautes] }
  if (enveloppes > 1) return { fautes: [faute('E07', 'l’archive a enveloppe.xml et enveloppe.json. Gardez l’une des deux.'), ...fautes] }
  const fichiers = new Map([...lus].filter(([nom]) => !Object.hasOwn(ENVELOPPES, nom)))
  const [nom, texte] = [...lus].find(([nom]) => Object.hasOwn(ENVELOPPES, nom))!
  return { ouverte: { genre: ENVELOPPES[nom]!, texte, fichiers }, fautes }
}
