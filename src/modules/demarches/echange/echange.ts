import { ajouterJours } from '../../../kernel/calendrier/index.ts'
import type { Demarche } from '../definition.ts'
import type { Dossier } from '../dossier.ts'
import { jourDe } from '../horloge.ts'

/** Who wrote: the holder of the file, or the office. */
export type Cote = 'titulaire' | 'bureau'
/** A message on a file. `parNom` is for the office (initials, post), `qualite` for the holder (post, office). `luLe`: when the other side read it. */
export type Message = { id: string; dossierId: string; cote: Cote; par: string; parNom: string; qualite: string; texte: string; fichiers: number; le: Date; prevenuLe: Date | null; luLe: Date | null }

/** The field under which the files of a message hang on its file. */
export const champMessage = (id: string): string => `message:${id}`
export const estChampMessage = (champ: string): boolean => champ.startsWith('message:')
export const autreCote = (cote: Cote): Cote => (cote === 'titulaire' ? 'bureau' : 'titulaire')

export type EtatEchange = { ouvert: true; /** Last day one may write, YYYY-MM-DD. */ fin?: string } | { ouvert: false; pourquoi: string }

/** Whether one may still write on a file. A procedure that says nothing about it never closes the thread of a filed request. */
export function etatEchange(dossier: Pick<Dossier, 'etat' | 'decideLe' | 'archiveLe'>, demarche: Pick<Demarche, 'echanges'>, maintenant: Date): EtatEchange {
  if (dossier.etat === 'brouillon') return { ouvert: false, pourquoi: 'Les messages commencent au dépôt de la demande' }
  if (dossier.etat === 'retire') return { ouvert: false, pourquoi: 'La demande est retirée : les messages sont clos' }
  if (dossier.archiveLe) return { ouvert: false, pourquoi: 'Le dossier est aux archives : les messages sont clos. Allez au guichet, ou faites une nouvelle demande' }
  if (!dossier.decideLe || !demarche.echanges) return { ouvert: true }
  const fin = ajouterJours(jourDe(dossier.decideLe), demarche.echanges.joursApres)
  return jourDe(maintenant) <= fin ? { ouvert: true, fin } : { ouvert: false, pourquoi: 'La décision est rendue depuis longtemps : les messages sont clos. Allez au guichet, ou faites une nouvelle demande' }
}

const HEURE = 3_600_000
/** No notice more often than this, whoever answers quickly; and none while an unread message has told the day before. */
const ENTRE_DEUX = HEURE
const RAPPEL = 24 * HEURE

/** Whether a new message of a side is worth an SMS to the other: ten messages in a row tell once, a day's silence tells again. */
export function meritePrevenir(siens: readonly Pick<Message, 'prevenuLe' | 'luLe'>[], maintenant: Date): boolean {
  return !siens.some(({ prevenuLe, luLe }) => prevenuLe !== null && maintenant.getTime() - prevenuLe.getTime() < (luLe === null ? RAPPEL : ENTRE_DEUX))
}
