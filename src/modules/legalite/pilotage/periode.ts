import { ajouterMois } from '../../../kernel/calendrier/index.ts'

/** Months, both included, YYYY-MM. */
export type Periode = { du: string; au: string }
/** Months shown at most: the ten years of a register. */
const MOIS_AU_PLUS = 120

const decaler = (mois: string, n: number): string => ajouterMois(`${mois}-01`, n).slice(0, 7)

/** The months asked for by two days, in order; without them, the twelve that end with this one. Ten years at most. `jour` is today, YYYY-MM-DD. */
export function periodeDe(q: { du?: string | undefined; au?: string | undefined }, jour: string): Periode {
  const fin = (q.au ?? jour).slice(0, 7)
  const [du, au] = [q.du ? q.du.slice(0, 7) : decaler(fin, -11), fin].toSorted() as [string, string]
  const auPlus = decaler(au, 1 - MOIS_AU_PLUS)
  return { du: du < auPlus ? auPlus : du, au }
}

/** The complete months of a period and the same a year before: what may be compared without cheating. Undefined when none is over. */
export function comparables({ du, au }: Periode, jour: string): { ici: Periode; avant: Periode } | undefined {
  const fini = decaler(jour.slice(0, 7), -1)
  const fin = au < fini ? au : fini
  return fin < du ? undefined : { ici: { du, au: fin }, avant: { du: decaler(du, -12), au: decaler(fin, -12) } }
}

/** Every month of a period, in order. */
export function listMois({ du, au }: Periode): string[] {
  const mois: string[] = []
  for (let m = du; m <= au && mois.length < MOIS_AU_PLUS; m = decaler(m, 1)) mois.push(m)
  return mois
}

/** First and last days of a period, YYYY-MM-DD: what a list of acts is filtered by. */
export const joursDe = ({ du, au }: Periode): { du: string; au: string } => ({ du: `${du}-01`, au: new Date(Date.parse(`${decaler(au, 1)}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) })

const COURT = new Intl.DateTimeFormat('fr', { month: 'short', year: 'numeric', timeZone: 'UTC' })
const LONG = new Intl.DateTimeFormat('fr', { month: 'long', year: 'numeric', timeZone: 'UTC' })
/** « nov. 2026 ». */
export const direMois = (mois: string): string => COURT.format(new Date(`${mois}-15T12:00:00Z`))
/** « de janvier 2026 à novembre 2026 », « en mai 2026 », « en 2026 ». */
export function direPeriode({ du, au }: Periode): string {
  const dire = (mois: string) => LONG.format(new Date(`${mois}-15T12:00:00Z`))
  if (du === au) return `en ${dire(du)}`
  return du.endsWith('-01') && au === `${du.slice(0, 4)}-12` ? `en ${du.slice(0, 4)}` : `de ${dire(du)} à ${dire(au)}`
}
