/** Signs of a short code, dashes left out. */
const LONGUEUR = 10

/**
 * What to do about a code that is not well written; to be asked only when `lireCodeCourt` refused it. Counts what was
 * typed the way it reads: spaces and dashes of any kind do not count.
 */
export function direFaute(texte: string): string {
  if (/\/v\/?#|^\s*\d{60,}\s*$/.test(texte)) return 'C’est l’adresse du QR : ouvrez-la telle quelle, ou écrivez ici les 10 signes imprimés à côté'
  const signes = [...texte.normalize('NFKC').replace(/[\s\p{Pd}_.\u2212]/gu, '')].length
  if (signes === 0) return 'Écrivez les 10 signes imprimés à côté du QR, par exemple 7K2M‑94QX‑3H'
  if (signes < LONGUEUR) return `Il manque ${LONGUEUR - signes === 1 ? 'un signe' : `${LONGUEUR - signes} signes`} : le code en a 10, par exemple 7K2M‑94QX‑3H`
  if (signes > LONGUEUR) return `Il y a ${signes - LONGUEUR === 1 ? 'un signe' : `${signes - LONGUEUR} signes`} de trop : le code en a 10, par exemple 7K2M‑94QX‑3H`
  return 'Relisez ce code signe par signe : l’un d’eux a été mal recopié'
}
