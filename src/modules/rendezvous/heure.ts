import { INSECABLE } from '../../lib/francais.ts'
import { jourLocal, midi, minuteLocale } from '../../kernel/calendrier/jour.ts'

/** Minutes since midnight typed as « 8 h », « 8h30 », « 08:30 », up to « 24:00 »; undefined for anything else. */
export function lireHeure(texte: string): number | undefined {
  const [, h, m = '0'] = /^(\d{1,2})(?:\s*[hH:]\s*(\d{2})?)?$/.exec(texte.trim()) ?? []
  if (h === undefined) return undefined
  const minutes = Number(h) * 60 + Number(m)
  return Number(m) < 60 && minutes <= 1440 ? minutes : undefined
}

const deux = (n: number) => String(n).padStart(2, '0')

/** « 08:30 », as fields and addresses write it. */
export const ecrireHeure = (minute: number): string => `${deux(Math.floor(minute / 60))}:${deux(minute % 60)}`

/** « 8 h 30 », « 17 h ». */
export const direHeure = (minute: number): string => `${Math.floor(minute / 60)}${INSECABLE}h${minute % 60 === 0 ? '' : `${INSECABLE}${deux(minute % 60)}`}`

/** The moment of a minute of a day in Benin (UTC+1 all year). */
export const instantDe = (jour: string, minute: number): Date => new Date(midi(jour).getTime() + (minute - 720) * 60_000)

/** A moment as it travels in forms and addresses: `2026-11-30T09:00`, Benin's hour. */
export const ecrireDebut = (debut: Date): string => `${jourLocal(debut)}T${ecrireHeure(minuteLocale(debut))}`

/** Reads it back; undefined when it is not a moment that exists. */
export function lireDebut(texte: string): Date | undefined {
  const [, jour, heure] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(texte) ?? []
  const minute = heure === undefined ? undefined : lireHeure(heure)
  if (jour === undefined || minute === undefined || minute >= 1440 || Number.isNaN(Date.parse(`${jour}T00:00:00Z`))) return undefined
  const lu = instantDe(jour, minute)
  // « 31 février » is read as a day of March by some engines.
  return ecrireDebut(lu) === texte ? lu : undefined
}
