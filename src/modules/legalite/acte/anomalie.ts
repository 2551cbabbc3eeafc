import type { Corps, Nature, Regles } from '../referentiel/schemas.ts'
import { findMatiere, findNature, annexesPour } from '../referentiel/referentiel.ts'
import { equilibre } from './acte.ts'
import type { Acte, LigneBudget } from './acte.ts'
import { regimeDe } from './horloge.ts'

/** Why a transmission is not received (`bloque`), or what the prefecture will see at once. `champ`: what to correct. `precision` goes after the sentence. */
export type Anomalie = { code: string; phrase: string; bloque: boolean; champ?: string; precision?: string }

/** What was read in a paper when it was added. */
export type PieceLue = { role: 'principal' | 'annexe' | 'complement' | 'reponse'; code: string; titre: string; nom: string; type: string; taille: number; pages: number | null; lecture: string }

/** Everything the checks before sending look at. `jour`: today. `signataires`: roles held in the commune on the day of the act. `seanceCeJour`: a session was held that day. */
export type Contexte = {
  regles: Regles; natures: Corps<'natures'>; matieres: Corps<'matieres'>; anomalies: Corps<'anomalies'>
  jour: string; commune: string; pieces: readonly PieceLue[]; signataires: readonly string[]
  memeTexte?: { numero: string } | undefined; numeroPris?: boolean; seanceCeJour?: boolean; liensInconnus?: readonly string[]
}
type Verifiable = Pick<Acte, 'commune' | 'nature' | 'matiere' | 'dateActe' | 'signatairePoste' | 'signataireNom' | 'budget' | 'limiteTransmission' | 'seanceId'> & { roleSignataire?: string | undefined }

/** An anomaly of the list, by its code. Throws for a code the list does not have. */
export function anomalie({ anomalies }: Corps<'anomalies'>, code: string, ou: { champ?: string; precision?: string } = {}): Anomalie {
  const lue = anomalies.find((a) => a.code === code)
  if (!lue) throw new Error(`L’anomalie ${code} n’est pas dans la liste`)
  return { ...lue, ...ou }
}

/** The sentence of an anomaly with what it is about: « Il manque une annexe attendue : rapport de présentation ». */
export const direAnomalie = ({ phrase, precision }: Anomalie): string => (precision ? `${phrase}\u00a0: ${precision}` : phrase)

/** Every anomaly of an act as it would be sent now: pure, the same before sending, on the screen, by JSON and by XML. */
export function verifierActe(acte: Verifiable, c: Contexte): Anomalie[] {
  const nature = findNature(c.natures, acte.nature)
  const codes: [string, { champ?: string; precision?: string }?][] = []
  if (acte.commune !== c.commune) codes.push(['A21'])
  if (!nature) codes.push(['A20', { champ: 'nature' }])
  if (!findMatiere(c.matieres, acte.matiere)?.feuille) codes.push(['A19', { champ: 'matiere' }])
  if (!c.pieces.some((p) => p.role === 'principal')) codes.push(['A01', { champ: 'principal' }])
  for (const p of c.pieces) if (p.role === 'principal' && (p.lecture === 'scan' || p.lecture === 'image')) codes.push(['A06', { champ: 'principal', precision: p.nom }])
  if (c.pieces.filter((p) => p.role !== 'principal').length > c.regles.bornes.annexes) codes.push(['A07', { champ: 'annexe', precision: `${c.regles.bornes.annexes} annexes au plus` }])
  if (c.memeTexte) codes.push(['A15', { champ: 'principal', precision: c.memeTexte.numero }])
  if (c.numeroPris) codes.push(['A16', { champ: 'numero' }])
  for (const numero of c.liensInconnus ?? []) codes.push(['A22', { champ: 'liens', precision: numero }])
  codes.push(...datesDe(acte, nature, c), ...signataireDe(acte, nature, c), ...annexesDe(acte, c), ...budgetDe(nature, acte.budget))
  return codes.map(([code, ou]) => anomalie(c.anomalies, code, ou))
}

function datesDe(acte: Verifiable, nature: Nature | undefined, c: Contexte): [string, { champ: string; precision?: string }][] {
  if (!acte.dateActe) return []
  if (acte.dateActe > c.jour) return [['A10', { champ: 'dateActe' }]]
  const regime = regimeDe(acte.dateActe, c.regles)
  if (!regime?.controle) return [['A23', { champ: 'dateActe', ...(regime ? { precision: regime.libelle } : {}) }]]
  return [
    ...(acte.limiteTransmission && acte.limiteTransmission < c.jour ? [['A24', { champ: 'dateActe' }] as [string, { champ: string }]] : []),
    ...(nature?.seance && !acte.seanceId && !c.seanceCeJour ? [['A25', { champ: 'dateActe' }] as [string, { champ: string }]] : []),
  ]
}

function signataireDe(acte: Verifiable, nature: Nature | undefined, c: Contexte): [string, { champ: string }][] {
  if (!acte.dateActe || acte.dateActe > c.jour) return []
  const role = acte.roleSignataire
  if (role === undefined || !c.signataires.includes(role)) return [['A11', { champ: 'signataire' }]]
  return nature && !nature.signataires.includes(role) ? [['A12', { champ: 'signataire' }]] : []
}

function annexesDe(acte: Verifiable, c: Contexte): [string, { champ: string; precision: string }][] {
  const jointes = new Set(c.pieces.filter((p) => p.role === 'annexe').map((p) => p.code))
  return annexesPour(c.natures, c.matieres, acte).filter((a) => !jointes.has(a.code)).map((a) => [a.obligatoire ? 'A14' : 'A13', { champ: 'annexe', precision: a.libelle }])
}

function budgetDe(nature: Nature | undefined, budget: readonly LigneBudget[] | null): [string, { champ: string; precision?: string }?][] {
  if (nature?.code !== 'document-budgetaire') return []
  if (!budget || budget.length === 0) return [['A18', { champ: 'budget' }]]
  const faux = equilibre(budget).filter((s) => s.ecart !== 0)
  return faux.length === 0 ? [] : [['A17', { champ: 'budget', precision: `section ${faux.map((s) => s.section).join(' et section ')}` }]]
}
