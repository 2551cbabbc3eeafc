/** Which days count, and when enough of them have. Pure arithmetic of clocks that stop. */
import { pluriel } from '../../lib/francais.ts'
import { estOuvre } from './calendrier.ts'
import type { Calendrier } from './charger.ts'
import type { Regle } from './delai.ts'
import { ajouterJours, ajouterMois, ecart } from './jour.ts'

/** A pause from `du`, not counted, to `au`, counted again: pausing n calendar days shifts the last day by n. */
export type Pause = { du: string; au: string }

/** Whether a day is one of those the rule counts. */
export function compte(jour: string, regle: Regle, calendrier: Calendrier): boolean {
  return regle.unite !== 'jours_ouvres' || estOuvre(jour, calendrier)
}

/** How many days must be counted from `depart` until the last one. */
export function quantieme(depart: string, regle: Regle): number {
  if (!Number.isInteger(regle.valeur) || regle.valeur < 0) throw new Error(`Délai mal formé : ${regle.valeur} ${regle.unite}`)
  if (regle.unite === 'mois') return ecart(depart, ajouterMois(depart, regle.valeur))
  return regle.unite === 'jours_francs' ? regle.valeur + 1 : regle.valeur
}

/** « 10 jours ouvrés », « 2 mois ». */
export function nominal(regle: Regle): string {
  switch (regle.unite) {
    case 'jours':
      return pluriel(regle.valeur, 'jour')
    case 'jours_ouvres':
      return pluriel(regle.valeur, 'jour ouvré', 'jours ouvrés')
    case 'jours_francs':
      return pluriel(regle.valeur, 'jour franc', 'jours francs')
    case 'mois':
      return pluriel(regle.valeur, 'mois', 'mois')
  }
}

// No calendar has so few working days that a delay needs more than this.
const HORIZON = 40_000

/** The last day before (`brute`) and after roll-over, all pauses being over. A start inside a pause waits for its end. */
export function echeanceDe(depart: string, pauses: readonly Pause[], regle: Regle, calendrier: Calendrier): { brute: string; echeance: string } {
  const enPause = (jour: string) => pauses.some((p) => p.du <= jour && jour < p.au)
  const n = quantieme(depart, regle)
  let brute = depart
  for (let comptes = 0, tours = 0; comptes < n; tours++) {
    if (tours > HORIZON) throw new Error(`Le calendrier ${calendrier.code} n’a pas assez de jours ouvrés pour ${nominal(regle)}`)
    brute = ajouterJours(brute, 1)
    if (!enPause(brute) && compte(brute, regle, calendrier)) comptes++
  }
  let echeance = brute
  if (regle.report === false) return { brute, echeance }
  for (let tours = 0; enPause(echeance) || !estOuvre(echeance, calendrier); tours++) {
    if (tours > HORIZON) throw new Error(`Le calendrier ${calendrier.code} n’a aucun jour ouvré après le ${brute}`)
    echeance = ajouterJours(echeance, 1)
  }
  return { brute, echeance }
}
