import { Refus } from '../../../lib/erreurs.ts'
import type { Ton } from '../../../ui/etats.tsx'
import type { Jalon } from './horloge.ts'

/**
 * An act of a commune. brouillon -> signe -> recu (the receipt starts the clock) -> [pieces | observe | suspendu | defere] -> clos | juge.
 * `retourne`: sent back with an anomaly; `annule`: the transmission was taken back; `archive`: an act of the old regime, which is only read.
 */
export type EtatActe = 'brouillon' | 'signe' | 'recu' | 'pieces' | 'observe' | 'suspendu' | 'defere' | 'clos' | 'juge' | 'annule' | 'retourne' | 'abandonne' | 'archive'
/** How the control ended. */
export type Issue = 'silence' | 'sans-observation' | 'observations-levees' | 'retire' | 'reforme' | 'annule-juge' | 'annule-partie' | 'rejete-juge' | 'desiste' | 'ancien-approuve' | 'ancien-annule' | 'ancien-autre'
/** Total of one section of a budget, whole FCFA. */
export type LigneBudget = { section: 'fonctionnement' | 'investissement'; sens: 'recette' | 'depense'; montant: number }
/** Ids of the published lists an act was received under. */
export type Referentiels = Partial<Record<'regles' | 'natures' | 'matieres' | 'grilles' | 'strategie' | 'locale', string>>

/** A line of the register of acts. Days are YYYY-MM-DD; `montant` is whole FCFA; `duree` is days of the clock; `empreinte` is SHA-256 of the main paper. */
export type Acte = {
  id: string; commune: string; regime: string; etat: EtatActe; nature: string; matiere: string | null; numero: string | null; objet: string; dateActe: string | null
  seanceId: string | null; pointId: string | null; signatairePoste: string | null; signataireNom: string; signataireQualite: string; mode: 'electronique' | 'numerise'; signeLe: Date | null
  montant: number | null; budget: LigneBudget[] | null; exercice: number | null; empreinte: string | null; canal: 'ecran' | 'json' | 'xml' | null; reference: string | null
  transmisParNom: string | null; recuLe: Date | null; arNumero: string | null; referentiels: Referentiels; horloge: Jalon[]; echeance: string | null; limiteTransmission: string | null; aTemps: boolean | null
  publieLe: string | null; publicationMode: string | null; publicationPreuve: string; executoireLe: string | null
  risque: number; approfondi: boolean; selection: Motif[]; affecteA: string | null; affecteNom: string | null; examineLe: Date | null
  piecesLe: Date | null; observeLe: Date | null; suspenduLe: Date | null; defereLe: Date | null; jugeLe: string | null; closLe: Date | null; issue: Issue | null; duree: number | null
  retour: { code: string; phrase: string; texte: string; parNom: string; le: string } | null; publicLe: Date | null; creeLe: Date; creePar: string; modifieLe: Date; revision: number
}
/** Why an act is examined, or how it got its risk. `graine`: the seed of the draw, so that anybody can draw again. */
export type Motif = { code: string; libelle: string; risque: number; approfondi: boolean; graine?: string; tirage?: number }

export const ETATS: Readonly<Record<EtatActe, { mot: string; commune?: string; ton: Ton }>> = {
  brouillon: { mot: 'En préparation', ton: 'pause' },
  signe: { mot: 'À transmettre', ton: 'info' },
  recu: { mot: 'Au contrôle', ton: 'cours' },
  pieces: { mot: 'Pièces demandées', ton: 'pause' },
  observe: { mot: 'Observations', commune: 'Observations reçues', ton: 'pause' },
  suspendu: { mot: 'Suspendu', ton: 'tard' },
  defere: { mot: 'Déféré au juge', ton: 'tard' },
  clos: { mot: 'Contrôle clos', ton: 'fait' },
  juge: { mot: 'Jugé', ton: 'fait' },
  annule: { mot: 'Transmission annulée', ton: 'non' },
  retourne: { mot: 'Retourné', ton: 'tard' },
  abandonne: { mot: 'Abandonné', ton: 'non' },
  archive: { mot: 'Archive', ton: 'neutre' },
}

/** How a control ended: the tag, and the sentence. */
export const ISSUES: Readonly<Record<Issue, { mot: string; phrase: string }>> = {
  silence: { mot: 'Clos par silence', phrase: 'Le délai est passé sans que le préfet défère l’acte : il est non déféré' },
  'sans-observation': { mot: 'Sans observation', phrase: 'Le préfet n’a aucune observation' },
  'observations-levees': { mot: 'Observations levées', phrase: 'La commune a maintenu son acte, et le préfet s’en satisfait' },
  retire: { mot: 'Retiré par la commune', phrase: 'La commune a retiré son acte après les observations du préfet' },
  reforme: { mot: 'Réformé par la commune', phrase: 'La commune a réformé son acte par un nouveau' },
  'annule-juge': { mot: 'Annulé par le juge', phrase: 'Le juge a annulé l’acte' },
  'annule-partie': { mot: 'Annulé en partie', phrase: 'Le juge a annulé une partie de l’acte' },
  'rejete-juge': { mot: 'Déféré rejeté', phrase: 'Le juge a rejeté le déféré du préfet' },
  desiste: { mot: 'Déféré abandonné', phrase: 'Le préfet s’est désisté de son déféré' },
  'ancien-approuve': { mot: 'Approuvé (ancien régime)', phrase: 'Approuvé par la tutelle, sous l’ancien régime' },
  'ancien-annule': { mot: 'Annulé (ancien régime)', phrase: 'Annulé par la tutelle, sous l’ancien régime' },
  'ancien-autre': { mot: 'Reçu (ancien régime)', phrase: 'Reçu par la tutelle, sous l’ancien régime' },
}

