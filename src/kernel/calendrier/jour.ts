/** Days without hours, written YYYY-MM-DD: they compare as strings, and no time zone can move them. */
import { jourIso } from '../../lib/francais.ts'

const JOUR_MS = 86_400_000

/** Days already read or written, both ways: a clock walks through the same ones for every file. Bounded, about a century. */
const RANGS = new Map<string, number>()
const JOURS = new Map<number, string>()
const JOURS_AU_PLUS = 40_000

function rang(jour: string): number {
  const su = RANGS.get(jour)
  if (su !== undefined) return su
  const n = Date.parse(`${jour}T00:00:00Z`) / JOUR_MS
  if (Number.isNaN(n)) throw new Error(`Jour mal formé : ${jour}`)
  if (RANGS.size < JOURS_AU_PLUS) RANGS.set(jour, n)
  return n
}

function jourDe(n: number): string {
  const su = JOURS.get(n)
  if (su !== undefined) return su
  const jour = new Date(n * JOUR_MS).toISOString().slice(0, 10)
  if (JOURS.size < JOURS_AU_PLUS) JOURS.set(n, jour)
  return jour
}

/** The day of a moment in Benin (Africa/Porto-Novo, UTC+1 all year), YYYY-MM-DD. */
export function jourLocal(instant: Date): string {
  return jourIso(instant)
}

/** Minutes since midnight of a moment in Benin, 0 to 1439. */
export function minuteLocale(instant: Date): number {
  return (((Math.floor(instant.getTime() / 60_000) + 60) % 1440) + 1440) % 1440
}

/** Noon in Benin of a day: a moment that stands for it on screens. */
export function midi(jour: string): Date {
  return new Date(`${jour}T11:00:00Z`)
}

/** The day `n` days later (earlier when negative). */
export function ajouterJours(jour: string, n: number): string {
  return jourDe(rang(jour) + n)
}

/** The same date `n` months later, or the last day of that month where it has no such date: 31 January + 1 = 28 or 29 February. */
export function ajouterMois(jour: string, n: number): string {
  const d = new Date(rang(jour) * JOUR_MS)
  const dernier = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + n + 1, 0))
  dernier.setUTCDate(Math.min(d.getUTCDate(), dernier.getUTCDate()))
  return dernier.toISOString().slice(0, 10)
}

/** Days from `de` to `a`: 0 the same day, negative when `a` is before. */
export function ecart(de: string, a: string): number {
  return rang(a) - rang(de)
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function jourSemaine(jour: string): number {
  return ((((rang(jour) + 3) % 7) + 7) % 7) + 1
}
