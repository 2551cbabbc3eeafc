/** Files as another system reads them: by place, procedure and rank, without what was answered. */
import { sql } from '../../kernel/db/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { Etat } from './dossier.ts'

export type LigneReleve = { id: string; numero: string; demarche: string; version: number; etat: Etat; territoire: string; creeLe: Date; deposeLe: Date; station: string | null; attend: string[] }
export type FiltreReleve = { demarche?: string; ids?: readonly string[]; /** A key of a post that the file waits for. */ attendu?: string; /** Only those that wait for somebody of the administration. */ aTraiter?: boolean; tri: 'id' | 'cree' | 'echeance' | 'demarche'; decroit: boolean; depuis: number; nombre: number }

const CLES = { id: sql`id`, cree: sql`cree_le`, echeance: sql`echeance`, demarche: sql`demarche` }

/** Filed requests of a territory (or only those named by `ids`, still inside it), from a rank on. What agents ask for themselves is not there. */
export async function listReleve(db: Db, portee: Portee, f: FiltreReleve): Promise<LigneReleve[]> {
  const et = [sql`etat <> 'brouillon'`, sql`not interne`, sql`archive_le is null`, sql`efface_le is null`]
  if (portee.codes !== null) et.push(sql`territoire = any(${portee.codes})`)
  if (f.demarche) et.push(sql`demarche = ${f.demarche}`)
  if (f.ids) et.push(sql`id = any(${[...f.ids]}::uuid[])`)
  if (f.attendu) et.push(sql`attend @> ${[f.attendu]}::text[]`)
  if (f.aTraiter) et.push(sql`station is not null and etat in ('depose', 'soumis', 'propose')`)
  const sens = f.decroit ? sql`desc` : sql`asc`
  const { rows } = await sql<LigneReleve>`select id, numero, demarche, version, etat, territoire, cree_le, depose_le, station, attend from demarches.dossier
    where ${sql.join(et, sql` and `)} order by ${CLES[f.tri]} ${sens} nulls last, id ${sens} offset ${f.depuis} limit ${f.nombre}`.execute(db)
  return rows
}

export type Bilan = { debut: string | null; accordes: number; renvoyes: number; refuses: number }

/**
 * Decisions and requests for papers of a territory between two days (Porto-Novo, both included), by day, week, month or year, or all together.
 * `operateur` and `role` are the two parts of the name under which acts are shown: « A. K., Chef d’arrondissement ».
 */
export async function compterBilan(db: Db, portee: Portee, f: { du?: string; au?: string; demarche?: string; operateur?: string; role?: string; pas?: 'day' | 'week' | 'month' | 'year' }): Promise<Bilan[]> {
  const jour = sql`(e.le at time zone 'Africa/Porto-Novo')`
  const et = [sql`e.genre in ('signe', 'accorde', 'refuse', 'complement')`, sql`not d.interne`]
  if (portee.codes !== null) et.push(sql`d.territoire = any(${portee.codes})`)
  if (f.du) et.push(sql`${jour}::date >= ${f.du}::date`)
  if (f.au) et.push(sql`${jour}::date <= ${f.au}::date`)
  if (f.demarche) et.push(sql`d.demarche = ${f.demarche}`)
  if (f.operateur) et.push(sql`split_part(e.par_nom, ', ', 1) = ${f.operateur}`)
  if (f.role) et.push(sql`split_part(e.par_nom, ', ', 2) = ${f.role}`)
  const { rows } = await sql<Bilan>`select b.debut, count(*) filter (where b.genre in ('signe', 'accorde'))::int as accordes, count(*) filter (where b.genre = 'complement')::int as renvoyes, count(*) filter (where b.genre = 'refuse')::int as refuses
    from (select ${f.pas ? sql`date_trunc(${f.pas}, ${jour})::date::text` : sql`null::text`} as debut, e.genre
      from demarches.evenement e join demarches.dossier d on d.id = e.dossier_id where ${sql.join(et, sql` and `)}) b
    group by b.debut order by b.debut limit 4000`.execute(db)
  return rows
}

/** The latest filed requests of a procedure in these territories, for believable data elsewhere. */
export async function listRecents(db: Db, territoires: readonly string[], demarche: string, nombre: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from demarches.dossier where territoire = any(${[...territoires]}) and demarche = ${demarche} and etat = 'depose' order by id desc limit ${nombre}`.execute(db)
  return rows.map((ligne) => ligne.id)
}
