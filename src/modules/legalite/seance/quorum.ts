import type { Regles } from '../referentiel/schemas.ts'

export type Presence = 'present' | 'absent' | 'excuse' | 'represente'
/** What is known of the coming of one member; `mandataire` is who votes for him when he is represented. */
export type Venue = { membreId: string; presence: Presence | null; mandataire: string | null }
/** How a council stands. `votants`: present, and represented by a present member. */
export type Compte = { membres: number; presents: number; representes: number; absents: number; excuses: number; inconnus: number; votants: number }

export const PRESENCES: Readonly<Record<Presence, string>> = { present: 'Présent', absent: 'Absent', excuse: 'Excusé', represente: 'Représenté' }

/** How many must be there for the council to deliberate, of `membres` in office. At least one: an empty room decides nothing. */
export function quorumDe(membres: number, { fraction }: Pick<Regles['quorum'], 'fraction'>): number {
  const part = fraction === 'majorite' ? Math.floor(membres / 2) + 1 : Math.ceil(fraction === 'tiers' ? membres / 3 : (2 * membres) / 3)
  return Math.max(1, part)
}

/** Counts who came. A proxy held by somebody who is not there counts for nobody. */
export function compter(venues: readonly Venue[]): Compte {
  const n = (p: Presence | null) => venues.filter((v) => v.presence === p).length
  const presents = new Set(venues.filter((v) => v.presence === 'present').map((v) => v.membreId))
  const representes = venues.filter((v) => v.presence === 'represente' && v.mandataire !== null && presents.has(v.mandataire)).length
  return { membres: venues.length, presents: presents.size, representes, absents: n('absent'), excuses: n('excuse'), inconnus: n(null), votants: presents.size + representes }
}

/**
 * Whether the council may deliberate. Only who is in the room counts: no rule in force counts a proxy toward the quorum, and one that
 * would is a new field of the rules, not a change here. `seconde`: it was convened again after a session without quorum.
 */
export const quorumAtteint = (presents: number, quorum: number, seconde: boolean, regle: Pick<Regles['quorum'], 'seconde_sans_quorum'>): boolean => presents >= quorum || (seconde && regle.seconde_sans_quorum && presents > 0)

/** What is wrong in a list of presences, by member: one sentence each. Empty when all is well. */
export function fautesPresences(venues: readonly Venue[], nomDe: (id: string) => string, { par_membre: parMembre }: Pick<Regles['procurations'], 'par_membre'>): Map<string, string> {
  const parId = new Map(venues.map((v) => [v.membreId, v]))
  const portees = new Map<string, number>()
  const fautes = new Map<string, string>()
  for (const { membreId, presence, mandataire } of venues) {
    if (presence !== 'represente') continue
    const faute = fauteProcuration(membreId, mandataire, parId, nomDe)
    if (faute) fautes.set(membreId, faute)
    else {
      const n = (portees.get(mandataire!) ?? 0) + 1
      portees.set(mandataire!, n)
      if (n > parMembre) fautes.set(membreId, parMembre === 0 ? 'Aucune procuration n’est permise : notez cette personne absente ou excusée' : `${nomDe(mandataire!)} porte déjà ${parMembre === 1 ? 'une procuration' : `${parMembre} procurations`} : choisissez quelqu’un d’autre`)
    }
  }
  return fautes
}

function fauteProcuration(membreId: string, mandataire: string | null, parId: ReadonlyMap<string, Venue>, nomDe: (id: string) => string): string | undefined {
  if (mandataire === null) return 'Choisissez qui le représente'
  if (mandataire === membreId) return 'Un membre ne se représente pas lui-même : choisissez quelqu’un d’autre'
  const porteur = parId.get(mandataire)
  if (!porteur) return 'Choisissez un membre de ce conseil'
  return porteur.presence === 'present' ? undefined : `${nomDe(mandataire)} n’est pas là : choisissez un membre présent`
}
