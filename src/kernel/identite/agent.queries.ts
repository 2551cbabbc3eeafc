import { lireTri } from '../../lib/liste.ts'
import { dateOuRien, sql, trier } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { empreinte, nouveauSecret } from './empreinte.ts'

const JOUR = 86_400_000
/** Days to answer an invitation; said in the message. */
export const JOURS_INVITATION = 7

/** An agent as the administrator reads him. `rattachement` is the territory his account is managed from. */
export type Agent = {
  id: string; nom: string; courriel: string; telephone: string | null; rattachement: string; creeLe: Date; fermeLe: Date | null
  aMotDePasse: boolean; totp: boolean; cles: number; secours: number; inviteExpireLe: Date | null; derniereVisite: Date | null
}

const VISITE = sql`(select max(s.vue_le) from identite.session s where s.personne_id = a.id)`
const lignes = sql`select a.id, a.nom, a.courriel, a.telephone, a.rattachement, a.cree_le, a.ferme_le, a.mot_de_passe is not null as a_mot_de_passe,
    a.totp_confirme_le is not null as totp, a.invite_expire_le,
    (select count(*) from identite.cle_acces c where c.agent_id = a.id) as cles,
    (select count(*) from identite.code_secours s where s.agent_id = a.id and s.utilise_le is null) as secours,
    ${VISITE} as derniere_visite
  from identite.agent a`

/** An agent, open or closed. */
export async function findAgent(db: Db, id: string): Promise<Agent | undefined> {
  const { rows } = await sql<Agent>`${lignes} where a.id = ${id}`.execute(db)
  return rows[0]
}

