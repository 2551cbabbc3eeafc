import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import { listable } from '../file.queries.ts'

export type GesteLot = 'charger' | 'repartir' | 'relancer' | 'proposer' | 'viser'
/** One gesture asked on several files. `restants`: files on which nothing has been tried yet. */
export type Lot = { id: string; par: string; geste: GesteLot; total: number; demandeLe: Date; restants: number; refuses: number }
export type LigneLot = { rang: number; dossierId: string; numero: string; detail: { agent?: string }; fait: boolean | null; phrase: string | null }

const COMPTES = sql`(select count(*) from demarches.lot_ligne g where g.lot_id = l.id and g.fait is null) as restants, (select count(*) from demarches.lot_ligne g where g.lot_id = l.id and not g.fait) as refuses`

/** A batch by id. */
export async function findLot(db: Db, id: string): Promise<Lot | undefined> {
  const { rows } = await sql<Lot>`select l.id, l.par, l.geste, l.total, l.demande_le, ${COMPTES} from demarches.lot l where l.id = ${id}`.execute(db)
  return rows[0]
}

/** The files of a batch in order, with what came of each. */
export async function listLignes(db: Db, lotId: string): Promise<LigneLot[]> {
  const { rows } = await sql<LigneLot>`select g.rang, g.dossier_id, d.numero, g.detail, g.fait, g.phrase from demarches.lot_ligne g join demarches.dossier d on d.id = g.dossier_id where g.lot_id = ${lotId} order by g.rang`.execute(db)
  return rows
}

/** Keeps a batch and its files, in the order they were chosen. */
export async function insertLot(tx: Tx, l: Pick<Lot, 'id' | 'par' | 'geste'> & { lignes: readonly { dossierId: string; detail: object }[]; maintenant: Date }): Promise<void> {
  await sql`insert into demarches.lot (id, par, geste, total, demande_le) values (${l.id}, ${l.par}, ${l.geste}, ${l.lignes.length}, ${l.maintenant})`.execute(tx)
  await sql`insert into demarches.lot_ligne (lot_id, rang, dossier_id, detail)
    select ${l.id}, rang, dossier, detail::jsonb from unnest(${l.lignes.map((g) => g.dossierId)}::uuid[], ${l.lignes.map((g) => JSON.stringify(g.detail))}::text[]) with ordinality as g(dossier, detail, rang)`.execute(tx)
}

/** The next file on which nothing has been tried, locked: two runs of a task never do the same one. */
export async function lockSuivante(tx: Tx, lotId: string): Promise<Pick<LigneLot, 'rang' | 'dossierId' | 'detail'> | undefined> {
  const { rows } = await sql<Pick<LigneLot, 'rang' | 'dossierId' | 'detail'>>`select rang, dossier_id, detail from demarches.lot_ligne where lot_id = ${lotId} and fait is null order by rang limit 1 for update`.execute(tx)
  return rows[0]
}

/** Writes what came of one file. */
export async function updateLigne(tx: Tx, lotId: string, rang: number, r: { fait: boolean; phrase: string; maintenant: Date }): Promise<void> {
  await sql`update demarches.lot_ligne set fait = ${r.fait}, phrase = ${r.phrase}, fait_le = ${r.maintenant} where lot_id = ${lotId} and rang = ${rang}`.execute(tx)
}

/** Those of these files that lie in the territory, or on which one of these posts was called, in the order given: another's number must not be learnt by naming its id. */
export async function listAttentes(db: Db, portee: Portee, cles: readonly string[], ids: readonly string[]): Promise<{ id: string; attend: string[]; titulaire: string | null }[]> {
  const { rows } = await sql<{ id: string; attend: string[]; titulaire: string | null }>`select id, attend, titulaire from demarches.dossier where id = any(${[...ids]}::uuid[]) and ${listable(portee, cles)} order by array_position(${[...ids]}::uuid[], id)`.execute(db)
  return rows
}
