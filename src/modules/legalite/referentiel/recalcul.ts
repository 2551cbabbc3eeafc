import { selectionner, tirer } from '../controle/selection.ts'
import type { Visable } from './referentiel.ts'
import type { Strategie } from './schemas.ts'

/** Acts that a page computes again, at most. */
export const RELUS_AU_PLUS = 2000

export type Bilan = { actes: number; enVigueur: number; projet: number | undefined; regles: { cle: string; libelle: string; locale: boolean; approfondi: boolean; enVigueur: number; projet: number }[] }

/** The country's strategy first, then the prefecture's own. Without the draw: its seed belongs to each act. */
const sansTirage = (strategies: readonly Strategie[]): Strategie[] => strategies.map(({ source, verifie, regles }) => ({ source, verifie, regles }))

/** How many acts each rule aims at, and how many are examined in depth. A rule is known by where it stands (country or prefecture) and its code. */
function compter(actes: readonly Visable[], strategies: readonly Strategie[]): { profondeur: number; parRegle: Map<string, number> } {
  const parRegle = new Map<string, number>()
  const seules = sansTirage(strategies)
  for (const acte of actes) seules.forEach((s, n) => selectionner(acte, [s], '', '').motifs.forEach((m) => parRegle.set(`${n}:${m.code}`, (parRegle.get(`${n}:${m.code}`) ?? 0) + 1)))
  return { profondeur: actes.filter((a) => selectionner(a, seules, '', '').approfondi).length, parRegle }
}

/** What these acts give under the strategies in force, and under those of the draft when there is one. Pure. */
export function comparerStrategies(actes: readonly Visable[], enVigueur: readonly Strategie[], projet: readonly Strategie[] | undefined): Bilan {
  const [a, b] = [compter(actes, enVigueur), projet ? compter(actes, projet) : undefined]
  const regles = new Map([...enVigueur.entries(), ...(projet ?? []).entries()].flatMap(([n, s]) => s.regles.map((r) => [`${n}:${r.code}`, { libelle: r.libelle, locale: n > 0, approfondi: r.approfondi }] as const)))
  return { actes: actes.length, enVigueur: a.profondeur, projet: b?.profondeur, regles: [...regles].map(([cle, r]) => ({ cle, ...r, enVigueur: a.parRegle.get(cle) ?? 0, projet: b?.parRegle.get(cle) ?? 0 })) }
}

export const SANS_GRAINE = 'Une règle l’avait déjà choisi, ou la stratégie d’alors ne tirait rien au sort.'

export type Tirage = { genre: 'inconnu' } | { genre: 'sans-graine' } | { genre: 'tire'; graine: string; garde: number | undefined; refait: number; part: number; juste: boolean }

/** Makes a draw again from the seed kept with an act, drawn or not, under the strategies it was received under. `garde`: what was written then of a drawn one, nothing for the others. */
export function retirer(acte: { arNumero: string; graine?: string | null; selection: readonly { code: string; graine?: string; tirage?: number }[] } | undefined, strategies: readonly Strategie[]): Tirage {
  if (!acte) return { genre: 'inconnu' }
  const motif = acte.selection.find((m) => m.code === 'hasard')
  const graine = motif?.graine ?? acte.graine
  if (!graine) return { genre: 'sans-graine' }
  const refait = tirer(graine, acte.arNumero)
  const part = Math.max(0, ...strategies.map((s) => s.hasard?.part ?? 0))
  return { genre: 'tire', graine, garde: motif?.tirage, refait, part, juste: motif ? refait === motif.tirage && refait < part : refait >= part }
}
