import { nombre } from '../../../lib/francais.ts'
import type { ValeurCellule } from '../../../ui/index.ts'

type Classe = 1 | 2 | 3 | 4 | 5

/** Rising bounds that share the values into five classes of about the same number at most; fewer when the values are few or the same. */
export function bornesDe(valeurs: readonly number[]): number[] {
  const tries = valeurs.toSorted((a, b) => a - b)
  const pas = (tries.at(-1) ?? 0) - (tries[0] ?? 0) > 20 ? 1 : 0.1
  const arrondie = (v: number) => Math.round(v / pas) * pas
  const bornes = tries.length === 0 ? [] : [1, 2, 3, 4].map((k) => arrondie(tries[Math.floor((k * tries.length) / 5)]!))
  return [...new Set(bornes)].filter((b) => b > tries[0]!)
}

/** Class of a value among bounds: 0 when there is none; the highest is always 5, so that a map of two classes still shows a contrast. */
export function classeDe(valeur: number | null, bornes: readonly number[]): ValeurCellule['classe'] {
  return valeur === null ? 0 : ((bornes.length === 0 ? 3 : Math.round(1 + (4 * bornes.filter((b) => valeur >= b).length) / bornes.length)) as Classe)
}

/** The classes in words, with their unit. */
export function legendeDe(bornes: readonly number[], unite: string): { classe: ValeurCellule['classe']; texte: string }[] {
  const u = unite ? `\u00a0${unite}` : ''
  const dire = (v: number) => nombre(v, 1)
  if (bornes.length === 0) return [{ classe: 3, texte: 'même valeur partout' }]
  return [...bornes, undefined].map((a, i) => {
    const de = bornes[i - 1]
    const texte = de === undefined ? `moins de ${dire(a!)}${u}` : a === undefined ? `${dire(de)}${u} et plus` : `de ${dire(de)} à ${dire(a)}${u}`
    return { classe: Math.round(1 + (4 * i) / bornes.length) as Classe, texte }
  })
}
