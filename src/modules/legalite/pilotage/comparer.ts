import type { Axe } from './cumul.queries.ts'
import type { Ligne } from './cadre.ts'
import { valeurDe, mesureDe } from './faits.ts'
import type { CodeMesure, Fait, Histogramme } from './faits.ts'
import { ASSEZ, medianeBornee, wilson } from './intervalle.ts'
import type { Estimation } from './intervalle.ts'

/** Practices that two offices may be compared on: shares and a delay, never counts, which say the size of a place. */
export const PRATIQUES = ['lettres', 'examines', 'delai', 'silences', 'reformes', 'deferes'] as const satisfies readonly CodeMesure[]
export type Pratique = (typeof PRATIQUES)[number]

/** One place on one practice. `n` of `sur` acts; `rang` from 1, null when the numbers are too small to rank it. */
export type Compare = { cle: string; nom: string; n: number; sur: number; estimation: Estimation | null; rang: number | null }

function estimer(code: Pratique, l: Ligne, h: Histogramme): Omit<Compare, 'cle' | 'nom' | 'rang'> {
  const m = mesureDe(code)
  if (m.sur === null) {
    const finis = h.reduce((s, [, n]) => s + n, 0)
    return { n: finis, sur: finis, estimation: medianeBornee(h) }
  }
  const [n, sur] = [l[m.fait as Fait], l[m.sur]]
  const w = wilson(n, sur)
  const fois = m.unite === '%' ? 100 : 1000
  return { n, sur, estimation: w && { valeur: valeurDe(m, l)!, bas: w.bas * fois, haut: w.haut * fois } }
}

/** The places compared on a practice: those with enough acts from the highest value down, then the others by name. */
export function comparerPratiques(code: Pratique, lignes: readonly Ligne[], durees: ReadonlyMap<string, Histogramme>): Compare[] {
  const lues = lignes.map((l) => ({ cle: l.cle, nom: l.nom, ...estimer(code, l, durees.get(l.cle) ?? []) }))
  const classees = lues.filter((l) => l.estimation !== null && l.sur >= ASSEZ).toSorted((a, b) => b.estimation!.valeur - a.estimation!.valeur || a.cle.localeCompare(b.cle))
  return [...classees.map((l, i) => ({ ...l, rang: i + 1 })), ...lues.filter((l) => !classees.includes(l)).toSorted((a, b) => a.cle.localeCompare(b.cle)).map((l) => ({ ...l, rang: null }))]
}

/** Whether the interval of a place leaves that of all the places together: only then is its practice another. */
export function seDistingue({ estimation: e, rang }: Compare, ensemble: Estimation | null): 'plus' | 'moins' | null {
  if (!e || !ensemble || rang === null) return null
  return e.bas > ensemble.haut ? 'plus' : e.haut < ensemble.bas ? 'moins' : null
}

export const AXE_COMPARE: Axe = 'prefecture'