/** States in which the prefecture still has something to say. */
export const OUVERTS: readonly EtatActe[] = ['recu', 'pieces', 'observe', 'suspendu', 'defere']
/** States that only the commune sees: what is not sent is nobody else's. */
export const CHEZ_LA_COMMUNE: readonly EtatActe[] = ['brouillon', 'signe', 'retourne', 'annule', 'abandonne']

const PASSAGES = {
  modifier: { de: ['brouillon', 'retourne'], sinon: 'Cet acte est signé : il ne se modifie plus. Prenez un acte qui le modifie' },
  signer: { de: ['brouillon', 'retourne'], sinon: 'Cet acte est déjà signé' },
  rouvrir: { de: ['signe'], sinon: 'Seul un acte signé et pas encore transmis se rouvre' },
  transmettre: { de: ['signe', 'retourne'], sinon: 'Cet acte n’est pas à transmettre : il n’est pas signé, ou il est déjà parti' },
  annuler: { de: ['recu'], sinon: 'La préfecture a commencé à répondre : cette transmission ne s’annule plus' },
  abandonner: { de: ['brouillon', 'signe', 'retourne'], sinon: 'Cet acte est transmis : il ne s’abandonne plus' },
  publier: { de: ['signe', 'recu', 'pieces', 'observe', 'defere', 'clos', 'juge', 'retourne'], sinon: 'Cet acte n’est pas encore signé, ou il est suspendu' },
  controler: { de: ['recu', 'pieces', 'observe', 'suspendu'], sinon: 'Le contrôle de cet acte est fini' },
  retourner: { de: ['recu'], sinon: 'Cet acte ne se retourne plus : une suite lui est déjà donnée' },
  'demande-pieces': { de: ['recu', 'observe', 'suspendu'], sinon: 'Des pièces sont déjà demandées, ou le contrôle de cet acte est fini' },
  observations: { de: ['recu', 'pieces', 'suspendu'], sinon: 'Une lettre attend déjà sa réponse, ou le contrôle de cet acte est fini' },
  suspension: { de: ['recu', 'pieces', 'observe'], sinon: 'Cet acte est déjà suspendu, ou le contrôle en est fini' },
  defere: { de: ['recu', 'pieces', 'observe', 'suspendu'], sinon: 'Cet acte est déjà déféré, ou le contrôle en est fini' },
  juger: { de: ['defere'], sinon: 'Cet acte n’est pas devant le juge' },
  clore: { de: ['recu', 'pieces', 'observe', 'suspendu'], sinon: 'Le contrôle de cet acte est fini' },
} as const satisfies Record<string, { de: readonly EtatActe[]; sinon: string }>
export type GesteActe = keyof typeof PASSAGES

/** Whether a gesture is possible, for the buttons of a page. */
export const mayPasser = ({ etat }: Pick<Acte, 'etat'>, geste: GesteActe): boolean => (PASSAGES[geste].de as readonly EtatActe[]).includes(etat)

/** Refuses a gesture that the act does not allow. The sentence says why. */
export function exigerPassage(acte: Pick<Acte, 'etat'>, geste: GesteActe): void {
  if (!mayPasser(acte, geste)) throw new Refus(PASSAGES[geste].sinon)
}

/** What an act is called: its number, or what it will be. */
export const direNumero = ({ numero }: Pick<Acte, 'numero'>): string => numero ?? 'Sans numéro'
/** The state in words, for whoever looks. */
export const direEtat = ({ etat, issue }: Pick<Acte, 'etat' | 'issue'>, pour: 'commune' | 'controle' = 'controle'): string => (issue ? ISSUES[issue].mot : pour === 'commune' ? (ETATS[etat].commune ?? ETATS[etat].mot) : ETATS[etat].mot)
/** Colour of the state. What a judge struck out is not green. */
export const tonEtat = ({ etat, issue }: Pick<Acte, 'etat' | 'issue'>): Ton => (issue === 'annule-juge' || issue === 'annule-partie' || issue === 'retire' ? 'non' : ETATS[etat].ton)

/** Totals of a budget by section; null where a side is not given. Balanced when every section is, to the franc. */
export function equilibre(budget: readonly LigneBudget[]): { section: LigneBudget['section']; recettes: number; depenses: number; ecart: number }[] {
  return (['fonctionnement', 'investissement'] as const).map((section) => {
    const total = (sens: LigneBudget['sens']) => budget.filter((l) => l.section === section && l.sens === sens).reduce((n, l) => n + l.montant, 0)
    const [recettes, depenses] = [total('recette'), total('depense')]
    return { section, recettes, depenses, ecart: recettes - depenses }
  })
}
