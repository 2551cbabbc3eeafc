import { uuidv7 } from '../../lib/uuid.ts'
import { lireTri } from '../../lib/liste.ts'
import { sql, trier } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'

export type Canal = 'sms' | 'courriel' | 'interne'
export type Message = {
  id: string; cle: string; canal: Canal; destinataire: string; sujet: string; texte: string; objet: string; lien: string | null
  secret: boolean; creeLe: Date; aMasquer: string | null; envoyeLe: Date | null; essais: number; erreur: string | null; luLe: Date | null
}

/** Writes a message to send; the same key a second time writes nothing. Returns its id when it is new. */
export async function insertMessage(
  tx: Tx,
  m: { cle: string; canal: Canal; destinataire: string; sujet: string; texte: string; objet: string; lien?: string; secret?: boolean; masquer?: string; maintenant: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into notifications.message (id, cle, canal, destinataire, sujet, texte, objet, lien, secret, a_masquer, cree_le, envoye_le)
    values (${uuidv7(m.maintenant.getTime())}, ${m.cle}, ${m.canal}, ${m.destinataire}, ${m.sujet}, ${m.texte}, ${m.objet}, ${m.lien ?? null}, ${m.secret ?? false}, ${m.masquer ?? null},
      ${m.maintenant}, ${m.canal === 'interne' ? m.maintenant : null}) on conflict (cle) do nothing returning id`.execute(tx)
  return rows[0]?.id
}

/** A message that is still to be sent. */
export async function findMessageASortir(db: Db, id: string): Promise<Message | undefined> {
  const { rows } = await sql<Message>`select * from notifications.message where id = ${id} and envoye_le is null`.execute(db)
  return rows[0]
}

/** What became of these messages: handed to their carrier, still waiting, or refused and why. */
export async function listEnvois(db: Db, ids: readonly string[]): Promise<Map<string, Pick<Message, 'envoyeLe' | 'erreur'>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Pick<Message, 'id' | 'envoyeLe' | 'erreur'>>`select id, envoye_le, erreur from notifications.message where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, envoyeLe, erreur }) => [id, { envoyeLe, erreur }]))
}

/** Forgets what was ever written about an object, to whomever. One-time codes name no object: see purgerSecrets. */
export async function effacerMessages(tx: Tx, objet: string): Promise<void> {
  await sql`delete from notifications.message where objet = ${objet}`.execute(tx)
}

/** Forgets to whom one-time codes and links were sent before a moment when none of them opens anything any more. */
export async function purgerSecrets(tx: Tx, avant: Date): Promise<void> {
  await sql`delete from notifications.message where secret and cree_le < ${avant}`.execute(tx)
}

/** How many messages about an object, whose key begins so, were written since a date; and when the last one was for this person. */
export async function compterMessages(db: Db, m: { objet: string; prefixe: string; destinataire: string; depuis: Date }): Promise<{ n: number; dernier: Date | null }> {
  const { rows } = await sql<{ n: number; dernier: Date | null }>`select count(*)::int as n, max(cree_le) filter (where destinataire = ${m.destinataire}) as dernier from notifications.message
    where objet = ${m.objet} and starts_with(cle, ${m.prefixe}) and cree_le > ${m.depuis}`.execute(db)
  return rows[0]!
}

/** Marks a message as handed to its carrier; a one-time code, or what opens a file, is then wiped from the text. */
export async function updateEnvoye(tx: Tx, id: string, maintenant: Date, garderTexte: boolean): Promise<void> {
  await sql`update notifications.message set envoye_le = ${maintenant}, essais = essais + 1, erreur = null,
    texte = case when ${garderTexte} then texte when secret then 'Code envoyé' when a_masquer is not null then replace(texte, a_masquer, '•••••') else texte end where id = ${id}`.execute(tx)
}

/** Keeps why a carrier refused; the queue tries again later. */
export async function updateEchec(tx: Tx, id: string, erreur: string): Promise<void> {
  await sql`update notifications.message set essais = essais + 1, erreur = ${erreur.slice(0, 300)} where id = ${id}`.execute(tx)
}

/** What was written to a person's account, latest first, at most 100. */
export async function listMessagesDe(db: Db, destinataire: string): Promise<Message[]> {
  const { rows } = await sql<Message>`select * from notifications.message where canal = 'interne' and destinataire = ${destinataire} order by cree_le desc limit 100`.execute(db)
  return rows
}

/** How many of them have not been marked as read. */
export async function countNonLus(db: Db, destinataire: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from notifications.message where canal = 'interne' and destinataire = ${destinataire} and lu_le is null`.execute(db)
  return rows[0]?.n ?? 0
}

/** Marks a person's messages as read. */
export async function updateLus(tx: Tx, destinataire: string, maintenant: Date): Promise<void> {
  await sql`update notifications.message set lu_le = ${maintenant} where canal = 'interne' and destinataire = ${destinataire} and lu_le is null`.execute(tx)
}

export type FiltreMessages = { cherche?: string; canal?: string; etat?: string; tri?: string; apres?: string; limite?: number }

/** Messages of the outbox, latest first unless `tri` says otherwise, 50 at a time. */
export async function listMessages(db: Db, filtre: FiltreMessages = {}): Promise<Message[]> {
  const conditions = [sql`true`]
  if (filtre.cherche) conditions.push(sql`strpos(db.sans_accent(m.sujet), db.sans_accent(${filtre.cherche.trim()})) > 0`)
  if (filtre.canal) conditions.push(sql`m.canal = ${filtre.canal}`)
  if (filtre.etat === 'parti') conditions.push(sql`m.envoye_le is not null`)
  if (filtre.etat === 'attente') conditions.push(sql`m.envoye_le is null and m.erreur is null`)
  if (filtre.etat === 'refuse') conditions.push(sql`m.envoye_le is null and m.erreur is not null`)
  const { cle, decroit } = lireTri(filtre.tri, ['quand', 'message'], '-quand')
  const cles = cle === 'quand' ? [sql`m.cree_le`] : [sql`m.sujet`, sql`m.cree_le`]
  const { suite, ordre } = trier({ depuis: sql`notifications.message m`, id: sql`m.id`, cles, decroit, apres: filtre.apres })
  const { rows } = await sql<Message>`select m.* from notifications.message m where ${sql.join([...conditions, suite], sql` and `)} order by ${ordre} limit ${filtre.limite ?? 50}`.execute(db)
  return rows
}
