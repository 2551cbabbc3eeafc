import { Refus } from '../../lib/erreurs.ts'
import type { Correction } from './correction.ts'
import type { Mandat } from './mandat.tsx'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import type { Ton } from '../../ui/etats.tsx'

/**
 * States of a file: what kind of gesture is awaited, by the station where it waits (depose: an examination, soumis: visas,
 * sollicite: a consent, differe: nothing but time, propose: a signature, liquide: a payment, its amount fixed), or how it ended. `suspendu`: the office waits for the citizen and
 * the clock is stopped, as it is while he must pay.
 */
export type Etat = 'brouillon' | 'depose' | 'suspendu' | 'soumis' | 'sollicite' | 'differe' | 'propose' | 'liquide' | 'signe' | 'delivre' | 'accorde' | 'refuse' | 'retire' | 'revoque'
export type Decision = 'accorder' | 'refuser'

export type Dossier = {
  id: string; numero: string | null; demarche: string; version: number; etat: Etat; canal: 'ligne' | 'guichet' | 'api'
  territoire: string | null; bureau: string | null; titulaire: string | null; creePar: string; demandeur: string
  telephone: string | null; courriel: string | null; reponses: Reponses; saisie: Record<string, Record<string, string | string[]>>; mandat: Mandat | null
  creeLe: Date; modifieLe: Date; deposeLe: Date | null; horloge: EvenementHorloge[]; echeance: string | null
  instructeur: string | null; decision: Decision | null; motif: string | null; proposeLe: Date | null; proposePar: string | null
  decideLe: Date | null; decidePar: string | null; constatRequis: boolean; constatId: string | null; documentId: string | null; revision: number; serie: number
  /** Code of the station where the file waits; the keys of the posts that must act; and of all those that have had to. */
  correction: Correction | null
  /** Last day of the station's own delay; when the silence of the whole, and of the station, was told. */
  stationEcheance: string | null; silenceLe: Date | null; stationSilenceLe: Date | null
  /** Phone of the person for whom a mandatary acts, while he does. */
  mandantTelephone: string | null
  station: string | null; interne: boolean; attend: string[]; lecteurs: string[]
  /** When it left the office for the archives, and when nothing of the person was left in it (decision 0033). */
  archiveLe: Date | null; effaceLe: Date | null
}

/** Id of the file that an object's name (`dossier:<uuid>`) says, or undefined for something else. */
export const lireObjetDossier = (objet: string): string | undefined => /^dossier:([0-9a-f-]{36})$/.exec(objet)?.[1]

/** By which way a request came, after « déposé ». */
export const CANAUX: Readonly<Record<Dossier['canal'], string>> = { ligne: 'en ligne', guichet: 'au guichet', api: 'par un logiciel autorisé' }

export type EvenementHorloge = { genre: 'depart' | 'suspension' | 'reprise' | 'interruption'; le: string }

/** What the screens call each state: to the citizen, to the agent, and its tag. */
export const ETATS: Readonly<Record<Etat, { citoyen: string; agent: string; ton: Ton }>> = {
  brouillon: { citoyen: 'Brouillon', agent: 'Brouillon', ton: 'neutre' },
  depose: { citoyen: 'Reçu, en cours', agent: 'À vérifier', ton: 'cours' },
  suspendu: { citoyen: 'On attend votre réponse', agent: 'Attend le citoyen', ton: 'pause' },
  soumis: { citoyen: 'Reçu, en cours', agent: 'À viser', ton: 'cours' },
  sollicite: { citoyen: 'On attend un accord', agent: 'Attend un accord', ton: 'pause' },
  differe: { citoyen: 'Une période court', agent: 'Période en cours', ton: 'pause' },
  propose: { citoyen: 'Vérifié, à signer', agent: 'À signer', ton: 'info' },
  liquide: { citoyen: 'À payer', agent: 'Attend le paiement', ton: 'pause' },
  signe: { citoyen: 'Signé, document en préparation', agent: 'Signé', ton: 'bon' },
  delivre: { citoyen: 'Délivré', agent: 'Délivré', ton: 'fait' },
  accorde: { citoyen: 'Accordé', agent: 'Accordé', ton: 'fait' },
  refuse: { citoyen: 'Refusé', agent: 'Refusé', ton: 'non' },
  retire: { citoyen: 'Retiré par vous', agent: 'Retiré', ton: 'neutre' },
  revoque: { citoyen: 'Annulé', agent: 'Révoqué', ton: 'non' },
}

const EN_COURS: readonly Etat[] = ['depose', 'suspendu', 'soumis', 'sollicite', 'differe', 'propose', 'liquide']
/** Whether something is still to be done before the end: an answer owed, or the payment of what is granted. */
export const enCours = ({ etat }: Pick<Dossier, 'etat'>): boolean => EN_COURS.includes(etat)

