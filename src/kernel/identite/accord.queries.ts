import { uuidv7 } from '../../lib/uuid.ts'
import { Introuvable } from '../../lib/erreurs.ts'
import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'

/** Plain values only: what is asked is kept as JSON until somebody else grants it. */
export type DonneesAccord = { [cle: string]: string | number | boolean | null | string[] }
/** Something one person must not do alone. `libelle` is the sentence both persons read. */
export type Accord = {
  id: string; genre: string; libelle: string; donnees: DonneesAccord; demandePar: string; demandeur: string; demandeLe: Date; expireLe: Date
  tranchePar: string | null; trancheur: string | null; trancheLe: Date | null; accorde: boolean | null
}

const lignes = sql`select c.*, d.nom as demandeur, t.nom as trancheur from identite.accord c
  join identite.agent d on d.id = c.demande_par left join identite.agent t on t.id = c.tranche_par`

/** Requests: those that wait (oldest first), or those that were settled or ran out, the last first. */
export async function listAccords(db: Db, quoi: 'attente' | 'tranches', maintenant: Date): Promise<Accord[]> {
  const suite = quoi === 'attente' ? sql`where c.tranche_le is null and c.expire_le > ${maintenant} order by c.demande_le` : sql`where c.tranche_le is not null or c.expire_le <= ${maintenant} order by coalesce(c.tranche_le, c.expire_le) desc limit 10000`
  const { rows } = await sql<Accord>`${lignes} ${suite}`.execute(db)
  return rows
}

/** How many requests wait for somebody else than this agent. */
export async function countAccords(db: Db, saufDe: string, maintenant: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from identite.accord where tranche_le is null and expire_le > ${maintenant} and demande_par <> ${saufDe}`.execute(db)
  return rows[0]?.n ?? 0
}

/** Writes a request. Returns its id. */
export async function insertAccord(tx: Tx, a: { genre: string; libelle: string; donnees: DonneesAccord; demandePar: string; expireLe: Date; maintenant: Date }): Promise<string> {
  const id = uuidv7(a.maintenant.getTime())
  await sql`insert into identite.accord (id, genre, libelle, donnees, demande_par, demande_le, expire_le)
    values (${id}, ${a.genre}, ${a.libelle}, ${JSON.stringify(a.donnees)}::jsonb, ${a.demandePar}, ${a.maintenant}, ${a.expireLe})`.execute(tx)
  return id
}

/** The request, locked until the end of the transaction. */
export async function lockAccord(tx: Tx, id: string): Promise<Accord> {
  await sql`select from identite.accord where id = ${id} for update`.execute(tx)
  const { rows } = await sql<Accord>`${lignes} where c.id = ${id}`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** Settles a request. The database itself refuses that somebody grants his own (`accord_deux_personnes`). */
export async function updateTranche(tx: Tx, id: string, par: string, accorde: boolean, maintenant: Date): Promise<void> {
  await sql`update identite.accord set tranche_par = ${par}, tranche_le = ${maintenant}, accorde = ${accorde} where id = ${id}`.execute(tx)
}
