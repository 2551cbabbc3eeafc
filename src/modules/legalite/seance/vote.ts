import { accord, pluriel } from '../../../lib/francais.ts'
import type { Regles } from '../referentiel/schemas.ts'

/** What became of a point of the agenda. */
export type Issue = 'adopte' | 'rejete' | 'ajourne' | 'retire' | 'information'
export type Scrutin = 'public' | 'nominal' | 'secret'
export type Voix = 'pour' | 'contre' | 'abstention'
export type Decompte = { pour: number; contre: number; abstentions: number }

export const ISSUES_POINT: Readonly<Record<Issue, { mot: string; ton: 'bon' | 'tard' | 'pause' | 'neutre' | 'info' }>> = {
  adopte: { mot: 'Adopté', ton: 'bon' },
  rejete: { mot: 'Rejeté', ton: 'tard' },
  ajourne: { mot: 'Ajourné', ton: 'pause' },
  retire: { mot: 'Retiré', ton: 'neutre' },
  information: { mot: 'Pour information', ton: 'info' },
}
export const SCRUTINS: Readonly<Record<Scrutin, string>> = { public: 'Public', nominal: 'Nominal', secret: 'Secret' }
/** Issues that come of a count of votes. */
export const estVotee = (issue: Issue): issue is 'adopte' | 'rejete' => issue === 'adopte' || issue === 'rejete'

/** What a majority is counted on: the votes for or against, those who vote, or the members in office. */
const baseDe = ({ pour, contre }: Decompte, calcul: Regles['majorite']['calcul'], salle: { votants: number; membres: number }): number => (calcul === 'exprimes' ? pour + contre : calcul === 'presents' ? salle.votants : salle.membres)

/** Whether the votes are equal, so that the vote of the president may decide. */
export const estPartage = (d: Decompte, calcul: Regles['majorite']['calcul'], salle: { votants: number; membres: number }): boolean => d.pour > 0 && d.pour === d.contre && 2 * d.pour === baseDe(d, calcul, salle)

/** What a count of votes says under the rule. `president`: how he voted, for a tie; without it, a tie rejects. */
export function issueDe(d: Decompte, { calcul, preponderante }: Pick<Regles['majorite'], 'calcul' | 'preponderante'>, salle: { votants: number; membres: number }, president?: 'pour' | 'contre' | null): 'adopte' | 'rejete' {
  if (2 * d.pour > baseDe(d, calcul, salle)) return 'adopte'
  return preponderante && president === 'pour' && estPartage(d, calcul, salle) ? 'adopte' : 'rejete'
}

export const totalDe = ({ pour, contre, abstentions }: Decompte): number => pour + contre + abstentions

/** By how much a count differs from who votes; undefined when it is right. */
export function fauteTotal(d: Decompte, votants: number): string | undefined {
  const ecart = totalDe(d) - votants
  if (ecart === 0) return undefined
  const sur = `${pluriel(votants, 'votant')}, ${pluriel(totalDe(d), 'voix', 'voix')} ${accord(totalDe(d), 'comptée')}`
  return ecart > 0 ? `Il y a ${pluriel(ecart, 'voix', 'voix')} de trop : ${sur}` : `Il manque ${pluriel(-ecart, 'voix', 'voix')} : ${sur}`
}

/** The count of a vote by name. */
export function compterVoix(voix: Iterable<Voix>): Decompte {
  const d = { pour: 0, contre: 0, abstentions: 0 }
  for (const v of voix) d[v === 'abstention' ? 'abstentions' : v]++
  return d
}

/** « 12 pour, 3 contre, 1 abstention ». */
export const direDecompte = ({ pour, contre, abstentions }: Decompte): string => `${pour} pour, ${contre} contre, ${pluriel(abstentions, 'abstention')}`