const PASSAGES: Readonly<Record<string, { de: readonly Etat[]; sinon: string }>> = {
  deposer: { de: ['brouillon'], sinon: 'Cette demande est déjà déposée' },
  completer: { de: ['suspendu'], sinon: 'La mairie n’attend plus rien de vous pour ce dossier' },
  retirer: { de: ['depose', 'suspendu', 'soumis', 'sollicite', 'differe', 'liquide'], sinon: 'Ce dossier ne peut plus être retiré : la décision est en cours de signature ou déjà rendue' },
  demanderComplement: { de: ['depose'], sinon: 'Un complément se demande pendant la vérification du dossier' },
  constater: { de: EN_COURS, sinon: 'Ce dossier n’est plus en cours : le constat n’a plus d’effet' },
  proposer: { de: ['depose'], sinon: 'Ce dossier n’est plus à vérifier : quelqu’un a déjà proposé une décision, ou attend une réponse' },
  viser: { de: ['soumis'], sinon: 'Ce dossier n’attend plus de visa' },
  recueillir: { de: ['sollicite'], sinon: 'Ce dossier n’attend plus d’accord' },
  renvoyer: { de: ['propose'], sinon: 'Ce dossier n’attend plus de signature' },
  signer: { de: ['propose'], sinon: 'Ce dossier n’attend plus de signature' },
  delivrer: { de: ['signe'], sinon: 'Le document de ce dossier est déjà fait' },
  changerContact: { de: [...EN_COURS, 'signe', 'delivre'], sinon: 'Ce dossier est clos : plus aucune nouvelle n’en partira' },
  revoquer: { de: ['delivre'], sinon: 'Seul un document délivré peut être révoqué' },
}

/** Refuses a gesture that the state of the file does not allow. The sentence says why. */
export function exigerPassage(dossier: Pick<Dossier, 'etat'>, geste: keyof typeof PASSAGES & string): void {
  const passage = PASSAGES[geste]!
  if (!passage.de.includes(dossier.etat)) throw new Refus(`${passage.sinon}`)
}

/** Whether the citizen may still withdraw: before the decision, signed or about to be. What is granted and not paid simply waits. */
export const mayRetirer = (dossier: Pick<Dossier, 'etat' | 'decideLe'>): boolean => dossier.decideLe === null && mayPasser(dossier, 'retirer')

/** Refuses a withdrawal that comes too late. */
export function exigerRetrait(dossier: Pick<Dossier, 'etat' | 'decideLe'>): void {
  if (!mayRetirer(dossier)) throw new Refus(PASSAGES.retirer!.sinon)
}

/** Whether a gesture is possible, for the buttons of a page. */
export const mayPasser = (dossier: Pick<Dossier, 'etat'>, geste: keyof typeof PASSAGES & string): boolean => PASSAGES[geste]!.de.includes(dossier.etat)

/** A signature needs a proof of life where the procedure asks for one, recent where the law is confirmed, and another person than who proposed. */
export function exigerSignable(
  dossier: Pick<Dossier, 'etat' | 'constatRequis' | 'proposePar'>,
  decision: Decision,
  constat: { vuLe: Date } | undefined,
  regle: { joursAuPlus: number; verifie: boolean } | undefined,
  signataire: string,
  maintenant: Date,
): void {
  exigerPassage(dossier, 'signer')
  if (dossier.proposePar === signataire) throw new Refus('Vous avez proposé cette décision : une autre personne doit la signer')
  if (decision !== 'accorder' || !dossier.constatRequis) return
  if (!constat) throw new Refus('Personne n’a encore constaté que le demandeur est en vie. Enregistrez le constat avant de signer')
  if (regle?.verifie && constatAncien(constat, regle, maintenant)) throw new Refus(`Le constat a plus de ${regle.joursAuPlus} jours : la personne doit être vue de nouveau`)
}

/** Whether the person was seen too long ago. An unconfirmed rule only warns: it never refuses a signature. */
export const constatAncien = (constat: { vuLe: Date }, regle: { joursAuPlus: number }, maintenant: Date): boolean => (maintenant.getTime() - constat.vuLe.getTime()) / 86_400_000 > regle.joursAuPlus

/** Whether the holder may say what he thought of it: the answer is there, granted or refused. */
export const mayNoter = ({ etat }: Pick<Dossier, 'etat'>): boolean => etat === 'delivre' || etat === 'accorde' || etat === 'refuse'

/** Initials for lists: « D. S. ». People are not named where a passer-by may read the screen. */
export function initiales(nom: string): string {
  return nom.split(/[\s-]+/).filter(Boolean).map((mot) => `${[...mot][0]!.toLocaleUpperCase('fr')}.`).slice(0, 4).join(' ')
}
