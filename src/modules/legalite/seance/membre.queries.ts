import { Introuvable } from '../../../lib/erreurs.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Membre } from './membre.ts'

const CHAMPS = sql`m.id, m.commune, m.nom, m.qualite, m.rang, m.telephone, m.courriel, m.du::text as du, m.au::text as au`

/** The members of a council, those who sit first, in their rank. */
export async function listMembres(db: Db, commune: string, portee: Portee): Promise<Membre[]> {
  if (!portee.contient(commune)) return []
  const { rows } = await sql<Membre>`select ${CHAMPS} from legalite.membre m where m.commune = ${commune} order by m.au is not null, m.rang, m.nom, m.id limit 500`.execute(db)
  return rows
}

/** Who sits in that council on a day, YYYY-MM-DD, in their rank. */
export async function listEnExercice(db: Db, commune: string, jour: string): Promise<Membre[]> {
  const { rows } = await sql<Membre>`select ${CHAMPS} from legalite.membre m where m.commune = ${commune} and m.du <= ${jour}::date and (m.au is null or m.au >= ${jour}::date) order by m.rang, m.nom, m.id`.execute(db)
  return rows
}

/** The commune of a member: asked before every door. */
export async function findCommuneMembre(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ commune: string }>`select commune from legalite.membre where id = ${id}`.execute(db)
  return rows[0]?.commune
}

/** One member. Throws `Introuvable` outside these communes. */
export async function getMembre(db: Db, id: string, portee: Portee): Promise<Membre> {
  const { rows } = await sql<Membre>`select ${CHAMPS} from legalite.membre m where m.id = ${id}`.execute(db)
  if (!rows[0] || !portee.contient(rows[0].commune)) throw new Introuvable()
  return rows[0]
}

/** The same for writing: nobody else changes it until the end of the transaction. */
export async function lockMembre(tx: Tx, id: string, portee: Portee): Promise<Membre> {
  const { rows } = await sql<Membre>`select ${CHAMPS} from legalite.membre m where m.id = ${id} for update`.execute(tx)
  if (!rows[0] || !portee.contient(rows[0].commune)) throw new Introuvable()
  return rows[0]
}

/** Writes members, in one question however many. */
export async function insertMembres(tx: Tx, membres: readonly Membre[]): Promise<void> {
  if (membres.length === 0) return
  await sql`insert into legalite.membre (id, commune, nom, qualite, rang, telephone, courriel, du, au)
    select * from jsonb_to_recordset(${JSON.stringify(membres)}::jsonb) as m(id uuid, commune text, nom text, qualite text, rang int, telephone text, courriel text, du date, au date)`.execute(tx)
}

/** Corrects what was typed of a member. */
export async function updateMembre(tx: Tx, id: string, m: Omit<Membre, 'id' | 'commune' | 'au'>): Promise<void> {
  await sql`update legalite.membre set nom = ${m.nom}, qualite = ${m.qualite}, rang = ${m.rang}, telephone = ${m.telephone}, courriel = ${m.courriel}, du = ${m.du}::date where id = ${id}`.execute(tx)
}

/** Ends a mandate: the last day somebody sits. */
export async function updateFinMandat(tx: Tx, id: string, au: string): Promise<void> {
  await sql`update legalite.membre set au = ${au}::date where id = ${id}`.execute(tx)
}
