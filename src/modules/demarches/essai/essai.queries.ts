import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { empreinteDemarche } from '../definition.ts'
import type { Demarche } from '../definition.ts'
import type { Etat } from '../dossier.ts'

/** Makes a version to be tried, or finds the one already made of the same content. Its number is below zero. */
export async function insertVersionEssai(tx: Tx, projet: string, demarche: Demarche, modele: string, maintenant: Date): Promise<number> {
  const empreinte = `essai:${projet}:${empreinteDemarche(demarche, modele)}`
  await sql`insert into demarches.definition (code, version, empreinte, contenu, modele, publiee_le, retiree_le, projet)
    select ${demarche.code}, -nextval('demarches.version_essai'), ${empreinte}, ${JSON.stringify(demarche)}::jsonb, ${modele}, ${maintenant}::timestamptz, ${maintenant}::timestamptz, ${projet}::uuid
    where not exists (select from demarches.definition where code = ${demarche.code} and empreinte = ${empreinte}) on conflict (code, empreinte) where version < 0 do nothing`.execute(tx)
  const { rows } = await sql<{ version: number }>`select version from demarches.definition where code = ${demarche.code} and empreinte = ${empreinte}`.execute(tx)
  return rows[0]!.version
}

/** The project that a version to be tried was made from. */
export async function findProjetEssaye(db: Db, code: string, version: number): Promise<string | undefined> {
  const { rows } = await sql<{ projet: string | null }>`select projet from demarches.definition where code = ${code} and version = ${version}`.execute(db)
  return rows[0]?.projet ?? undefined
}

export type LigneEssai = { id: string; numero: string | null; etat: Etat; creeLe: Date; titulaire: string }

/** The tests of a project, latest first. */
export async function listEssais(db: Db, projet: string): Promise<LigneEssai[]> {
  const { rows } = await sql<LigneEssai>`select d.id, d.numero, d.etat, d.cree_le, d.titulaire from demarches.dossier d join demarches.definition f on f.code = d.demarche and f.version = d.version
    where f.projet = ${projet} order by d.cree_le desc, d.id desc limit 50`.execute(db)
  return rows
}

/** Ids of the tests of a project, or of all those begun before a moment. */
export async function listIdsEssais(db: Db, quels: { projet: string } | { avant: Date }): Promise<string[]> {
  const ceux = 'projet' in quels ? sql`f.projet = ${quels.projet}` : sql`d.cree_le < ${quels.avant}`
  const { rows } = await sql<{ id: string }>`select d.id from demarches.dossier d join demarches.definition f on f.code = d.demarche and f.version = d.version where d.version < 0 and ${ceux} order by d.id limit 500`.execute(db)
  return rows.map((ligne) => ligne.id)
}

export type MessageEssai = { id: string; canal: 'sms' | 'courriel' | 'interne'; destinataire: string; sujet: string; texte: string; le: Date }

/** Keeps what would have been sent. */
export async function insertMessageEssai(tx: Tx, m: MessageEssai & { dossierId: string }): Promise<void> {
  await sql`insert into demarches.message_essai (id, dossier_id, canal, destinataire, sujet, texte, le) values (${m.id}, ${m.dossierId}, ${m.canal}, ${m.destinataire}, ${m.sujet}, ${m.texte}, ${m.le})`.execute(tx)
}

/** What would have been sent about a test, oldest first. */
export async function listMessagesEssai(db: Db, dossierId: string): Promise<MessageEssai[]> {
  const { rows } = await sql<MessageEssai>`select id, canal, destinataire, sujet, texte, le from demarches.message_essai where dossier_id = ${dossierId} order by le, id`.execute(db)
  return rows
}

/**
 * Takes tests away with every row that names them, whatever the table, then the versions that nothing follows any more. Only tests: a file
 * of a published version is left alone.
 */
export async function deleteEssais(tx: Tx, ids: readonly string[]): Promise<void> {
  const siens = sql`(select id from demarches.dossier where id = any(${[...ids]}::uuid[]) and version < 0)`
  await sql`update demarches.dossier set constat_id = null, constat_requis = false where id in ${siens}`.execute(tx)
  const { rows } = await sql<{ table: string; colonne: string }>`select c.conrelid::regclass::text as table, a.attname as colonne from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] where c.contype = 'f' and c.confrelid = 'demarches.dossier'::regclass order by 1`.execute(tx)
  for (const { table, colonne } of rows) await sql`delete from ${sql.raw(table)} where ${sql.ref(colonne)} in ${siens}`.execute(tx)
  await sql`delete from demarches.dossier where id in ${siens}`.execute(tx)
  await sql`delete from demarches.definition f where f.version < 0 and not exists (select from demarches.dossier d where d.demarche = f.code and d.version = f.version)`.execute(tx)
}

/** Days are taken off every moment of a test: it is older by as much. */
export async function vieillirEssai(tx: Tx, id: string, jours: number): Promise<void> {
  const avant = sql`make_interval(days => ${jours}::int)`
  await sql`update demarches.dossier set depose_le = depose_le - ${avant}, propose_le = propose_le - ${avant}, decide_le = decide_le - ${avant}, station_echeance = station_echeance - ${jours}::int,
    horloge = coalesce((select jsonb_agg(jsonb_set(e, '{le}', to_jsonb(to_char(((e->>'le')::timestamptz - ${avant}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) order by n) from jsonb_array_elements(horloge) with ordinality t(e, n)), '[]')
    where id = ${id} and version < 0`.execute(tx)
  for (const [table, colonnes] of [['evenement', ['le']], ['constat', ['vu_le']], ['visa', ['demande_le', 'vise_le']], ['accord', ['demande_le', 'envoye_le', 'expire_le']], ['message_essai', ['le']]] as const)
    await sql`update ${sql.raw(`demarches.${table}`)} set ${sql.join(colonnes.map((c) => sql`${sql.ref(c)} = ${sql.ref(c)} - ${avant}`))} where dossier_id = ${id}`.execute(tx)
}
