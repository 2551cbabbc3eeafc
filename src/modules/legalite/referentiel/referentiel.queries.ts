import { createHash } from 'node:crypto'
import { Introuvable } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { parBase, sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { SCHEMAS } from './schemas.ts'
import type { Corps, Genre } from './schemas.ts'

/** A published list: it never changes, so a process that has read it once keeps it. */
export type Version<G extends Genre = Genre> = { id: string; genre: G; territoire: string; version: number; du: string; corps: Corps<G>; note: string; publieLe: Date; publieParNom: string }

const lues = parBase(() => new Map<string, Version>())
const CHAMPS = sql`r.id, r.genre, r.territoire, r.version, r.du::text as du, r.corps, r.note, r.publie_le, r.publie_par_nom`

async function charger(db: Db, ids: readonly string[]): Promise<void> {
  const gardees = lues(db)
  const manquent = ids.filter((id) => !gardees.has(id))
  if (manquent.length === 0) return
  const { rows } = await sql<Version>`select ${CHAMPS} from legalite.referentiel r where r.id = any(${manquent}::uuid[])`.execute(db)
  for (const r of rows) gardees.set(r.id, { ...r, corps: SCHEMAS[r.genre].parse(r.corps) as Corps<Genre> })
}

/** One published version. Throws `Introuvable`. */
export async function getVersion<G extends Genre>(db: Db, id: string): Promise<Version<G>> {
  await charger(db, [id])
  const lue = lues(db).get(id)
  if (!lue) throw new Introuvable()
  return lue as Version<G>
}

/** Ids of what is in force on a day (YYYY-MM-DD), by kind: the country's, and beside it the prefecture's own where it has one. */
export type Courants = Readonly<Record<Genre, string>> & { locale?: string }

/** What is in force on that day. `prefecture`: code of the département whose own strategy is also wanted. Throws when a kind was never seeded. */
export async function listCourants(db: Db, jour: string, prefecture?: string): Promise<Courants> {
  const { rows } = await sql<{ genre: Genre; territoire: string; id: string }>`select distinct on (genre, territoire) genre, territoire, id from legalite.referentiel
    where territoire = any(${['BJ', ...(prefecture ? [prefecture] : [])]}::text[]) and du <= ${jour}::date order by genre, territoire, du desc, version desc`.execute(db)
  const pays = Object.fromEntries(rows.filter((r) => r.territoire === 'BJ').map((r) => [r.genre, r.id])) as Record<Genre, string>
  for (const genre of Object.keys(SCHEMAS)) if (!(genre in pays)) throw new Error(`Aucune version de « ${genre} » n’est en vigueur le ${jour}`)
  const locale = rows.find((r) => r.territoire !== 'BJ' && r.genre === 'strategie')?.id
  return { ...pays, ...(locale ? { locale } : {}) }
}

/** The list of one kind in force on that day, read. */
export async function getCourant<G extends Genre>(db: Db, genre: G, jour: string): Promise<Version<G>> {
  const { rows } = await sql<{ id: string }>`select id from legalite.referentiel where genre = ${genre} and territoire = 'BJ' and du <= ${jour}::date order by du desc, version desc limit 1`.execute(db)
  if (!rows[0]) throw new Error(`Aucune version de « ${genre} » n’est en vigueur le ${jour}`)
  return getVersion<G>(db, rows[0].id)
}

/** Every version of a kind, newest first. */
export async function listVersions(db: Db, genre: Genre, territoire = 'BJ'): Promise<Version[]> {
  const { rows } = await sql<Version>`select ${CHAMPS} from legalite.referentiel r where r.genre = ${genre} and r.territoire = ${territoire} order by r.version desc limit 200`.execute(db)
  return rows
}

const empreinteDe = (corps: unknown): string => createHash('sha256').update(JSON.stringify(corps)).digest('hex')

/** Publishes a list from a day on. Returns nothing when it is word for word the one before. The corps is read through its schema first. */
export async function insertVersion(tx: Tx, v: { genre: Genre; territoire?: string; du: string; corps: unknown; note: string; par: string; parNom: string; maintenant: Date }): Promise<{ id: string; version: number } | undefined> {
  const territoire = v.territoire ?? 'BJ'
  const corps = SCHEMAS[v.genre].parse(v.corps)
  const empreinte = empreinteDe(corps)
  const { rows } = await sql<{ version: number; empreinte: string }>`select version, empreinte from legalite.referentiel where genre = ${v.genre} and territoire = ${territoire} order by version desc limit 1`.execute(tx)
  if (rows[0]?.empreinte === empreinte) return undefined
  const [id, version] = [uuidv7(v.maintenant.getTime()), (rows[0]?.version ?? 0) + 1]
  await sql`insert into legalite.referentiel (id, genre, territoire, version, du, corps, empreinte, note, publie_le, publie_par, publie_par_nom)
    values (${id}, ${v.genre}, ${territoire}, ${version}, ${v.du}, ${JSON.stringify(corps)}::jsonb, ${empreinte}, ${v.note}, ${v.maintenant}, ${v.par}, ${v.parNom})`.execute(tx)
  return { id, version }
}

/** Whether a kind was seeded: from then on, the database rules. */
export async function existeGenre(db: Db, genre: Genre): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from legalite.referentiel where genre = ${genre}) as oui`.execute(db)
  return rows[0]?.oui ?? false
}
