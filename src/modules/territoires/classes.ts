import type { ValeurCellule } from '../../ui/index.ts'
import { nombre } from '../../lib/francais.ts'

type Classe = 1 | 2 | 3 | 4 | 5
const CLASSES: readonly Classe[] = [1, 2, 3, 4, 5]
const PAS = 10_000

/** Four bounds, rounded to ten thousand, that share the values into five classes of about the same number. Always rising. */
export function bornesDe(valeurs: readonly number[]): number[] {
  const tries = [...valeurs].sort((a, b) => a - b)
  const bornes = [1, 2, 3, 4].map((k) => Math.round((tries[Math.floor((k * tries.length) / 5)] ?? 0) / PAS) * PAS)
  return bornes.reduce<number[]>((faites, borne) => [...faites, Math.max(borne, (faites.at(-1) ?? 0) + PAS)], [])
}

/** Class of a value: 0 when it is not known. A bound belongs to the class above it. */
export function classeDe(valeur: number | null, bornes: readonly number[]): ValeurCellule['classe'] {
  if (valeur === null) return 0
  return CLASSES[bornes.filter((borne) => valeur >= borne).length] ?? 5
}

/** The classes in words. */
export function legendeDe(bornes: readonly number[]): { classe: Classe; texte: string }[] {
  return CLASSES.map((classe, i) => {
    const [de, a] = [bornes[i - 1], bornes[i]]
    const texte = de === undefined ? `moins de ${nombre(a ?? 0, 0)}` : a === undefined ? `${nombre(de, 0)} et plus` : `de ${nombre(de, 0)} à ${nombre(a, 0)}`
    return { classe, texte }
  })
}
