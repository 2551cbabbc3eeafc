import { createHash } from 'node:crypto'
import type { Motif } from '../acte/acte.ts'
import { vise } from '../referentiel/referentiel.ts'
import type { Visable } from '../referentiel/referentiel.ts'
import type { Strategie } from '../referentiel/schemas.ts'

/** `graine`: the seed, when a draw was made. */
export type Selection = { motifs: Motif[]; risque: number; approfondi: boolean; graine: string | null }

/** A draw anybody can make again: 0 to 99.99 from the seed and the number of the receipt (SHA-256, first 32 bits). */
export function tirer(graine: string, arNumero: string): number {
  const n = createHash('sha256').update(`${graine}:${arNumero}`).digest().readUInt32BE(0)
  return Math.floor((n / 2 ** 32) * 10_000) / 100
}

/**
 * What is examined in depth, and how risky an act is: the national priorities, then the prefecture's own rules, then a draw among what no rule has
 * chosen. Risks add up, to 100. `graine` is fresh for each act and kept with the result, drawn or not.
 */
export function selectionner(acte: Visable, strategies: readonly Strategie[], graine: string, arNumero: string): Selection {
  const motifs: Motif[] = strategies.flatMap(({ regles }) => regles.filter((r) => vise(r.pour, acte)).map(({ code, libelle, risque, approfondi }) => ({ code, libelle, risque, approfondi })))
  const part = Math.max(0, ...strategies.map((s) => s.hasard?.part ?? 0))
  const tire = part > 0 && !motifs.some((m) => m.approfondi)
  if (tire) {
    const tirage = tirer(graine, arNumero)
    if (tirage < part) motifs.push({ code: 'hasard', libelle: 'Tiré au sort', risque: 0, approfondi: true, graine, tirage })
  }
  return { motifs, risque: Math.min(100, motifs.reduce((n, m) => n + m.risque, 0)), approfondi: motifs.some((m) => m.approfondi), graine: tire ? graine : null }
}
