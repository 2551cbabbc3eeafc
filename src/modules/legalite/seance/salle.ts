import { Refus } from '../../../lib/erreurs.ts'
import { pluriel } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { listEnvois } from '../../../kernel/notifications/index.ts'
import { aLaMain, insertConvocations, listAppeles } from './convocation.queries.ts'
import type { Appele } from './convocation.queries.ts'
import { listEnExercice } from './membre.queries.ts'
import { jourDe, reglesDe } from './porte.ts'
import { compter, quorumAtteint, quorumDe } from './quorum.ts'
import { direMoment } from './seance.ts'
import type { Seance } from './seance.ts'

/** Refuses to hold a session before its day: who was there is not known yet. */
export function exigerJourVenu(seance: Seance, maintenant: Date): void {
  if (jourDe(seance) > jourLocal(maintenant)) throw new Refus(`Cette séance se tient le ${direMoment(seance.prevueLe)} : les présences se notent ce jour-là`)
}

/** Who is called, with whoever was elected since the convocation: he sits, and nobody told him. */
export async function appelerTous(tx: Tx, seance: Seance): Promise<Appele[]> {
  const membres = await listEnExercice(tx, seance.commune, jourDe(seance))
  await insertConvocations(tx, seance.id, membres.map((m) => ({ membreId: m.id, mode: null, envoyeeLe: null, preuve: '', messageId: null })))
  return listAppeles(tx, seance.id, jourDe(seance))
}

/** Who is in the room, once everybody has been called. Throws while somebody has not. */
export async function salleDe(tx: Tx, seance: Seance) {
  const appeles = await appelerTous(tx, seance)
  if (appeles.some((a) => a.presence === null)) throw new Refus('Notez d’abord la présence de chaque membre')
  const regles = await reglesDe(tx, seance)
  const compte = compter(appeles)
  const quorum = quorumDe(appeles.length, regles.quorum)
  return { appeles, compte, quorum, atteint: quorumAtteint(compte.presents, quorum, seance.remplace !== null, regles.quorum) }
}

/** Everybody who sits on the day of a session, called or not yet: for a page, which writes nothing. */
export async function listSalle(db: Db, seance: Seance): Promise<Appele[]> {
  const appeles = await listAppeles(db, seance.id, jourDe(seance))
  if (seance.etat !== 'convoquee' && seance.etat !== 'ouverte') return appeles
  const connus = new Set(appeles.map((a) => a.membreId))
  const neufs = (await listEnExercice(db, seance.commune, jourDe(seance))).filter((m) => !connus.has(m.id))
  const vides = neufs.map(({ id, nom, qualite, rang, telephone, courriel }) => ({ membreId: id, nom, qualite, rang, telephone, courriel, mode: null, envoyeeLe: null, preuve: '', messageId: null, presence: null, mandataire: null }))
  return [...appeles, ...vides].toSorted((a, b) => a.rang - b.rang)
}

export type Envoi = { parti: Date | null; refuse: string | null }
/** What became of the messages of a convocation, by member. Nothing for whoever is told by hand. */
export async function listEnvoisDe(db: Db, appeles: readonly Appele[]): Promise<Map<string, Envoi>> {
  const envois = await listEnvois(db, appeles.flatMap((a) => (a.messageId ? [a.messageId] : [])))
  return new Map(appeles.flatMap((a): [string, Envoi][] => {
    const envoi = envois.get(a.messageId ?? '')
    return envoi ? [[a.membreId, { parti: envoi.envoyeLe, refuse: envoi.envoyeLe ? null : envoi.erreur }]] : []
  }))
}

/** Whether a convocation is still to be handed over: by hand without proof, or by a message that its carrier refused. */
export const aRemettre = (a: Appele, envois: ReadonlyMap<string, Envoi>): boolean => (a.mode !== null && a.envoyeeLe === null) || (!aLaMain(a.mode) && Boolean(envois.get(a.membreId)?.refuse))

/** Who votes now, under which rules, and whether enough are still there. */
export async function votantsDe(db: Db, seance: Seance) {
  const appeles = await listAppeles(db, seance.id, jourDe(seance))
  const presents = new Set(appeles.filter((a) => a.presence === 'present').map((a) => a.membreId))
  const votants = appeles.filter((a) => presents.has(a.membreId) || (a.presence === 'represente' && presents.has(a.mandataire ?? '')))
  const regles = await reglesDe(db, seance)
  const atteint = quorumAtteint(presents.size, seance.quorum, seance.remplace !== null, regles.quorum)
  return { votants, regles, presents: presents.size, atteint, nomDe: new Map(appeles.map((a) => [a.membreId, a.nom])) }
}

/** Why the council may not vote any more: some have left since the opening. */
export const direQuorumPerdu = (presents: number, quorum: number): string => `Le quorum n’est plus atteint : ${pluriel(presents, 'présent')} pour un quorum de ${quorum}. Ce point s’ajourne`
