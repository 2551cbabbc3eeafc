/*
 * Signs that have no drawing, or that change the drawing of their neighbours: control characters, direction overrides
 * and isolates (a right-to-left override makes « 8591 » read « 1958 »), byte order mark, non-characters.
 */
const SIGNES = /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/gu
/** More than three marks on one letter is no name: they would run over the lines around. */
const EMPILEMENT = /(\p{M}{3})\p{M}+/gu

/** One text as it will be printed, sealed and shown: well formed, composed (NFC), without the signs above. */
export function assainirTexte(texte: string): string {
  return texte.toWellFormed().normalize('NFC').replace(SIGNES, '').replace(EMPILEMENT, '$1')
}

/** The same, for every text of a JSON value, keys excepted. */
export function assainir<T>(valeur: T): T {
  if (typeof valeur === 'string') return assainirTexte(valeur) as T
  if (Array.isArray(valeur)) return valeur.map((element: unknown) => assainir(element)) as T
  if (valeur && typeof valeur === 'object' && Object.getPrototypeOf(valeur) === Object.prototype) {
    return Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [cle, assainir(v as unknown)])) as T
  }
  return valeur
}
