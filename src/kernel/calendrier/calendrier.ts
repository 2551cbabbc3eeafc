import type { Calendrier, Ferie } from './charger.ts'
import { ajouterJours, jourSemaine } from './jour.ts'

export type JourFerie = { jour: string; nom: string; source: string; verifie: boolean }

/** Easter Sunday of a Gregorian year (Meeus, Jones and Butcher), YYYY-MM-DD. */
export function paques(annee: number): string {
  const a = annee % 19
  const b = Math.floor(annee / 100)
  const c = annee % 100
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const mois = Math.floor((h + l - 7 * m + 90) / 25)
  return iso(annee, mois, (h + l - 7 * m + 33 * mois + 19) % 32)
}

const iso = (annee: number, mois: number, date: number) => `${String(annee).padStart(4, '0')}-${String(mois).padStart(2, '0')}-${String(date).padStart(2, '0')}`

function joursDe({ regle: r }: Ferie, annee: number): string[] {
  if ('fixe' in r) return [`${String(annee).padStart(4, '0')}-${r.fixe}`]
  if ('paques' in r) return [ajouterJours(paques(annee), r.paques)]
  if ('dates' in r) return r.dates.filter((d) => d.startsWith(`${annee}-`))
  const premier = iso(annee, r.rang.mois, 1)
  const avance = (r.rang.semaine - jourSemaine(premier) + 7) % 7
  return [ajouterJours(premier, avance + 7 * (r.rang.rang - 1) + r.rang.decalage)]
}

/** The holidays of a year that are in force, in order. */
export function feriesDe(annee: number, calendrier: Calendrier): JourFerie[] {
  return calendrier.feries
    .flatMap((f) => joursDe(f, annee).map((j) => ({ f, j })))
    .filter(({ f, j }) => (f.du ?? '') <= j && j <= (f.au ?? '9999'))
    .map(({ f, j }) => ({ jour: j, nom: f.nom, source: f.source, verifie: f.verifie }))
    .sort((x, y) => x.jour.localeCompare(y.jour))
}

// A clock asks about hundreds of days: the holidays of a year are computed once per calendar.
const annees = new WeakMap<Calendrier, Map<string, ReadonlyMap<string, string>>>()

function nomsDe(annee: string, calendrier: Calendrier): ReadonlyMap<string, string> {
  const connues = annees.get(calendrier) ?? new Map<string, ReadonlyMap<string, string>>()
  annees.set(calendrier, connues)
  const deja = connues.get(annee)
  if (deja) return deja
  const noms = new Map(feriesDe(Number(annee), calendrier).map((f) => [f.jour, f.nom]))
  connues.set(annee, noms)
  return noms
}

/** The name of the holiday of that day, if it is one. */
export function nomFerie(jourLu: string, calendrier: Calendrier): string | undefined {
  return nomsDe(jourLu.slice(0, 4), calendrier).get(jourLu)
}

/** Whether offices work that day: a working day of the week that is not a holiday. */
export function estOuvre(jourLu: string, calendrier: Calendrier): boolean {
  return calendrier.joursOuvres.includes(jourSemaine(jourLu)) && nomFerie(jourLu, calendrier) === undefined
}
