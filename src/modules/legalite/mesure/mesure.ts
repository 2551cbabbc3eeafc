import { Refus } from '../../../lib/erreurs.ts'
import type { Ton } from '../../../ui/etats.tsx'

/** What a prefect may do about an act. */
export const GENRES_MESURE = ['demande-pieces', 'observations', 'suspension', 'defere'] as const
export type GenreMesure = (typeof GENRES_MESURE)[number]
/** projet -> soumise -> signee -> repondue -> close; a draft may be `retiree`. */
export type EtatMesure = 'projet' | 'soumise' | 'signee' | 'repondue' | 'close' | 'retiree'
/** A point of a letter: where it comes from in the grid, and what is written to the commune. */
export type PointMesure = { code: string; libelle: string; texte: string }

/** A letter, an order or a referral about an act. Days are YYYY-MM-DD. */
export type Mesure = {
  id: string; acteId: string; commune: string; genre: GenreMesure; etat: EtatMesure; numero: string | null; motif: string; points: PointMesure[]; texte: string; repondreAvant: string | null
  preparePar: string; prepareParNom: string; prepareLe: Date; soumisLe: Date | null; renvoi: string; signeParNom: string | null; signeQualite: string | null; signeLe: Date | null; documentId: string | null; luParNom: string | null; luLe: Date | null
  reponseSens: 'pieces' | 'maintient' | 'retire' | 'reforme' | null; reponse: string; reponduParNom: string | null; reponduLe: Date | null; acteReponse: string | null
  suite: 'satisfait' | 'insuffisant' | 'sans-reponse' | 'levee' | 'jugee' | 'desiste' | null; suiteNote: string; suiteLe: Date | null
  juridiction: string | null; jugementNumero: string | null; jugementLe: string | null; jugementSens: 'annule' | 'annule-partie' | 'rejete' | 'desiste' | 'suspendu' | 'non-suspendu' | null; dispositif: string; revision: number
}

export const MESURES: Readonly<Record<GenreMesure, { titre: string; sigle: string; verbe: string; aide: string; etat: 'pieces' | 'observe' | 'suspendu' | 'defere' }>> = {
  'demande-pieces': { titre: 'Demande de pièces', sigle: 'PIE', verbe: 'Demander une pièce', aide: 'Justifiée, elle arrête le délai', etat: 'pieces' },
  observations: { titre: 'Lettre d’observations', sigle: 'OBS', verbe: 'Écrire des observations', aide: 'La commune peut corriger ou retirer son acte', etat: 'observe' },
  suspension: { titre: 'Arrêté de suspension', sigle: 'SUS', verbe: 'Suspendre l’acte', aide: 'Trouble manifeste à l’ordre public, par décision du préfet', etat: 'suspendu' },
  defere: { titre: 'Déféré au juge administratif', sigle: 'DEF', verbe: 'Déférer au juge', aide: 'Par décision du préfet', etat: 'defere' },
}

export const ETATS_MESURE: Readonly<Record<EtatMesure, { mot: string; ton: Ton }>> = {
  projet: { mot: 'En préparation', ton: 'pause' },
  soumise: { mot: 'À signer', ton: 'info' },
  signee: { mot: 'Réponse attendue', ton: 'pause' },
  repondue: { mot: 'Réponse à lire', ton: 'info' },
  close: { mot: 'Close', ton: 'fait' },
  retiree: { mot: 'Abandonnée', ton: 'non' },
}

export const REPONSES: Readonly<Record<NonNullable<Mesure['reponseSens']>, string>> = { pieces: 'Envoie les pièces demandées', maintient: 'Maintient son acte', retire: 'Retire son acte', reforme: 'Réforme son acte par un nouveau' }
export const SENS_JUGEMENT: Readonly<Record<NonNullable<Mesure['jugementSens']>, string>> = { annule: 'L’acte est annulé', 'annule-partie': 'L’acte est annulé en partie', rejete: 'Le déféré est rejeté', desiste: 'Le préfet se désiste', suspendu: 'Le juge suspend l’acte en attendant', 'non-suspendu': 'Le juge ne suspend pas l’acte' }

/** What a suspension or a referral waits for is not an answer. */
export const direEtatMesure = ({ genre, etat }: Pick<Mesure, 'genre' | 'etat'>): string => (etat === 'signee' && genre === 'suspension' ? 'En vigueur' : etat === 'signee' && genre === 'defere' ? 'Devant le juge' : ETATS_MESURE[etat].mot)

const PASSAGES = {
  modifier: { de: ['projet', 'soumise'], sinon: 'Cette lettre est signée : elle ne change plus' },
  soumettre: { de: ['projet'], sinon: 'Cette lettre est déjà soumise ou signée' },
  renvoyer: { de: ['soumise'], sinon: 'Cette lettre n’est pas à signer' },
  signer: { de: ['projet', 'soumise'], sinon: 'Cette lettre est déjà signée, ou elle est abandonnée' },
  retirer: { de: ['projet', 'soumise'], sinon: 'Cette lettre est partie : elle ne s’abandonne plus' },
  repondre: { de: ['signee'], sinon: 'Cette lettre a déjà sa réponse' },
  conclure: { de: ['signee', 'repondue'], sinon: 'Cette lettre est close' },
} as const satisfies Record<string, { de: readonly EtatMesure[]; sinon: string }>

/** Refuses a gesture that the letter does not allow. */
export function exigerMesure({ etat }: Pick<Mesure, 'etat'>, geste: keyof typeof PASSAGES): void {
  if (!(PASSAGES[geste].de as readonly EtatMesure[]).includes(etat)) throw new Refus(PASSAGES[geste].sinon)
}

/** `PREF-12-2026-OBS-0007`: the prefecture, the year, the kind, its rank. */
export const numeroMesure = (departement: string, annee: number, genre: GenreMesure, rang: number): string => `PREF-${departement}-${annee}-${MESURES[genre].sigle}-${String(rang).padStart(4, '0')}`
