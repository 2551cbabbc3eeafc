import { createHmac } from 'node:crypto'

export type EtatAbonnement = 'actif' | 'suspendu' | 'supprime'
export type Abonnement = { id: string; nom: string; url: string; genres: string[]; demarches: string[]; territoires: string[]; etat: EtatAbonnement; creePar: string; creeLe: Date }

/** Kinds of events that may be told, and what screens call them. */
export const GENRES: Readonly<Record<string, string>> = {
  depose: 'Demande déposée',
  complement: 'Complément demandé',
  reponse: 'Réponse du demandeur reçue',
  transfert: 'Dossier suivi par une autre personne',
  mandat_fini: 'Mandat fini',
  sous_demande: 'Demande à un autre bureau',
  sous_demande_reponse: 'Réponse d’un autre bureau',
  attente_finie: 'Période finie',
  opposition: 'Opposition enregistrée',
  refus_notifie: 'Notification d’un refus faite',
  lettre: 'Lettre envoyée',
  message: 'Message écrit (sans son texte)',
  constat: 'Constat de vie enregistré',
  visa: 'Visa donné',
  propose: 'Décision proposée à la signature',
  renvoye: 'Renvoyé à la vérification',
  sollicite: 'Accord d’une autre personne demandé',
  accord: 'Réponse d’une autre personne reçue',
  liquide: 'Paiement demandé',
  paye: 'Paiement reçu',
  exempte: 'Exempté du paiement',
  signe: 'Décision signée',
  accorde: 'Demande accordée',
  delivre: 'Document délivré',
  refuse: 'Demande refusée',
  retire: 'Demande retirée',
  revoque: 'Document révoqué',
}

const MINUTE = 60_000
/** Time waited after each failure. Ours, not a rule: eight tries over two days, the last after a day. */
export const ATTENTES: readonly number[] = [1, 5, 20, 60, 180, 480, 1440].map((minutes) => minutes * MINUTE)

/** When to try again after `essais` failures, or undefined: it is given up. */
export function prochainEssai(essais: number, maintenant: Date): Date | undefined {
  const attente = ATTENTES[essais - 1]
  return attente === undefined ? undefined : new Date(maintenant.getTime() + attente)
}

/**
 * What a receiver checks: `t=<second it was sent>,v1=<HMAC-SHA-256, hex, of "<t>.<body>">` under the secret of the subscription.
 * The second is signed too, so that an old sending cannot be played again by somebody else.
 */
export function signer(secret: string, corps: string, le: Date): string {
  const t = Math.floor(le.getTime() / 1000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${corps}`).digest('hex')}`
}

/** What a subscriber is told: which file, what happened, when, its state then. Nothing of the person: whoever may read the file asks for it. */
export function corpsDe(p: { id: string; genre: string; le: Date; dossierId: string; numero: string; demarche: string; etat: string; territoire: string }): string {
  return JSON.stringify({ id: p.id, genre: p.genre, le: p.le.toISOString(), dossier: { id: p.dossierId, numero: p.numero, demarche: p.demarche, etat: p.etat, territoire: p.territoire } })
}

/** Whether this subscriber is told of it. `couvre` says whether a territory is inside another. */
export function concerne(a: Pick<Abonnement, 'genres' | 'demarches' | 'territoires'>, p: { genre: string; demarche: string; territoire: string }, couvre: (territoire: string, lieu: string) => boolean): boolean {
  if (!a.genres.includes(p.genre) || (a.demarches.length > 0 && !a.demarches.includes(p.demarche))) return false
  return a.territoires.some((territoire) => territoire === 'BJ' || couvre(territoire, p.territoire))
}
