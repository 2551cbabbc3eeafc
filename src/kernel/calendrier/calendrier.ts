import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { ajouterJours, jourSemaine } from './jour.ts'

const jour = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const regle = z.union([
  z.strictObject({ fixe: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/) }),
  z.strictObject({ paques: z.int() }),
  z.strictObject({ rang: z.strictObject({ mois: z.int().min(1).max(12), semaine: z.int().min(1).max(7), rang: z.int().min(1).max(4), decalage: z.int() }) }),
  z.strictObject({ dates: z.array(jour).min(1) }),
])

const ferie = z.strictObject({ nom: z.string(), regle, du: jour.optional(), au: jour.optional(), source: z.string(), verifie: z.boolean() })

const schema = z.strictObject({
  code: z.string(),
  nom: z.string(),
  joursOuvres: z.array(z.int().min(1).max(7)).min(1),
  depot: z.strictObject({ fermeture: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), source: z.string(), dateEffet: jour, verifie: z.boolean() }),
  feries: z.array(ferie),
})

/** A holiday as data: a fixed `MM-DD`, days from Easter Sunday, the nth weekday of a month, or dated entries. */
export type Ferie = z.infer<typeof ferie>
/** Working days of the week (1 = Monday), closing hour of the offices (« 17:30 »), holidays. */
export type Calendrier = z.infer<typeof schema>
export type JourFerie = { jour: string; nom: string; source: string; verifie: boolean }

const BENIN = join(import.meta.dirname, '../../../content/calendrier/benin.yaml')

/** Reads a calendar written in YAML. Throws when a field is missing or unknown. */
export function lireCalendrier(texte: string): Calendrier {
  return schema.parse(parse(texte))
}

/** The calendar of content/calendrier, Benin's by default. */
export function chargerCalendrier(fichier: string = BENIN): Calendrier {
  return lireCalendrier(readFileSync(fichier, 'utf8'))
}

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
