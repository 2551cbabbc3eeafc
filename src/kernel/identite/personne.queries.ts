import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { empreinte } from './empreinte.ts'

export type AgentActif = { id: string; nom: string; courriel: string; telephone: string | null; secondFacteur: boolean }

/** An agent whose account is open. */
export async function findAgentActif(db: Db, id: string): Promise<AgentActif | undefined> {
  const { rows } = await sql<AgentActif>`
    select id, nom, courriel, telephone, (totp_confirme_le is not null or exists (select from identite.cle_acces c where c.agent_id = a.id)) as second_facteur
    from identite.agent a where id = ${id} and ferme_le is null`.execute(db)
  return rows[0]
}

export type AgentSecret = AgentActif & { motDePasse: string | null; totp: Buffer | null; totpConfirmeLe: Date | null; totpDernierPas: number }

/** An agent with what proves who he is, by e-mail address (case does not count) or by id. */
export async function findAgentSecret(db: Db, par: { courriel: string } | { id: string }): Promise<AgentSecret | undefined> {
  const ou = 'id' in par ? sql`id = ${par.id}` : sql`lower(courriel) = lower(${par.courriel})`
  const { rows } = await sql<AgentSecret>`
    select id, nom, courriel, telephone, mot_de_passe, totp, totp_confirme_le, totp_dernier_pas,
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

/**
 * The account of a national identity. One found by a phone or an address that the provider has checked is tied to it, unless it
 * is already tied to another person. Returns its id.
 */
export async function getOrInsertCitoyenNational(tx: Tx, par: { sujet: string; nom?: string | undefined; telephone?: string | undefined; courriel?: string | undefined; id: string; maintenant: Date }): Promise<string> {
  const { rows: lies } = await sql<{ id: string }>`select id from identite.citoyen where oidc_sujet = ${par.sujet} and efface_le is null`.execute(tx)
  if (lies[0]) return lies[0].id
  const { rows: connus } = await sql<{ id: string; libre: boolean }>`select id, oidc_sujet is null as libre from identite.citoyen
    where efface_le is null and (telephone = ${par.telephone ?? null} or lower(courriel) = lower(${par.courriel ?? null})) order by telephone = ${par.telephone ?? null} desc nulls last for update`.execute(tx)
  const libre = connus.find((c) => c.libre)
  if (libre) {
    await sql`update identite.citoyen set oidc_sujet = ${par.sujet}, nom = coalesce(nom, ${par.nom ?? null}) where id = ${libre.id}`.execute(tx)
    return libre.id
  }
  // A contact that belongs to somebody else's account stays there.
  const seul = connus.length === 0
  await sql`insert into identite.citoyen (id, nom, telephone, courriel, oidc_sujet, cree_le)
    values (${par.id}, ${par.nom ?? null}, ${seul ? (par.telephone ?? null) : null}, ${seul ? (par.courriel ?? null) : null}, ${par.sujet}, ${par.maintenant}) on conflict (oidc_sujet) do nothing`.execute(tx)
  const { rows } = await sql<{ id: string }>`select id from identite.citoyen where oidc_sujet = ${par.sujet}`.execute(tx)
  return rows[0]?.id ?? par.id
}

/** Renames a citizen's account. */
export async function updateCitoyenNom(tx: Tx, id: string, nom: string): Promise<void> {
  await sql`update identite.citoyen set nom = ${nom} where id = ${id}`.execute(tx)
}

/** Gives a citizen's account another phone or address. A contact of another account is refused by the database. */
export async function updateCitoyenContact(tx: Tx, id: string, contact: { telephone: string } | { courriel: string }): Promise<void> {
  if ('telephone' in contact) await sql`update identite.citoyen set telephone = ${contact.telephone} where id = ${id}`.execute(tx)
  else await sql`update identite.citoyen set courriel = ${contact.courriel} where id = ${id}`.execute(tx)
}

export type JetonActif = { id: string; nom: string; permissions: string[]; territoires: string[]; vuLe: Date | null }

/** The API token of a secret, while it has its use. */
export async function findJeton(db: Db, secret: string, maintenant: Date): Promise<JetonActif | undefined> {
  const { rows } = await sql<JetonActif>`select id, nom, permissions, territoires, vu_le from identite.jeton
    where empreinte = ${empreinte(secret)} and client is null and revoque_le is null and expire_le > ${maintenant}`.execute(db)
  return rows[0]
}
