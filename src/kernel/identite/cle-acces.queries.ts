import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'

/** A passkey (WebAuthn credential) of an agent. `id` is the credential id in base64url. */
export type CleAcces = { id: string; agentId: string; nom: string; clePublique: Buffer; compteur: number; transports: string[]; creeLe: Date; utiliseeLe: Date | null }

/** The passkeys of an agent, oldest first. */
export async function listClesAcces(db: Db, agentId: string): Promise<CleAcces[]> {
  const { rows } = await sql<CleAcces>`select * from identite.cle_acces where agent_id = ${agentId} order by cree_le`.execute(db)
  return rows
}

/** The passkey of a credential id, when its agent's account is open. */
export async function findCleAcces(db: Db, id: string): Promise<CleAcces | undefined> {
  const { rows } = await sql<CleAcces>`select c.* from identite.cle_acces c join identite.agent a on a.id = c.agent_id where c.id = ${id} and a.ferme_le is null`.execute(db)
  return rows[0]
}

/** Keeps a new passkey. False when the same credential is already kept. */
export async function insertCleAcces(tx: Tx, c: Omit<CleAcces, 'utiliseeLe'>): Promise<boolean> {
  const fait = await sql`insert into identite.cle_acces (id, agent_id, nom, cle_publique, compteur, transports, cree_le)
    values (${c.id}, ${c.agentId}, ${c.nom}, ${c.clePublique}, ${c.compteur}, ${c.transports}, ${c.creeLe}) on conflict (id) do nothing`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** Removes a passkey of an agent. False when it is not his. */
export async function deleteCleAcces(tx: Tx, agentId: string, id: string): Promise<boolean> {
  const fait = await sql`delete from identite.cle_acces where id = ${id} and agent_id = ${agentId}`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** Notes that a passkey has served, with the counter it gave. */
export async function updateCleUtilisee(tx: Tx, id: string, compteur: number, maintenant: Date): Promise<void> {
  await sql`update identite.cle_acces set compteur = ${compteur}, utilisee_le = ${maintenant} where id = ${id}`.execute(tx)
}

/** Uses a challenge up. False when it has served already. */
export async function insertDefi(tx: Tx, empreinteDefi: Buffer, maintenant: Date): Promise<boolean> {
  const fait = await sql`insert into identite.defi (empreinte, utilise_le) values (${empreinteDefi}, ${maintenant}) on conflict do nothing`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}
