/** Lists held in memory: sorted, searched, cut into pages, as the `tri`, `cherche` and `apres` parameters of an address ask. Pure. */
import { comparerNoms, sansAccents } from './francais.ts'

/** Lines of a page of any list. */
export const PAR_PAGE = 50

/** The `tri` parameter: a column, `-` for the other way. What is not a column is the default order. */
export function lireTri<C extends string>(tri: string | undefined, colonnes: readonly C[], defaut: C | `-${C}`): { cle: C; decroit: boolean } {
  const lire = (texte: string) => ({ cle: (texte.startsWith('-') ? texte.slice(1) : texte) as C, decroit: texte.startsWith('-') })
  const lu = lire(tri ?? defaut)
  return colonnes.includes(lu.cle) ? lu : lire(defaut)
}

type Valeur = string | number | Date | null | undefined
const vide = (v: Valeur) => v === null || v === undefined || v === ''

function comparer(a: Valeur, b: Valeur): number {
  if (typeof a === 'string' && typeof b === 'string') return comparerNoms(a, b)
  return Number(a) - Number(b)
}

/** Sorted by the column that `tri` names; the order given when it names none. What is empty comes last, whichever way one reads. */
export function ranger<L>(lignes: readonly L[], tri: string | undefined, cles: Readonly<Record<string, (ligne: L) => Valeur>>): L[] {
  const { cle: nom, decroit } = lireTri(tri, Object.keys(cles), '')
  const cle = cles[nom]
  if (!cle) return [...lignes]
  return lignes.toSorted((a, b) => {
    const [x, y] = [cle(a), cle(b)]
    if (vide(x) || vide(y)) return Number(vide(x)) - Number(vide(y))
    return decroit ? comparer(y, x) : comparer(x, y)
  })
}

/** Whether every word of `cherche` is somewhere in these texts; accents and capitals do not count. */
export function trouve(textes: readonly (string | null | undefined)[], cherche: string | undefined): boolean {
  const tout = sansAccents(textes.filter(Boolean).join(' '))
  return sansAccents(cherche ?? '').split(/\s+/).filter(Boolean).every((mot) => tout.includes(mot))
}

/** A page read from the database with one line more than it shows (`PAR_PAGE + 1`), and the line to ask the next one from. */
export function couper<L extends { id: string }>(lues: readonly L[]): { lignes: L[]; suivant: string | undefined } {
  return { lignes: lues.slice(0, PAR_PAGE), suivant: lues.length > PAR_PAGE ? lues[PAR_PAGE - 1]!.id : undefined }
}

/** The page that follows the line `apres`, and the line to ask the next one from. */
export function paginer<L>(lignes: readonly L[], apres: string | undefined, id: (ligne: L) => string, parPage: number = PAR_PAGE): { lignes: L[]; suivant: string | undefined } {
  const debut = apres === undefined ? 0 : lignes.findIndex((ligne) => id(ligne) === apres) + 1
  const page = lignes.slice(debut, debut + parPage)
  return { lignes: page, suivant: debut + parPage < lignes.length ? id(page.at(-1)!) : undefined }
}
