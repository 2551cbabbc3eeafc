/**
 * Makes typed text safe to keep: well-formed Unicode (no lone surrogate), composed (NFC), without NUL, which PostgreSQL
 * refuses, and without bidirectional overrides (U+202A-202E, U+2066-2069), which make a name read as another one.
 * Works through arrays and plain objects, at most 20 levels deep; deeper content is dropped.
 */
export function nettoyer(valeur: unknown, niveau = 0): unknown {
  if (typeof valeur === 'string') return nettoyerTexte(valeur)
  if (niveau > 20) return undefined
  if (Array.isArray(valeur)) return valeur.map((element) => nettoyer(element, niveau + 1))
  if (valeur !== null && typeof valeur === 'object' && Object.getPrototypeOf(valeur) === Object.prototype)
    return Object.fromEntries(Object.entries(valeur).map(([cle, element]) => [nettoyerTexte(cle), nettoyer(element, niveau + 1)]))
  return valeur
}

const INTERDITS = /[\0\u202A-\u202E\u2066-\u2069]/g

const nettoyerTexte = (texte: string) => texte.toWellFormed().replace(INTERDITS, '').replace(/\r\n?/g, '\n').normalize('NFC')
