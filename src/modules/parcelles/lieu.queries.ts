/** Questions about places, answered by the index on the boxes of outlines; what the box says is then checked on the outline itself. */
import { sql } from '../../kernel/db/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { elargir, empriseDe } from './geometrie/plan-local.ts'
import type { Contour, Emprise, Point } from './geometrie/plan-local.ts'
import { aireCommune, contient, distance, distanceAuPoint, toleranceDe, VOISINAGE } from './geometrie/relations.ts'
import type { Etat, Identite } from './parcelle.ts'

/** A parcel on the ground, without anybody's name. `avis` is not known here. */
export type Situee = Identite & { id: string; territoire: string; commune: string; contenance: number | null; etat: Etat; contour: Contour }
/** Codes of the territories that may be known, or null for all: `Portee.codes`. */
type Codes = readonly string[] | null

const CHAMPS = sql`p.id, p.territoire, p.commune, p.lotissement, p.tranche, p.lot, p.parcelle, p.el, p.contenance, p.etat, p.contour`
const parmi = (codes: Codes) => (codes === null ? sql`true` : sql`p.territoire = any(${[...codes]})`)
const boite = (e: Emprise) => sql`box(point(${e[0]}::float8, ${e[1]}::float8), point(${e[2]}::float8, ${e[3]}::float8))`

/** The question as it is sent, so that a test can ask how it is answered. */
export const requeteEmprise = (codes: Codes, emprise: Emprise, limite: number) =>
  sql<Situee>`select ${CHAMPS} from parcelles.parcelle p where p.close_le is null and p.emprise && ${boite(emprise)} and ${parmi(codes)} limit ${limite}`
/** Nearest boxes first, walked along the index. */
export const requeteProches = (codes: Codes, point: Point, limite: number) =>
  sql<Situee>`select ${CHAMPS} from parcelles.parcelle p where p.close_le is null and p.emprise is not null and ${parmi(codes)} order by p.emprise <-> point(${point[0]}::float8, ${point[1]}::float8) limit ${limite}`

/** Living parcels whose box meets this one, at most `limite`: the question every other one of this file is made of. */
export async function listDansEmprise(db: Db, codes: Codes, emprise: Emprise, limite: number): Promise<Situee[]> {
  const { rows } = await requeteEmprise(codes, emprise, limite).execute(db)
  return rows
}

/** How many there are. */
export async function countDansEmprise(db: Db, codes: Codes, emprise: Emprise): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from parcelles.parcelle p where p.close_le is null and p.emprise && ${boite(emprise)} and ${parmi(codes)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** A crowd around a point cannot be larger: boxes of plots overlap by a few at most. */
const AUTOUR_AU_PLUS = 400
/** Candidates nearest by their box, before they are measured on their outline. */
const CANDIDATES = 30

/** Parcels that hold the point: several when they overlap. */
export async function listAuPoint(db: Db, codes: Codes, point: Point): Promise<Situee[]> {
  const lues = await listDansEmprise(db, codes, [point[0], point[1], point[0], point[1]], AUTOUR_AU_PLUS)
  return lues.filter((p) => contient(p.contour, point))
}

/** The nearest parcels to a point, with the distance to each in metres (0 inside), nearest first. */
export async function listProches(db: Db, codes: Codes, point: Point, limite: number): Promise<(Situee & { metres: number })[]> {
  const { rows } = await requeteProches(codes, point, CANDIDATES).execute(db)
  return rows.map((p) => ({ ...p, metres: distanceAuPoint(p.contour, point) })).toSorted((a, b) => a.metres - b.metres).slice(0, limite)
}

/** A parcel beside another. `commun` is the area they share in m² when it is more than a badly measured side; then they overlap. */
export type Voisine = Situee & { metres: number; commun: number | null }

/** Neighbours of an outline and what overlaps it, overlaps first; `sauf` is the parcel itself. */
export async function listAutour(db: Db, codes: Codes, contour: Contour, sauf: string | null): Promise<Voisine[]> {
  const lues = await listDansEmprise(db, codes, elargir(empriseDe(contour), VOISINAGE), AUTOUR_AU_PLUS)
  const voisines = lues.flatMap((p): Voisine[] => {
    if (p.id === sauf) return []
    const aire = aireCommune(contour, p.contour)
    const commun = aire > toleranceDe(contour, p.contour) ? aire : null
    const metres = commun === null ? distance(contour, p.contour) : 0
    return commun !== null || metres <= VOISINAGE ? [{ ...p, metres, commun }] : []
  })
  return voisines.toSorted((a, b) => (b.commun ?? 0) - (a.commun ?? 0) || a.metres - b.metres)
}

/** The living parcels of a commune that have every part of the designation that is given; at most two, to know whether it is enough to tell. */
export async function listNommees(db: Db, commune: string, donnees: Partial<Identite>): Promise<Situee[]> {
  const parties = (['lotissement', 'tranche', 'lot', 'parcelle', 'el'] as const).flatMap((champ) => (donnees[champ] ? [sql`parcelles.cle(p.${sql.ref(champ)}) = parcelles.cle(${donnees[champ]})`] : []))
  if (!donnees.lot && !donnees.el) return []
  const { rows } = await sql<Situee>`select ${CHAMPS} from parcelles.parcelle p where p.commune = ${commune} and p.close_le is null and ${sql.join(parties, sql` and `)} limit 2`.execute(db)
  return rows
}
