import { Refus } from '../../lib/erreurs.ts'
import { dateLongue, heure, pluriel } from '../../lib/francais.ts'
import { jourLocal } from '../../kernel/calendrier/jour.ts'
import type { Ton } from '../../ui/etats.tsx'
import type { Agenda } from './agenda.ts'

/** `pris` to come; `arrive` is waiting in the room; `recu` has been received; `passe`: its day is over and nobody said what became of it. */
export type Etat = 'pris' | 'arrive' | 'recu' | 'absent' | 'annule' | 'passe'
/** How it was taken: from a file, from the public page, by a clerk for somebody, or somebody who came without one. */
export type Canal = 'suivi' | 'public' | 'guichet' | 'passage'

export type RendezVous = {
  id: string; agendaId: string; territoire: string; debut: Date; fin: Date; place: number | null; etat: Etat; canal: Canal; dossierId: string | null
  nom: string | null; telephone: string | null; courriel: string | null; titulaire: string | null; note: string; sequence: number; motif: string | null
  annulePar: 'personne' | 'bureau' | null; prisLe: Date; changeLe: Date; effaceLe: Date | null
}

export const ETATS: Readonly<Record<Etat, { libelle: string; ton: Ton }>> = {
  pris: { libelle: 'Attendu', ton: 'info' },
  arrive: { libelle: 'Arrivé', ton: 'cours' },
  recu: { libelle: 'Reçu', ton: 'fait' },
  absent: { libelle: 'Absent', ton: 'tard' },
  annule: { libelle: 'Annulé', ton: 'non' },
  passe: { libelle: 'Non pointé', ton: 'pause' },
}
export const CANAUX: Readonly<Record<Canal, string>> = { suivi: 'depuis son dossier', public: 'en ligne, sans dossier', guichet: 'par le guichet', passage: 'venu sans rendez-vous' }

/** What a clerk may say next of somebody; the last one takes back a mistake. */
export const POINTAGES: Readonly<Record<Etat, readonly Pointage[]>> = { pris: ['arrive', 'absent'], arrive: ['recu', 'pris'], absent: ['arrive', 'pris'], recu: ['arrive'], passe: ['recu', 'absent'], annule: [] }
export type Pointage = 'arrive' | 'recu' | 'absent' | 'pris'

/** Refuses what the state, or the day, does not allow. */
export function exigerPointage(rdv: Pick<RendezVous, 'etat' | 'debut' | 'canal'>, vers: Pointage, maintenant: Date): void {
  if (jourLocal(rdv.debut) > jourLocal(maintenant)) throw new Refus('Ce rendez-vous n’est pas encore venu : on le pointe le jour même, ou après')
  if (!POINTAGES[rdv.etat].includes(vers)) throw new Refus('Ce rendez-vous a changé depuis que cette page est ouverte : relisez-le')
  if (rdv.canal === 'passage' && vers === 'pris') throw new Refus('Cette personne est venue sans rendez-vous : elle est arrivée, ou reçue')
}

/** « mardi 1er décembre 2026 à 9 h 30 ». */
export const direQuand = (debut: Date): string => `${dateLongue(debut)} à ${heure(debut)}`

/** From one hour to another: « Du mardi 24 novembre 2026 à 9 h au lundi 30 novembre 2026 à 8 h », « Le mardi 24 novembre 2026, de 9 h à 10 h ». */
export const direDeplacement = (de: Date, a: Date): string => (jourLocal(de) === jourLocal(a) ? `Le ${dateLongue(de)}, de ${heure(de)} à ${heure(a)}` : `Du ${direQuand(de)} au ${direQuand(a)}`)

/** Whether there is a way to tell this person. */
export const estJoignable = (rdv: Pick<RendezVous, 'telephone' | 'courriel' | 'titulaire'>): boolean => (rdv.telephone ?? rdv.courriel ?? rdv.titulaire) !== null

/** Until when the person may move or cancel it himself. */
export const limiteChangement = (rdv: Pick<RendezVous, 'debut'>, agenda: Pick<Agenda, 'delaiAnnulation'>): Date => new Date(rdv.debut.getTime() - agenda.delaiAnnulation * 3_600_000)

/** Cancelled by the office and not replaced: the person may take another hour with the same code. */
export const aReprendre = (rdv: Pick<RendezVous, 'etat' | 'annulePar' | 'effaceLe'>): boolean => rdv.etat === 'annule' && rdv.annulePar === 'bureau' && rdv.effaceLe === null

/** Whether the person may move or cancel it himself now. */
export const mayChanger = (rdv: Pick<RendezVous, 'etat' | 'debut'>, agenda: Pick<Agenda, 'delaiAnnulation'>, maintenant: Date): boolean => rdv.etat === 'pris' && maintenant <= limiteChangement(rdv, agenda)

/** Refuses to change what is over, and, to the person himself, what is too near. */
export function exigerChangement(rdv: Pick<RendezVous, 'etat' | 'debut'>, agenda: Pick<Agenda, 'delaiAnnulation'>, maintenant: Date, bureau: boolean): void {
  if (rdv.etat !== 'pris') throw new Refus('Ce rendez-vous ne se change plus : il est passé, ou annulé')
  if (!bureau && rdv.debut < maintenant) throw new Refus('L’heure de ce rendez-vous est passée : il ne se change plus ici. Appelez le bureau, ou présentez-vous')
  if (!bureau && !mayChanger(rdv, agenda, maintenant)) throw new Refus(`Ce rendez-vous est dans moins de ${pluriel(agenda.delaiAnnulation, 'heure')} : il ne se change plus ici. Appelez le bureau, ou présentez-vous`)
}
