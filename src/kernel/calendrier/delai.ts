import { estOuvre } from './calendrier.ts'
import type { Calendrier } from './charger.ts'
import { ajouterJours, ajouterMois } from './jour.ts'

/** `jours` of the calendar; `jours_ouvres` of the offices; `jours_francs` leave out the first and the last day. */
export type Unite = 'jours' | 'jours_ouvres' | 'mois' | 'jours_francs'
/** `report`: a last day on which offices are closed is put off to the next working day (true by default). */
export type Delai = { valeur: number; unite: Unite; report?: boolean }

/** A delay as a rule of law: everything that may differ from one text to the next is here. */
export type Regle = Delai & {
  /** `ouvre` (default): filed after closing, or on a closed day, counts as the next working day. `jour`: the day itself. */
  depart?: 'ouvre' | 'jour'
  /** After an interruption the whole delay starts anew: at the `reprise` (default), or `aussitot`. */
  interruption?: 'reprise' | 'aussitot'
  source?: string
  verifie?: boolean
}

/** That day if offices work, else the first one after. Throws when none comes within a year. */
export function premierOuvre(jour: string, calendrier: Calendrier): string {
  for (let n = 0; n <= 366; n++) {
    const essai = ajouterJours(jour, n)
    if (estOuvre(essai, calendrier)) return essai
  }
  throw new Error(`Le calendrier ${calendrier.code} n’a aucun jour ouvré dans l’année qui suit le ${jour}`)
}

/** The last day of a delay before any roll-over. The first day is never counted (dies a quo non computatur in termino). */
export function dernierJour(jour: string, delai: Delai, calendrier: Calendrier): string {
  if (!Number.isInteger(delai.valeur) || delai.valeur < 0) throw new Error(`Délai mal formé : ${delai.valeur} ${delai.unite}`)
  switch (delai.unite) {
    case 'jours':
      return ajouterJours(jour, delai.valeur)
    case 'jours_francs':
      return ajouterJours(jour, delai.valeur + 1)
    case 'mois':
      return ajouterMois(jour, delai.valeur)
    case 'jours_ouvres': {
      let dernier = jour
      for (let n = 0; n < delai.valeur; n++) dernier = premierOuvre(ajouterJours(dernier, 1), calendrier)
      return dernier
    }
  }
}

/** The last day, YYYY-MM-DD, of a delay that starts on `jour`; put off to a working day unless `report` is false. */
export function ajouter(jour: string, delai: Delai, calendrier: Calendrier): string {
  const dernier = dernierJour(jour, delai, calendrier)
  return delai.report === false ? dernier : premierOuvre(dernier, calendrier)
}
