import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Detention } from './detention.ts'

const CHAMPS = sql`id, parcelle_id, genre, nom, piece, mode, acte, du, au`

/** Every holder of a parcel, the present one first. */
export async function listDetentions(db: Db, parcelleId: string): Promise<Detention[]> {
  const { rows } = await sql<Detention>`select ${CHAMPS} from parcelles.detention where parcelle_id = ${parcelleId} order by coalesce(au, 'infinity') desc, coalesce(du, '-infinity') desc, cree_le desc`.execute(db)
  return rows
}

/** The holders of today of several parcels. */
export async function listCourantes(db: Db, parcelles: readonly string[]): Promise<Detention[]> {
  const { rows } = await sql<Detention>`select ${CHAMPS} from parcelles.detention where parcelle_id = any(${[...parcelles]}::uuid[]) and au is null`.execute(db)
  return rows
}

/** Ends the present holding of these parcels on a day: the next one begins that day. */
export async function closeDetentions(tx: Tx, parcelles: readonly string[], jour: string): Promise<void> {
  await sql`update parcelles.detention set au = ${jour}::date where parcelle_id = any(${[...parcelles]}::uuid[]) and au is null`.execute(tx)
}

/** Writes holdings, all in one statement. Two that cross are refused by the database. */
export async function insertDetentions(tx: Tx, lignes: readonly Detention[], par: string, maintenant: Date): Promise<void> {
  if (lignes.length === 0) return
  await sql`insert into parcelles.detention (id, parcelle_id, genre, nom, piece, mode, acte, du, au, cree_par, cree_le)
    select id, "parcelleId", genre, nom, piece, mode, acte, du, au, ${par}, ${maintenant}
    from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as x(id uuid, "parcelleId" uuid, genre text, nom text, piece text, mode text, acte text, du date, au date)`.execute(tx)
}
