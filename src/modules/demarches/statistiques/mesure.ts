/** Counts of the files received in a period, and of what became of them. Delays are calendar days; null when nothing is decided. */
export type Mesure = {
  par: 'tout' | 'demarche' | 'bureau' | 'mois'
  /** Code of a procedure, name of an office, month (YYYY-MM); '' for all. */
  cle: string
  recus: number; decides: number; refuses: number; retires: number
  /** Decided after the due date; undecided although it is past. */
  tardifs: number; retards: number
  enLigne: number; auGuichet: number; parApi: number
  mediane: number | null; p90: number | null
}

/** The parts of what was received, in whole percents that make 100 together (largest remainder). */
export function parts(nombres: readonly number[]): number[] {
  const total = nombres.reduce((a, b) => a + b, 0)
  if (total === 0) return nombres.map(() => 0)
  const bas = nombres.map((n) => Math.floor((100 * n) / total))
  const reste = 100 - bas.reduce((a, b) => a + b, 0)
  const servis = nombres.map((n, rang) => ({ rang, fraction: (100 * n) / total - bas[rang]! })).toSorted((a, b) => b.fraction - a.fraction || a.rang - b.rang).slice(0, reste)
  return bas.map((n, rang) => n + (servis.some((s) => s.rang === rang) ? 1 : 0))
}

/** The months from `du` to `au`, YYYY-MM, both included: a month without files is shown too. */
export function listMois(du: string, au: string): string[] {
  const mois: string[] = []
  for (let [annee, m] = du.slice(0, 7).split('-').map(Number) as [number, number]; mois.length < 120; [annee, m] = m === 12 ? [annee + 1, 1] : [annee, m + 1]) {
    const dit = `${annee}-${String(m).padStart(2, '0')}`
    if (dit > au.slice(0, 7)) break
    mois.push(dit)
  }
  return mois
}

const MOIS = new Intl.DateTimeFormat('fr', { month: 'short', year: 'numeric', timeZone: 'UTC' })
/** « nov. 2026 » for 2026-11. */
export const direMois = (mois: string): string => MOIS.format(new Date(`${mois}-15T12:00:00Z`))

/** Delays are whole days; the middle of two may be a half, the 90th percentile a tenth. */
export const arrondir = (jours: number | null): number | null => (jours === null ? null : Math.round(jours * 10) / 10)
