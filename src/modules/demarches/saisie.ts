import { createHash } from 'node:crypto'
import { versSaisie } from '../../kernel/formulaires/index.ts'
import type { Etape, Reponses } from '../../kernel/formulaires/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'

/** What was typed in one step, as the page shows it. Names of fields never begin with `_`: ours are told apart by it. */
export type Tapee = Record<string, string | string[]>
type Gardant = { reponses: Readonly<Reponses>; saisie: Readonly<Record<string, Tapee>> }

/** `page`: the key of the page that typed it; `rang`: how many times that page had kept it; `le`: when. */
export type Marque = { page: string; rang: number; le: string }

/** Text kept as it was typed and never sent: no rule has been asked of it, and its step is not complete. Undefined when there is none. */
export function marqueDe(saisie: Readonly<Record<string, Tapee>>, etape: string): Marque | undefined {
  const { _page, _rang, _le } = saisie[etape] ?? {}
  return typeof _page === 'string' && typeof _le === 'string' ? { page: _page, rang: Number(_rang), le: _le } : undefined
}

/** The same text, with who typed it and when. */
export const marquer = (tapee: Tapee, { page, rang, le }: Marque): Tapee => ({ ...tapee, _page: page, _rang: String(rang), _le: le })

const sansMarque = (tapee: Tapee): [string, string | string[]][] => Object.entries(tapee).filter(([nom]) => !nom.startsWith('_'))

/** The same value whatever the order in which the database gives the keys back. */
const enOrdre = (valeur: unknown): string =>
  JSON.stringify(valeur, (_, v: unknown) => (typeof v === 'object' && v !== null && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).toSorted(([a], [b]) => (a < b ? -1 : 1))) : v))

/** What a draft holds of one step, answers and typed text, in a few signs: a page that shows it says by them what it has seen. */
export function empreinteEtape(etape: Pick<Etape, 'code' | 'champs'>, { reponses, saisie }: Gardant): string {
  const siennes = Object.fromEntries(etape.champs.flatMap(({ code }) => (reponses[code] === undefined ? [] : [[code, reponses[code]]])))
  return createHash('sha256').update(enOrdre([siennes, Object.fromEntries(sansMarque(saisie[etape.code] ?? {}))])).digest('base64url').slice(0, 22)
}

/**
 * Whether the step was filled in elsewhere since this page showed it. A page is never late on itself: its own last save may have been
 * written without the answer coming back.
 */
export const changeAilleurs = (etape: Pick<Etape, 'code' | 'champs'>, brouillon: Gardant, { base, page }: { base: string; page: string }): boolean =>
  empreinteEtape(etape, brouillon) !== base && marqueDe(brouillon.saisie, etape.code)?.page !== page

const pleins = (tapee: Tapee) => enOrdre(Object.fromEntries(sansMarque(tapee).map(([nom, v]) => [nom, [v].flat().filter((t) => t !== '')] as const).filter(([, v]) => v.length > 0)))

/** Whether this text says what is already answered: somebody typed, then put it back. */
export const ditLesReponses = (etape: Etape, reponses: Readonly<Reponses>, tapee: Tapee, territoires: Territoires): boolean => pleins(tapee) === pleins(versSaisie(etape, reponses, territoires))
