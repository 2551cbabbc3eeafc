/** The body of a form, flattened and bounded: whatever was sent becomes texts and lists of texts under known names. */

export type Brut = ReadonlyMap<string, string | string[]>

const ENTREES_AU_PLUS = 5000
const PROFONDEUR = 6
/** Longer than any field accepts: what is beyond is an error anyway, and need not be shown again whole. */
const SIGNES_AU_PLUS = 20_000

/**
 * Flat keys (`enfants.0.nom`) and nested JSON (`{ enfants: [{ nom }] }`) alike. Numbers and booleans of JSON become
 * « 12 », « oui » and « non »; what is neither is dropped. Never throws, never reads a prototype.
 */
export function aplatir(saisie: unknown): Brut {
  const brut = new Map<string, string | string[]>()
  const poser = (cle: string, v: unknown, profondeur: number): void => {
    if (brut.size >= ENTREES_AU_PLUS || profondeur > PROFONDEUR) return
    const t = texteDe(v)
    if (t !== undefined) brut.set(cle, t)
    else if (Array.isArray(v) && v.length > 0 && v.every((e) => texteDe(e) !== undefined)) brut.set(cle, v.slice(0, ENTREES_AU_PLUS).map((e) => texteDe(e)!))
    else if (typeof v === 'object' && v !== null) {
      const entrees = Object.entries(v)
      if (Array.isArray(v)) brut.set(`${cle}.nombre`, String(v.length))
      for (const [suite, valeur] of entrees.slice(0, ENTREES_AU_PLUS)) poser(`${cle}.${suite}`, valeur, profondeur + 1)
    }
  }
  if (typeof saisie === 'object' && saisie !== null) for (const [cle, v] of Object.entries(saisie)) if (!cle.startsWith('_')) poser(cle, v, 0)
  return brut
}

function texteDe(v: unknown): string | undefined {
  if (typeof v === 'string') return v.length > SIGNES_AU_PLUS ? v.slice(0, SIGNES_AU_PLUS).toWellFormed() : v.toWellFormed()
  if (typeof v === 'number' && Number.isFinite(v)) return String(v)
  return typeof v === 'boolean' ? (v ? 'oui' : 'non') : undefined
}

// oxlint-disable-next-line no-control-regex -- that is the point
const INTERDITS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/g

/** One line: composed (NFC), without control or direction signs, spaces made single. */
export const uneLigne = (texte: string): string => texte.normalize('NFC').replace(/\s+/g, ' ').replace(INTERDITS, '').replace(/ +/g, ' ').trim()

/** Several lines: the same, keeping line breaks, at most one empty line together. */
export const plusieursLignes = (texte: string): string =>
  texte.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(INTERDITS, '').replace(/[^\S\n]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim()

export type UnTexte = { texte: string } | { plusieurs: true }

/** The one text sent under a name; '' when absent. */
export function lireTexte(brut: Brut, nom: string): UnTexte {
  const v = brut.get(nom)
  if (Array.isArray(v)) return v.length > 1 ? { plusieurs: true } : { texte: v[0] ?? '' }
  return { texte: v ?? '' }
}

/** Every text sent under a name. */
export function lireTextes(brut: Brut, nom: string): string[] {
  const v = brut.get(nom)
  return v === undefined ? [] : Array.isArray(v) ? v : [v]
}
