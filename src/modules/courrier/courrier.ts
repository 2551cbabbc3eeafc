import { Refus } from '../../lib/erreurs.ts'
import type { Ton } from '../../ui/etats.tsx'

export type Sens = 'arrivee' | 'depart'
/** States of a letter. An arrival: enregistre -> impute -> traite -> classe. A departure: prepare -> enregistre -> envoye -> classe. */
export type Etat = 'prepare' | 'enregistre' | 'impute' | 'traite' | 'envoye' | 'classe' | 'annule'

/**
 * A line of the register of an office. `jour` is the day received (arrival) or numbered (departure), YYYY-MM-DD like the other
 * days. `objet` is null for whoever may not read a confidential letter (`lisible` false).
 */
export type Courrier = {
  id: string; bureau: string; territoire: string; sens: Sens; etat: Etat; annee: number | null; numero: string | null; jour: string
  reference: string; dateLettre: string | null; correspondant: string; genre: 'personne' | 'organisme'; adresse: string; contact: string
  objet: string | null; lisible: boolean; nature: string; confidentiel: boolean; urgent: boolean; echeance: string | null; repondA: string | null; lie: string | null
  mode: string | null; envoyeLe: string | null; suivi: string; dechargeLe: string | null; dechargePar: string | null; reponduLe: string | null; renvoyeLe: Date | null
  classement: string; motif: string | null; enregistreLe: Date | null; enregistreParNom: string | null; creeLe: Date; creePar: string
}

export const SENS: Readonly<Record<Sens, { mot: string; autre: string; nouveau: string }>> = {
  arrivee: { mot: 'Arrivée', autre: 'Expéditeur', nouveau: 'Enregistrer une arrivée' },
  depart: { mot: 'Départ', autre: 'Destinataire', nouveau: 'Préparer un départ' },
}

/** What the screens call each state, and its tag. */
export const ETATS: Readonly<Record<Etat, { mot: string; ton: Ton }>> = {
  prepare: { mot: 'En préparation', ton: 'pause' },
  enregistre: { mot: 'Enregistré', ton: 'info' },
  impute: { mot: 'Imputé', ton: 'cours' },
  traite: { mot: 'Traité', ton: 'bon' },
  envoye: { mot: 'Envoyé', ton: 'bon' },
  classe: { mot: 'Classé', ton: 'fait' },
  annule: { mot: 'Annulé', ton: 'non' },
}

/** The state in words: what is registered waits for something, which is not the same on the way in and on the way out. */
export const direEtat = ({ sens, etat }: Pick<Courrier, 'sens' | 'etat'>): string => (etat === 'enregistre' ? (sens === 'arrivee' ? 'À imputer' : 'À envoyer') : ETATS[etat].mot)

/** What a letter is called: its number, or what it will be. */
export const direNumero = ({ numero }: Pick<Courrier, 'numero'>): string => numero ?? 'Sans numéro'

type Passage = { sens?: Sens; de: readonly Etat[]; sinon: string }
const PASSAGES = {
  modifier: { de: ['prepare', 'enregistre', 'impute', 'traite', 'envoye'], sinon: 'Ce courrier est classé ou annulé : sa ligne ne change plus' },
  joindre: { de: ['prepare', 'enregistre', 'impute', 'traite', 'envoye', 'classe'], sinon: 'Ce courrier est annulé : rien ne s’y ajoute' },
  imputer: { sens: 'arrivee', de: ['enregistre', 'impute'], sinon: 'Ce courrier n’est plus à imputer : il est traité, classé ou annulé' },
  numeroter: { sens: 'depart', de: ['prepare'], sinon: 'Ce départ a déjà son numéro' },
  envoyer: { sens: 'depart', de: ['enregistre'], sinon: 'Ce départ n’est pas à envoyer : il n’a pas de numéro, il est déjà parti, ou il est annulé' },
  decharger: { sens: 'depart', de: ['envoye'], sinon: 'La décharge se note sur un courrier envoyé' },
  classer: { de: ['enregistre', 'traite', 'envoye'], sinon: 'Ce courrier n’est pas à classer : quelqu’un doit encore le traiter, ou il est déjà classé' },
  annuler: { de: ['prepare', 'enregistre', 'impute'], sinon: 'Ce courrier ne s’annule plus : il est traité, parti, classé ou déjà annulé' },
} as const satisfies Record<string, Passage>
export type GesteCourrier = keyof typeof PASSAGES

/** Whether a gesture is possible, for the buttons of a page. A numbered departure is filed only once it has left. */
export function mayPasser(courrier: Pick<Courrier, 'sens' | 'etat'>, geste: GesteCourrier): boolean {
  const passage: Passage = PASSAGES[geste]
  if (geste === 'classer' && courrier.sens === 'depart' && courrier.etat === 'enregistre') return false
  return (passage.sens === undefined || passage.sens === courrier.sens) && passage.de.includes(courrier.etat)
}

/** Refuses a gesture that the letter does not allow. The sentence says why. */
export function exigerPassage(courrier: Pick<Courrier, 'sens' | 'etat'>, geste: GesteCourrier): void {
  if (!mayPasser(courrier, geste)) throw new Refus(PASSAGES[geste].sinon)
}

/** Refuses to change or to show around what this reader may not read. */
export function exigerLisible({ lisible }: Pick<Courrier, 'lisible'>): void {
  if (!lisible) throw new Refus('Ce courrier est confidentiel : seul le responsable du bureau, ou la personne à qui il est imputé, peut faire cela')
}

/** Whether an answer is owed and its day is past. `jour` is today, YYYY-MM-DD. */
export const enRetard = ({ sens, etat, echeance, reponduLe }: Pick<Courrier, 'sens' | 'etat' | 'echeance' | 'reponduLe'>, jour: string): boolean =>
  sens === 'arrivee' && (etat === 'enregistre' || etat === 'impute') && reponduLe === null && echeance !== null && echeance < jour

/** Id of the letter that an object's name (`courrier:<uuid>`) says, or undefined for something else. */
export const lireObjetCourrier = (objet: string): string | undefined => /^courrier:([0-9a-f-]{36})$/.exec(objet)?.[1]
