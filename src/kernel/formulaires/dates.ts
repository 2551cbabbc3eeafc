/** Dates of answers: bounds, parts, impossible days. All in the Benin calendar, as texts YYYY-MM-DD that compare. */
import { dateSimple, jourIso, majuscule, ponctuer } from '../../lib/francais.ts'
import type { DateSue } from './reponse.ts'

const MOIS = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre']
const MOIS_DITS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre']
/** The oldest person whose age was proven lived 122 years; older than this is a slip of the pen. */
const AGE_AU_PLUS = 130

const deux = (n: number) => String(n).padStart(2, '0')
export const iso = (annee: number, mois: number, jour: number): string => `${String(annee).padStart(4, '0')}-${deux(mois)}-${deux(jour)}`

/** Days of a month (1..12), leap years included (Gregorian). */
export function joursDuMois(annee: number, mois: number): number {
  return new Date(Date.UTC(annee, mois, 0)).getUTCDate()
}

/** A bound (« aujourd’hui », « -21 ans », « 1900-01-01 ») as YYYY-MM-DD. 29 February less a year is the 28th. */
export function borneIso(borne: string, maintenant: Date): string {
  const m = /^([+-]\d+) (an|mois|jour)/.exec(borne)
  if (!m) return /^\d{4}-/.test(borne) ? borne : jourIso(maintenant)
  const [annee = 0, mois = 1, jour = 1] = jourIso(maintenant).split('-').map(Number)
  const n = Number(m[1])
  if (m[2] === 'jour') return new Date(Date.UTC(annee, mois - 1, jour + n)).toISOString().slice(0, 10)
  const rang = annee * 12 + (mois - 1) + (m[2] === 'an' ? n * 12 : n)
  const [a, mo] = [Math.floor(rang / 12), (rang % 12) + 1]
  return iso(a, mo, Math.min(jour, joursDuMois(a, mo)))
}

export type Parties = { jour: string; mois: string; annee: string }
export type Partie = keyof Parties
export type FauteDate = { partie?: Partie; phrase: string }
type Bornes = { min?: string; max?: string; naissance: boolean }

/** The parts that a precision needs, in the order they are written. */
const PARTIES: Record<DateSue['precision'], readonly Partie[]> = { jour: ['jour', 'mois', 'annee'], mois: ['mois', 'annee'], annee: ['annee'], vers: ['annee'] }

/** Reads the parts of a date; every fault of a part has its own sentence. Parts that the precision does not need are ignored. */
export function lireParties(parties: Parties, precision: DateSue['precision'], bornes: Bornes, maintenant: Date, peutAutrement: boolean): { date: DateSue } | { fautes: FauteDate[] } {
  const de = bornes.naissance ? ' de naissance' : ''
  const fautes: FauteDate[] = []
  const lus: Partial<Record<Partie, number>> = {}
  for (const partie of PARTIES[precision]) {
    const lu = lirePartie(partie, parties[partie], de, peutAutrement && precision === 'jour')
    if (typeof lu === 'number') lus[partie] = lu
    else fautes.push({ partie, phrase: ponctuer(lu) })
  }
  if (fautes.length > 0) return { fautes }
  const { annee = 0, mois, jour } = lus
  if (jour !== undefined && mois !== undefined && jour > joursDuMois(annee, mois)) return { fautes: [{ partie: 'jour', phrase: ponctuer(`${majuscule(MOIS_DITS[mois - 1]!)} ${annee} a ${joursDuMois(annee, mois)} jours : vérifiez le jour`) }] }
  const date: DateSue = { precision, annee, ...(mois === undefined ? {} : { mois }), ...(jour === undefined ? {} : { jour }) }
  const faute = fauteBornes(date, bornes, maintenant)
  return faute ? { fautes: [faute] } : { date }
}

function lirePartie(partie: Partie, texte: string, de: string, peutAutrement: boolean): number | string {
  const net = texte.trim()
  if (partie === 'annee') {
    if (net === '') return `Écrivez l’année${de} en quatre chiffres, par exemple 1958`
    return /^(?:1[6-9]|2[01])\d\d$/.test(net) ? Number(net) : `Écrivez l’année${de} en quatre chiffres, par exemple 1958 : « ${net.slice(0, 12)} » n’en est pas une`
  }
  const autrement = peutAutrement ? '. Si vous ne le connaissez pas, dites-le au-dessus' : ''
  if (partie === 'mois') {
    if (net === '') return `Écrivez le mois${de}, par exemple 04 pour avril${autrement}`
    const parNom = MOIS.indexOf(net.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
    const n = parNom >= 0 ? parNom + 1 : /^\d{1,2}$/.test(net) ? Number(net) : 0
    return n >= 1 && n <= 12 ? n : `Le mois${de} va de 1 à 12 : écrivez par exemple 04 pour avril`
  }
  if (net === '') return `Écrivez le jour${de}, par exemple 14${autrement}`
  const n = /^\d{1,2}$/.test(net) ? Number(net) : net === '1er' ? 1 : 0
  return n >= 1 && n <= 31 ? n : `Le jour${de} va de 1 à 31`
}

/** The first and last day that a date known in part may be. */
export function etendue(date: DateSue): { de: string; a: string } {
  const { annee, mois, jour } = date
  const dernier = mois ?? 12
  return { de: iso(annee, mois ?? 1, jour ?? 1), a: iso(annee, dernier, jour ?? joursDuMois(annee, dernier)) }
}

function fauteBornes(date: DateSue, bornes: Bornes, maintenant: Date): FauteDate | undefined {
  const aujourdhui = jourIso(maintenant)
  const max = bornes.max === undefined ? (bornes.naissance ? aujourdhui : undefined) : borneIso(bornes.max, maintenant)
  const min = bornes.min === undefined ? (bornes.naissance ? borneIso(`-${AGE_AU_PLUS} ans`, maintenant) : undefined) : borneIso(bornes.min, maintenant)
  const { de, a } = etendue(date)
  if (bornes.naissance && de > aujourdhui) return { partie: 'annee', phrase: 'Cette date de naissance n’est pas encore arrivée, vérifiez l’année' }
  if (max !== undefined && de > max) return { partie: 'annee', phrase: ponctuer(phraseMax(bornes, max, maintenant)) }
  if (min !== undefined && a < min) return { partie: 'annee', phrase: ponctuer(phraseMin(bornes, min)) }
  return undefined
}

const dite = (jour: string) => dateSimple(new Date(`${jour}T12:00:00Z`))

function phraseMax(bornes: Bornes, max: string, maintenant: Date): string {
  const ans = bornes.naissance ? /^-(\d+) an/.exec(bornes.max ?? '') : null
  if (ans) return `Il faut avoir ${ans[1]} ans : la date de naissance est au plus tard le ${dite(max)}`
  return max === jourIso(maintenant) ? 'Cette date n’est pas encore arrivée : écrivez une date jusqu’à aujourd’hui' : `Écrivez une date au plus tard le ${dite(max)}`
}

function phraseMin(bornes: Bornes, min: string): string {
  if (bornes.naissance && bornes.min === undefined) return `Vérifiez l’année de naissance : elle remonte à plus de ${AGE_AU_PLUS} ans`
  return `Écrivez une date à partir du ${dite(min)}`
}
