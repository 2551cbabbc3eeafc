/** Which outlines overlap: compared by a task after they are drawn, asked by the list and by imports. */
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { Contour } from './geometrie/plan-local.ts'

/** Boxes that meet one outline at most, as on its own page. */
const AUTOUR_AU_PLUS = 400
/**
 * Square degrees that two boxes must share, about 0.1 m²: less than any tolerance between two plots, and enough to leave out neighbours
 * that only share a side.
 */
const BOITES_COMMUNES = 1e-11

/** Parcels whose outline was drawn or moved since it was last compared, locked: another task takes others. */
export async function lockAComparer(tx: Tx, limite: number): Promise<{ id: string; contour: Contour | null }[]> {
  const { rows } = await sql<{ id: string; contour: Contour | null }>`select id, contour from parcelles.parcelle where compare_le is null and close_le is null order by id limit ${limite} for update skip locked`.execute(tx)
  return rows
}

/** The living parcels whose box shares something with that of one of these, by the index on boxes. */
export async function listBoitesCommunes(tx: Tx, ids: readonly string[]): Promise<{ id: string; autre: string; contour: Contour }[]> {
  const { rows } = await sql<{ id: string; autre: string; contour: Contour }>`select p.id, o.id as autre, o.contour from parcelles.parcelle p cross join lateral (
      select o.id, o.contour from parcelles.parcelle o where o.close_le is null and o.emprise && p.emprise and o.id <> p.id
        and (least(o.est, p.est) - greatest(o.ouest, p.ouest)) * (least(o.nord, p.nord) - greatest(o.sud, p.sud)) > ${BOITES_COMMUNES}::float8 limit ${AUTOUR_AU_PLUS}) o
    where p.id = any(${[...ids]}::uuid[]) and p.contour is not null`.execute(tx)
  return rows
}

export type Chevauchement = { id: string; autre: string; commun: number }

/** Writes what overlaps these parcels now, in place of what did. */
export async function remplacerChevauchements(tx: Tx, ids: readonly string[], trouves: readonly Chevauchement[], maintenant: Date): Promise<void> {
  await deleteChevauchements(tx, ids)
  const deux = trouves.flatMap((t) => [t, { id: t.autre, autre: t.id, commun: t.commun }])
  await sql`insert into parcelles.chevauchement (parcelle_id, autre_id, commun) select distinct on (id, autre) id, autre, commun from jsonb_to_recordset(${JSON.stringify(deux)}::jsonb) as x(id uuid, autre uuid, commun float8)
    on conflict (parcelle_id, autre_id) do update set commun = excluded.commun`.execute(tx)
  await sql`update parcelles.parcelle set compare_le = ${maintenant} where id = any(${[...ids]}::uuid[])`.execute(tx)
}

/** Parcels that are history, or about to be compared again, overlap nothing. */
export async function deleteChevauchements(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`delete from parcelles.chevauchement where parcelle_id = any(${[...ids]}::uuid[]) or autre_id = any(${[...ids]}::uuid[])`.execute(tx)
}

/** What overlaps parcel `p` among what this reader may know. */
export const autresDe = (portee: Portee) => sql`from parcelles.chevauchement c join parcelles.parcelle o on o.id = c.autre_id
  where o.close_le is null and ${portee.codes === null ? sql`true` : sql`o.territoire = any(${portee.codes})`}`

/** Outlines that wait to be compared, where this reader may look. */
export async function countAComparer(db: Db, portee: Portee): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from parcelles.parcelle p where compare_le is null and close_le is null and ${portee.codes === null ? sql`true` : sql`p.territoire = any(${portee.codes})`}`.execute(db)
  return rows[0]?.n ?? 0
}

export type DeImport = { suivies: number; empietent: number; attendent: number }
/** Of the parcels that an import wrote: how many are known (none, of an import of before they were), overlap another, wait to be compared. */
export async function countDeImport(db: Db, portee: Portee, importationId: string): Promise<DeImport> {
  const { rows } = await sql<DeImport>`select count(*) as suivies, count(*) filter (where exists (select ${autresDe(portee)} and c.parcelle_id = p.id)) as empietent, count(*) filter (where p.compare_le is null) as attendent
    from parcelles.parcelle p where p.close_le is null and p.id in (select e.parcelle_id from parcelles.evenement e where e.importation_id = ${importationId})`.execute(db)
  return rows[0] ?? { suivies: 0, empietent: 0, attendent: 0 }
}
