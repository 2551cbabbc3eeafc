/** The noun: a plot of land as the communal register knows it. Pure. */
import { INSECABLE, nombre } from '../../lib/francais.ts'
import type { Contour } from './geometrie/plan-local.ts'

export type Etat = 'active' | 'litigieuse' | 'divisee' | 'fusionnee'

/** What names a parcel in a commune. Parts that do not apply are ''. */
export type Identite = { lotissement: string; tranche: string; lot: string; parcelle: string; el: string }

/** A row of the register. `contenance` is declared, `superficie` computed from the outline; both in m². Days are YYYY-MM-DD. */
export type Parcelle = Identite & {
  id: string
  territoire: string
  commune: string
  quartier: string
  contenance: number | null
  titre: string
  contour: Contour | null
  superficie: number | null
  etat: Etat
  closeLe: string | null
  creeLe: Date
  modifieLe: Date
}

/** What each state is called, and the tone of its tag. */
export const ETATS: Readonly<Record<Etat, { mot: string; ton: 'bon' | 'tard' | 'neutre' }>> = {
  active: { mot: 'Active', ton: 'bon' },
  litigieuse: { mot: 'En litige', ton: 'tard' },
  divisee: { mot: 'Divisée', ton: 'neutre' },
  fusionnee: { mot: 'Fusionnée', ton: 'neutre' },
}

/** Whether it can still change: a divided or merged parcel is history. */
export const vivante = (p: Pick<Parcelle, 'etat'>): boolean => p.etat === 'active' || p.etat === 'litigieuse'

/** « Lot 145, parcelle B », « EL 1204 »: what tells it from its neighbours in one lotissement. */
export function designer(p: Identite): string {
  const parties = [p.lot && `lot${INSECABLE}${p.lot}`, p.parcelle && `parcelle${INSECABLE}${p.parcelle}`, !p.lot && p.el && `EL${INSECABLE}${p.el}`].filter(Boolean).join(', ')
  return `${parties.charAt(0).toUpperCase()}${parties.slice(1)}`
}

/** The same inside a sentence: « lot 145, parcelle B ». */
export const designerDans = (p: Identite): string => enMinuscule(designer(p))
const enMinuscule = (texte: string) => (texte.startsWith('EL') ? texte : texte.charAt(0).toLowerCase() + texte.slice(1))

/** « Lotissement Zongo, tranche 2 »; '' when it lies in none. */
export function situerLotissement(p: Pick<Identite, 'lotissement' | 'tranche'>): string {
  return [p.lotissement && `Lotissement ${p.lotissement}`, p.tranche && `tranche${INSECABLE}${p.tranche}`].filter(Boolean).join(', ')
}

/** The whole designation: « Lot 145, parcelle B, lotissement Zongo, tranche 2 ». */
export function nommer(p: Identite): string {
  const lotissement = situerLotissement(p)
  return [designer(p), lotissement && enMinuscule(lotissement)].filter(Boolean).join(', ')
}

/** « 500 m² », or that it is not known. */
export const direSurface = (m2: number | null): string => (m2 === null ? 'non connue' : `${nombre(m2, m2 < 10_000 && m2 % 1 !== 0 ? 1 : 0)}${INSECABLE}m²`)

/** Share of the declared area by which the drawn one may differ before it is shown as a doubt: what a tape and a hand drawing explain. To confirm with surveyors. */
const ECART_ORDINAIRE = 0.05

/** How far the drawn area is from the declared one, as a share (0.12 is 12 % more), and whether it asks for a check; undefined when one is missing. */
export function ecartSurface(p: Pick<Parcelle, 'contenance' | 'superficie'>): { part: number; fort: boolean } | undefined {
  if (p.contenance === null || p.superficie === null) return undefined
  const part = p.superficie / p.contenance - 1
  return { part, fort: Math.abs(part) > ECART_ORDINAIRE }
}