/** Names of these agents, open or closed, by id. */
export async function listNomsAgents(db: Db, ids: readonly string[]): Promise<{ id: string; nom: string }[]> {
  const { rows } = await sql<{ id: string; nom: string }>`select id, nom from identite.agent where id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}

/** Agents managed from these territories (`codes` null: all), by name unless `tri` says otherwise; searched in name and address without accents. */
export async function listAgents(db: Db, portee: { codes: string[] | null }, filtre: { cherche?: string; etat?: string; tri?: string; apres?: string; limite: number }): Promise<Agent[]> {
  const conditions = [sql`true`]
  if (portee.codes) conditions.push(sql`a.rattachement = any(${portee.codes}::text[])`)
  if (filtre.cherche) conditions.push(sql`db.sans_accent(a.nom || ' ' || a.courriel) like '%' || replace(replace(replace(db.sans_accent(${filtre.cherche}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`)
  if (filtre.etat === 'ouvert') conditions.push(sql`a.ferme_le is null and a.mot_de_passe is not null`)
  if (filtre.etat === 'invite') conditions.push(sql`a.ferme_le is null and a.mot_de_passe is null`)
  if (filtre.etat === 'ferme') conditions.push(sql`a.ferme_le is not null`)
  const { cle, decroit } = lireTri(filtre.tri, ['nom', 'courriel', 'vu'], 'nom')
  const cles = { nom: [sql`a.nom`], courriel: [sql`lower(a.courriel)`], vu: [dateOuRien(VISITE, decroit), sql`a.nom`] }[cle]
  const { suite, ordre } = trier({ depuis: sql`identite.agent a`, id: sql`a.id`, cles, decroit, apres: filtre.apres })
  const { rows } = await sql<Agent>`${lignes} where ${sql.join([...conditions, suite], sql` and `)} order by ${ordre} limit ${filtre.limite}`.execute(db)
  return rows
}

/** Opens an account by invitation and returns the secret of its link. The address is unique (constraint `agent_courriel`). */
export async function insertAgent(tx: Tx, a: { id: string; nom: string; courriel: string; rattachement: string; invitePar: string | null; maintenant: Date }): Promise<string> {
  await sql`insert into identite.agent (id, nom, courriel, rattachement, invite_par, cree_le)
    values (${a.id}, ${a.nom}, ${a.courriel}, ${a.rattachement}, ${a.invitePar}, ${a.maintenant})`.execute(tx)
  return renewInvitation(tx, a.id, a.maintenant)
}

/** A new link for an invitation; the former one loses its use. */
export async function renewInvitation(tx: Tx, id: string, maintenant: Date): Promise<string> {
  const jeton = nouveauSecret()
  await sql`update identite.agent set invite_empreinte = ${empreinte(jeton)}, invite_expire_le = ${new Date(maintenant.getTime() + JOURS_INVITATION * JOUR)} where id = ${id}`.execute(tx)
  return jeton
}

/** A link to choose a new password, good for one hour. */
export async function insertOubli(tx: Tx, id: string, maintenant: Date): Promise<string> {
  const jeton = nouveauSecret()
  await sql`update identite.agent set oubli_empreinte = ${empreinte(jeton)}, oubli_expire_le = ${new Date(maintenant.getTime() + 3_600_000)} where id = ${id}`.execute(tx)
  return jeton
}

export type Lien = { id: string; nom: string; courriel: string }

/** The agent of a link that has its use. */
export async function findLien(db: Db, usage: 'invitation' | 'oubli', jeton: string, maintenant: Date): Promise<Lien | undefined> {
  const ou = usage === 'invitation' ? sql`invite_empreinte = ${empreinte(jeton)} and invite_expire_le > ${maintenant}` : sql`oubli_empreinte = ${empreinte(jeton)} and oubli_expire_le > ${maintenant}`
  const { rows } = await sql<Lien>`select id, nom, courriel from identite.agent where ${ou} and ferme_le is null`.execute(db)
  return rows[0]
}

/** Sets a password by a link, which is then used up. False when the link has served meanwhile. */
export async function updateMotDePasseParLien(tx: Tx, usage: 'invitation' | 'oubli', jeton: string, hache: string): Promise<boolean> {
  const lien = usage === 'invitation' ? sql`invite_empreinte = ${empreinte(jeton)}` : sql`oubli_empreinte = ${empreinte(jeton)}`
  const fait = await sql`update identite.agent set mot_de_passe = ${hache}, invite_empreinte = null, invite_expire_le = null, oubli_empreinte = null, oubli_expire_le = null
    where ${lien} and ferme_le is null`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** Changes an agent's own password; links that were waiting lose their use. */
export async function updateMotDePasse(tx: Tx, id: string, hache: string): Promise<void> {
  await sql`update identite.agent set mot_de_passe = ${hache}, invite_empreinte = null, invite_expire_le = null, oubli_empreinte = null, oubli_expire_le = null where id = ${id}`.execute(tx)
}

/** Changes what the administrator may change of an agent. */
export async function updateAgent(tx: Tx, id: string, a: { nom: string; rattachement: string }): Promise<void> {
  await sql`update identite.agent set nom = ${a.nom}, rattachement = ${a.rattachement} where id = ${id}`.execute(tx)
}

/** Closes an account: its sessions end and its posts too, today. `jour` is YYYY-MM-DD in Porto-Novo. */
export async function closeAgent(tx: Tx, id: string, jour: string, maintenant: Date): Promise<void> {
  await sql`update identite.agent set ferme_le = ${maintenant}, invite_empreinte = null, oubli_empreinte = null where id = ${id} and ferme_le is null`.execute(tx)
  await sql`update identite.session set fermee_le = ${maintenant} where personne_id = ${id} and fermee_le is null`.execute(tx)
  await sql`update identite.affectation set au = greatest(du, ${jour}::date) where agent_id = ${id} and (au is null or au > ${jour}::date)`.execute(tx)
}

/** Opens a closed account again. Posts are not given back. */
export async function reopenAgent(tx: Tx, id: string): Promise<void> {
  await sql`update identite.agent set ferme_le = null where id = ${id}`.execute(tx)
}

/** Keeps a confirmed authenticator, encrypted, with the step of the code that confirmed it. */
export async function updateTotp(tx: Tx, id: string, chiffre: Buffer, pas: number, maintenant: Date): Promise<void> {
  await sql`update identite.agent set totp = ${chiffre}, totp_confirme_le = ${maintenant}, totp_dernier_pas = ${pas} where id = ${id}`.execute(tx)
}

/** Removes the authenticator and its recovery codes; `tout` removes the passkeys too (a lost phone). */
export async function removeTotp(tx: Tx, id: string, tout: boolean): Promise<void> {
  await sql`update identite.agent set totp = null, totp_confirme_le = null where id = ${id}`.execute(tx)
  await sql`delete from identite.code_secours where agent_id = ${id}`.execute(tx)
  if (tout) await sql`delete from identite.cle_acces where agent_id = ${id}`.execute(tx)
}

/** Replaces the recovery codes; only their hashes are kept. */
export async function replaceCodesSecours(tx: Tx, id: string, codes: readonly string[]): Promise<void> {
  await sql`delete from identite.code_secours where agent_id = ${id}`.execute(tx)
  for (const code of codes) await sql`insert into identite.code_secours (agent_id, empreinte) values (${id}, ${empreinte(code)})`.execute(tx)
}
