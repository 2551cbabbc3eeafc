import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { empreinte, nouveauSecret } from './empreinte.ts'

/** An API token as its administrator reads it; the secret is never kept. */
export type Jeton = { id: string; nom: string; permissions: string[]; territoires: string[]; creePar: string; creeLe: Date; expireLe: Date; revoqueLe: Date | null; vuLe: Date | null; /** The client of the mediator it stands for, INSTANCE/CLASS/MEMBER/SUBSYSTEM; its secret then opens nothing. */ client: string | null }

/** INSTANCE/CLASS/MEMBER/SUBSYSTEM: the four parts of the name by which the information mediator announces a software. */
export const NOM_CLIENT = /^[\w.:-]{1,60}(?:\/[\w.:-]{1,60}){3}$/

/** Every token, those that have their use first. */
export async function listJetons(db: Db, maintenant: Date): Promise<Jeton[]> {
  const { rows } = await sql<Jeton>`select id, nom, permissions, territoires, cree_par, cree_le, expire_le, revoque_le, vu_le, client from identite.jeton
    order by (revoque_le is null and expire_le > ${maintenant}) desc, cree_le desc limit 10000`.execute(db)
  return rows
}

/** Creates a token and returns its id and secret, shown once; or registers a client of the mediator, which has no use for the secret. The prefix lets secret scanners and people recognise it. */
export async function insertJeton(tx: Tx, j: { nom: string; permissions: readonly string[]; territoires: readonly string[]; creePar: string; expireLe: Date; maintenant: Date; client?: string }): Promise<{ id: string; secret: string }> {
  const id = uuidv7(j.maintenant.getTime())
  const secret = `iroko_${nouveauSecret()}`
  await sql`insert into identite.jeton (id, nom, empreinte, permissions, territoires, cree_par, cree_le, expire_le, client)
    values (${id}, ${j.nom}, ${empreinte(secret)}, ${[...j.permissions]}, ${[...j.territoires]}, ${j.creePar}, ${j.maintenant}, ${j.expireLe}, ${j.client ?? null})`.execute(tx)
  return { id, secret }
}

/** Ends a token. False when it had ended already. */
export async function revokeJeton(tx: Tx, id: string, maintenant: Date): Promise<boolean> {
  const fait = await sql`update identite.jeton set revoque_le = ${maintenant} where id = ${id} and revoque_le is null`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** Notes that a token has served, at most once a minute; called by the corridor on its own connection. */
export async function touchJeton(tx: Tx, id: string, maintenant: Date): Promise<void> {
  await sql`update identite.jeton set vu_le = ${maintenant} where id = ${id} and coalesce(vu_le, '-infinity') < ${maintenant}::timestamptz - interval '1 minute'`.execute(tx)
}

/** What a caller named by the mediator may do now, or undefined. The mediator, not a secret, answers for its name. */
export async function findClient(db: Db, client: string, maintenant: Date): Promise<Pick<Jeton, 'id' | 'nom' | 'permissions' | 'territoires' | 'vuLe'> | undefined> {
  const { rows } = await sql<Pick<Jeton, 'id' | 'nom' | 'permissions' | 'territoires' | 'vuLe'>>`select id, nom, permissions, territoires, vu_le from identite.jeton
    where client = ${client} and revoque_le is null and expire_le > ${maintenant}`.execute(db)
  return rows[0]
}
