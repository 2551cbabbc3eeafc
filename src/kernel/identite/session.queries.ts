import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { empreinte, nouveauSecret } from './empreinte.ts'

export type Session = {
  empreinte: Buffer
  genre: 'visiteur' | 'citoyen' | 'agent'
  personneId: string | null
  cles: string[]
  creeLe: Date
  vueLe: Date
  expireLe: Date
  fermeeLe: Date | null
  ip: string
  navigateur: string
}

/** The session of a cookie, also when it has ended (the corridor then says so, and keeps what was typed). */
export async function findSession(db: Db, jeton: string): Promise<Session | undefined> {
  const { rows } = await sql<Session>`
    select empreinte, genre, personne_id, cles, cree_le, vue_le, expire_le, fermee_le, ip, navigateur
    from identite.session where empreinte = ${empreinte(jeton)}`.execute(db)
  return rows[0]
}

export type NouvelleSession = { genre: Session['genre']; personneId?: string; cles?: readonly string[]; jours: number; ip: string; navigateur: string; maintenant: Date }

/** Opens a session and returns the secret of its cookie. */
export async function insertSession(tx: Tx, s: NouvelleSession): Promise<string> {
  const jeton = nouveauSecret()
  const expire = new Date(s.maintenant.getTime() + s.jours * 86_400_000)
  await sql`
    insert into identite.session (empreinte, genre, personne_id, cles, cree_le, vue_le, expire_le, ip, navigateur)
    values (${empreinte(jeton)}, ${s.genre}, ${s.personneId ?? null}, ${[...(s.cles ?? [])]}, ${s.maintenant}, ${s.maintenant}, ${expire}, ${s.ip}, ${s.navigateur.slice(0, 200)})`.execute(tx)
  return jeton
}

/** Gives a session one more key (a tracking code typed, a draft begun). */
export async function updateSessionCles(tx: Tx, empreinteHex: string, cle: string): Promise<void> {
  await sql`update identite.session set cles = array_append(array_remove(cles, ${cle}), ${cle}) where empreinte = ${Buffer.from(empreinteHex, 'hex')}`.execute(tx)
}

/** Ends one session of a person; returns false when it is not theirs. */
export async function closeSession(tx: Tx, personneId: string, empreinteHex: string, maintenant: Date): Promise<boolean> {
  const fait = await sql`update identite.session set fermee_le = ${maintenant}
    where empreinte = ${Buffer.from(empreinteHex, 'hex')} and personne_id = ${personneId} and fermee_le is null`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** Ends a visitor's session: what it opened on this device is closed. */
export async function closeSessionVisiteur(tx: Tx, empreinteHex: string, maintenant: Date): Promise<void> {
  await sql`update identite.session set fermee_le = ${maintenant} where empreinte = ${Buffer.from(empreinteHex, 'hex')} and genre = 'visiteur'`.execute(tx)
}

/** Ends every session of a person but one. */
export async function closeOtherSessions(tx: Tx, personneId: string, gardee: string | undefined, maintenant: Date): Promise<void> {
  await sql`update identite.session set fermee_le = ${maintenant}
    where personne_id = ${personneId} and fermee_le is null and encode(empreinte, 'hex') is distinct from ${gardee ?? null}`.execute(tx)
}

/** The open sessions of a person, latest first. */
export async function listSessions(db: Db, personneId: string, maintenant: Date): Promise<Session[]> {
  const { rows } = await sql<Session>`
    select empreinte, genre, personne_id, cles, cree_le, vue_le, expire_le, fermee_le, ip, navigateur from identite.session
    where personne_id = ${personneId} and fermee_le is null and expire_le > ${maintenant} order by vue_le desc`.execute(db)
  return rows
}

/** Marks a session as seen; called at most once a minute by the corridor on its own connection. */
export async function touchSession(tx: Tx, empreinteSession: Buffer, maintenant: Date): Promise<void> {
  await sql`update identite.session set vue_le = ${maintenant} where empreinte = ${empreinteSession}`.execute(tx)
}
