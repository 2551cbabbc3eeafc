import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { empreinte } from './empreinte.ts'

export type AgentActif = { id: string; nom: string; courriel: string; secondFacteur: boolean }

/** An agent whose account is open. */
export async function findAgentActif(db: Db, id: string): Promise<AgentActif | undefined> {
  const { rows } = await sql<AgentActif>`
    select id, nom, courriel, (totp_confirme_le is not null or exists (select from identite.cle_acces c where c.agent_id = a.id)) as second_facteur
    from identite.agent a where id = ${id} and ferme_le is null`.execute(db)
  return rows[0]
}

export type AgentSecret = AgentActif & { motDePasse: string | null; totp: Buffer | null; totpConfirmeLe: Date | null; totpDernierPas: number }

/** An agent with what proves who he is, by e-mail address (case does not count) or by id. */
export async function findAgentSecret(db: Db, par: { courriel: string } | { id: string }): Promise<AgentSecret | undefined> {
  const ou = 'id' in par ? sql`id = ${par.id}` : sql`lower(courriel) = lower(${par.courriel})`
  const { rows } = await sql<AgentSecret>`
    select id, nom, courriel, mot_de_passe, totp, totp_confirme_le, totp_dernier_pas,
      (totp_confirme_le is not null or exists (select from identite.cle_acces c where c.agent_id = a.id)) as second_facteur
    from identite.agent a where ${ou} and ferme_le is null`.execute(db)
  return rows[0]
}

export type Citoyen = { id: string; nom: string | null; telephone: string | null; courriel: string | null; npi: string | null; creeLe: Date }

/** A citizen's account that has not been erased. */
export async function findCitoyen(db: Db, id: string): Promise<Citoyen | undefined> {
  const { rows } = await sql<Citoyen>`select id, nom, telephone, courriel, npi, cree_le from identite.citoyen where id = ${id} and efface_le is null`.execute(db)
  return rows[0]
}

/** The account of a phone number, an e-mail address or a national identity, made at the first sign-in. Returns its id. */
export async function getOrInsertCitoyen(tx: Tx, par: { telephone?: string; courriel?: string; oidcSujet?: string; nom?: string; id: string; maintenant: Date }): Promise<string> {
  const trouver = async () => {
    const { rows } = await sql<{ id: string }>`select id from identite.citoyen
      where efface_le is null and (telephone = ${par.telephone ?? null} or lower(courriel) = lower(${par.courriel ?? null}) or oidc_sujet = ${par.oidcSujet ?? null})`.execute(tx)
    return rows[0]?.id
  }
  const deja = await trouver()
  if (deja) return deja
  await sql`insert into identite.citoyen (id, nom, telephone, courriel, oidc_sujet, cree_le)
    values (${par.id}, ${par.nom ?? null}, ${par.telephone ?? null}, ${par.courriel ?? null}, ${par.oidcSujet ?? null}, ${par.maintenant}) on conflict do nothing`.execute(tx)
  return (await trouver()) ?? par.id
}

/** Renames a citizen's account. */
export async function updateCitoyenNom(tx: Tx, id: string, nom: string): Promise<void> {
  await sql`update identite.citoyen set nom = ${nom} where id = ${id}`.execute(tx)
}

export type JetonActif = { id: string; nom: string; permissions: string[]; territoires: string[]; vuLe: Date | null }

/** The API token of a secret, while it has its use. */
export async function findJeton(db: Db, secret: string, maintenant: Date): Promise<JetonActif | undefined> {
  const { rows } = await sql<JetonActif>`select id, nom, permissions, territoires, vu_le from identite.jeton
    where empreinte = ${empreinte(secret)} and revoque_le is null and expire_le > ${maintenant}`.execute(db)
  return rows[0]
}
