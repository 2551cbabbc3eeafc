import { createHmac } from 'node:crypto'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import type { CleHmac } from '../../../kernel/corridor/jetons.ts'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import type { Demarche } from '../definition.ts'

/** In what quality somebody files for another. */
export const QUALITES = { parent: 'Parent ou proche', tuteur: 'Tuteur', association: 'Association', avocat: 'Avocat', notaire: 'Notaire', autre: 'Autre' } as const
export type Qualite = keyof typeof QUALITES
/** Those that say no more by themselves. */
export const A_PRECISER: readonly Qualite[] = ['association', 'autre']

/** A mandate: who files for another, in what quality, with what power. `telephone` is the mandatary's. */
export type Mandat = {
  dossierId: string; nom: string; telephone: string; qualite: Qualite; precision: string; preuve: 'code' | 'procuration'; fichier: string | null
  mandantTelephone: string | null; tour: number; envoyeLe: Date | null; expireLe: Date | null; reponse: 'oui' | 'non' | null; reponduLe: Date | null; creeLe: Date; finiLe: Date | null
}

/** The field under which a power hangs on its file. */
export const CHAMP_MANDAT = 'mandat'
/** How long the consent may be given, in days: ours. */
export const JOURS = 15

/** « Fifamè Dossou, association (Mains unies) ». */
export const direMandataire = (m: Pick<Mandat, 'nom' | 'qualite' | 'precision'>): string => `${m.nom}, ${QUALITES[m.qualite].toLocaleLowerCase('fr')}${m.precision ? ` (${m.precision})` : ''}`

/** The personal link of the person represented: 128 bits drawn from the house's key, so that it can be sent again without being kept. It holds for one phone: another one named later gets another link. */
export const jetonMandat = (cle: CleHmac, { dossierId, tour, mandantTelephone }: Pick<Mandat, 'dossierId' | 'tour' | 'mandantTelephone'>): string =>
  createHmac('sha256', cle).update(`mandat|${dossierId}|${tour}|${mandantTelephone ?? ''}`).digest().subarray(0, 16).toString('base64url')

/** Whether the procedure lets somebody file for another. A refusal that nobody has confirmed warns, and lets do. */
export function accueilMandataire(demarche: Pick<Demarche, 'mandataire' | 'pour'>): 'non_dit' | 'admis' | 'averti' | 'refuse' {
  const regle = demarche.pour === 'public' ? demarche.mandataire : undefined
  if (!regle) return 'non_dit'
  return regle.effet === 'admis' ? 'admis' : regle.verifie ? 'refuse' : 'averti'
}

export type EtatMandat = 'attend' | 'valable' | 'refuse' | 'fini'
/** Where a mandate stands. */
export function etatMandat(m: Pick<Mandat, 'preuve' | 'reponse' | 'finiLe'>): EtatMandat {
  if (m.finiLe !== null) return 'fini'
  if (m.reponse === 'non') return 'refuse'
  return m.preuve === 'procuration' || m.reponse === 'oui' ? 'valable' : 'attend'
}

/** A request for another is filed with a power, and where the procedure allows it. Throws `Saisie` or `Refus`. */
export function exigerMandat(m: Mandat, demarche: Pick<Demarche, 'mandataire' | 'pour'>): void {
  if (!['admis', 'averti'].includes(accueilMandataire(demarche))) throw new Refus('Cette démarche se demande soi-même : personne ne peut la déposer pour quelqu’un d’autre')
  const dit: Readonly<Record<Exclude<EtatMandat, 'valable'>, string>> = {
    attend: 'La personne pour qui vous demandez n’a pas encore donné son accord : elle répond depuis le lien reçu par SMS',
    refuse: 'La personne pour qui vous demandez a refusé : vous ne pouvez pas déposer à sa place',
    fini: 'Le mandat est fini : vous ne pouvez plus déposer à la place de cette personne',
  }
  const etat = etatMandat(m)
  if (etat !== 'valable') throw new Saisie({ '': dit[etat] })
}

/** The key that her link, and the code sent to her phone, give to the person represented: it is worth nothing for another phone. */
export const cleMandant = (dossierId: string, telephone: string): string => `mandat:${dossierId}:${telephone}`

/** Whether this person is the one represented, and not who acts for her. */
export const estMandant = (acteur: Acteur, { id, mandantTelephone }: { id: string; mandantTelephone: string | null }): boolean =>
  mandantTelephone !== null && acteur.genre !== 'agent' && clesDe(acteur).some((cle) => cle === cleMandant(id, mandantTelephone) || cle === `telephone:${mandantTelephone}`)
