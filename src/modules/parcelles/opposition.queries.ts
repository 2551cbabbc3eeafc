import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { Opposition } from './opposition.ts'
import { dans } from './parcelle.queries.ts'
import type { Identite } from './parcelle.ts'

const CHAMPS = sql`o.id, o.parcelle_id, o.objet, o.demandeur, o.motif, o.lieu, o.du, o.au, o.source, o.verifie, o.levee_le, o.levee_motif, o.publie_le`

/** The notices about a parcel, latest first. */
export async function listOppositions(db: Db, parcelleId: string): Promise<Opposition[]> {
  const { rows } = await sql<Opposition>`select ${CHAMPS} from parcelles.opposition o where parcelle_id = ${parcelleId} order by du desc, id desc`.execute(db)
  return rows
}

/** One notice, with the territory of its parcel. */
export async function findOpposition(db: Db, id: string): Promise<(Opposition & { territoire: string }) | undefined> {
  const { rows } = await sql<Opposition & { territoire: string }>`select ${CHAMPS}, p.territoire from parcelles.opposition o join parcelles.parcelle p on p.id = o.parcelle_id where o.id = ${id}`.execute(db)
  return rows[0]
}

/** The notice, locked until the end of the transaction. */
export async function lockOpposition(tx: Tx, id: string): Promise<Opposition> {
  const { rows } = await sql<Opposition>`select ${CHAMPS} from parcelles.opposition o where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Error(`Avis ${id} absent`)
  return rows[0]
}

export async function insertOpposition(tx: Tx, o: Omit<Opposition, 'verifie' | 'leveeLe' | 'leveeMotif'>, par: string): Promise<void> {
  await sql`insert into parcelles.opposition (id, parcelle_id, objet, demandeur, motif, lieu, du, au, source, publie_par, publie_le)
    values (${o.id}, ${o.parcelleId}, ${o.objet}, ${o.demandeur}, ${o.motif}, ${o.lieu}, ${o.du}, ${o.au}, ${o.source}, ${par}, ${o.publieLe})`.execute(tx)
}

/** Ends a notice before its last day, and says why. */
export async function updateLevee(tx: Tx, id: string, leveeLe: string, motif: string): Promise<void> {
  await sql`update parcelles.opposition set levee_le = ${leveeLe}::date, levee_motif = ${motif} where id = ${id}`.execute(tx)
}

/** Says that somebody has confirmed the period with what fixes it. */
export async function updateVerifie(tx: Tx, id: string, source: string): Promise<void> {
  await sql`update parcelles.opposition set verifie = true, source = ${source} where id = ${id}`.execute(tx)
}

export type Contestation = { id: string; oppositionId: string; nom: string; motif: string; recueLe: string }

/** What was received against the notices of a parcel. */
export async function listContestations(db: Db, parcelleId: string): Promise<Contestation[]> {
  const { rows } = await sql<Contestation>`select c.id, c.opposition_id, c.nom, c.motif, c.recue_le from parcelles.contestation c
    join parcelles.opposition o on o.id = c.opposition_id where o.parcelle_id = ${parcelleId} order by c.recue_le, c.id`.execute(db)
  return rows
}

export async function insertContestation(tx: Tx, c: Contestation, par: string, maintenant: Date): Promise<void> {
  await sql`insert into parcelles.contestation (id, opposition_id, nom, motif, recue_le, par, cree_le) values (${c.id}, ${c.oppositionId}, ${c.nom}, ${c.motif}, ${c.recueLe}, ${par}, ${maintenant})`.execute(tx)
}

/** A notice as everybody may read it: the parcel, the period, the place; nobody's name. */
export type AvisPublic = Identite & { id: string; territoire: string; commune: string; quartier: string; objet: Opposition['objet']; lieu: string; du: string; au: string; source: string; verifie: boolean; leveeLe: string | null }

/** Public notices that run or have not begun on a day, those that end first; with `finis`, those of the last year too. */
export async function listAvisPublics(db: Db, filtre: { jour: string; commune?: string | undefined; finis: boolean; limite: number }): Promise<AvisPublic[]> {
  const { rows } = await sql<AvisPublic>`select o.id, p.territoire, p.commune, p.quartier, p.lotissement, p.tranche, p.lot, p.parcelle, p.el, o.objet, o.lieu, o.du, o.au, o.source, o.verifie, o.levee_le
    from parcelles.opposition o join parcelles.parcelle p on p.id = o.parcelle_id
    where ${filtre.finis ? sql`(o.au < ${filtre.jour}::date or o.levee_le is not null) and o.au > ${filtre.jour}::date - 366` : sql`o.au >= ${filtre.jour}::date and o.levee_le is null`}
      and ${filtre.commune ? sql`p.commune = ${filtre.commune}` : sql`true`}
    order by ${filtre.finis ? sql`o.au desc` : sql`o.au`}, o.id limit ${filtre.limite}`.execute(db)
  return rows
}

/** Notices of a territory that end from `de` to `a`, those that end first. */
export async function listFinissant(db: Db, portee: Portee, de: string, a: string): Promise<(Opposition & Identite)[]> {
  const { rows } = await sql<Opposition & Identite>`select ${CHAMPS}, p.lotissement, p.tranche, p.lot, p.parcelle, p.el from parcelles.opposition o join parcelles.parcelle p on p.id = o.parcelle_id
    where o.levee_le is null and o.au between ${de}::date and ${a}::date and ${dans(portee)} order by o.au, o.id limit 100`.execute(db)
  return rows
}

/** Those of these parcels about which a notice runs on a day. */
export async function listEnAvis(db: Db, parcelles: readonly string[], jour: string): Promise<string[]> {
  const { rows } = await sql<{ parcelleId: string }>`select distinct parcelle_id from parcelles.opposition where parcelle_id = any(${[...parcelles]}::uuid[]) and levee_le is null and ${jour}::date between du and au`.execute(db)
  return rows.map((r) => r.parcelleId)
}
