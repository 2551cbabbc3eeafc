import { quantile } from './faits.ts'
import type { Histogramme } from './faits.ts'

/** A value with the interval it is known within (95 %); `bas` and `haut` in the same unit. */
export type Estimation = { valeur: number; bas: number; haut: number }

/** 97.5th percentile of the normal law: both tails together hold 5 %. */
const Z = 1.959964

/** The share `n / sur` with its Wilson interval (1927): it holds for small numbers and never leaves [0, 1]. Null when there is nothing to divide by. */
export function wilson(n: number, sur: number): Estimation | null {
  if (sur === 0) return null
  const [p, z2] = [n / sur, Z * Z]
  const milieu = (p + z2 / (2 * sur)) / (1 + z2 / sur)
  const ecart = (Z / (1 + z2 / sur)) * Math.sqrt((p * (1 - p)) / sur + z2 / (4 * sur * sur))
  return { valeur: p, bas: n === 0 ? 0 : Math.max(0, milieu - ecart), haut: n === sur ? 1 : Math.min(1, milieu + ecart) }
}

/** The median with the interval that the ranks around it give (binomial, normal approximation). Null for none. */
export function medianeBornee(h: Histogramme): Estimation | null {
  const total = h.reduce((s, [, n]) => s + n, 0)
  const valeur = quantile(h, 0.5)
  if (valeur === null) return null
  const recul = (Z * Math.sqrt(total)) / 2 / Math.max(1, total - 1)
  return { valeur, bas: quantile(h, Math.max(0, 0.5 - recul))!, haut: quantile(h, Math.min(1, 0.5 + recul))! }
}

/** Under this many acts a place is shown and not ranked: a choice of presentation, not a rule of law. */
export const ASSEZ = 30
