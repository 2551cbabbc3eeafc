import { Introuvable } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Point } from './seance.ts'
import type { Voix } from './vote.ts'

const CHAMPS = sql`p.id, p.seance_id, p.rang, p.objet, p.nature, p.matiere, p.rapporteur, p.vote, p.scrutin, p.pour, p.contre, p.abstentions, p.votants, p.preponderante, p.texte`

/** The agenda of a session, in its order. The session was read first: whoever may not know it never comes here. */
export async function listPoints(db: Db, seanceId: string): Promise<Point[]> {
  const { rows } = await sql<Point>`select ${CHAMPS} from legalite.point p where p.seance_id = ${seanceId} order by p.rang`.execute(db)
  return rows
}

/** A point of that session. Throws `Introuvable`. */
export async function getPoint(db: Db, seanceId: string, id: string): Promise<Point> {
  const { rows } = await sql<Point>`select ${CHAMPS} from legalite.point p where p.id = ${id} and p.seance_id = ${seanceId}`.execute(db)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** What a point says when it is written. */
export type Ecrit = Pick<Point, 'objet' | 'nature' | 'matiere' | 'rapporteur'>

/** Writes points at the end of an agenda, in their order. */
export async function insertPoints(tx: Tx, seanceId: string, points: readonly (Ecrit & { id: string; rang: number })[]): Promise<void> {
  if (points.length === 0) return
  await sql`insert into legalite.point (id, seance_id, rang, objet, nature, matiere, rapporteur)
    select p.id, ${seanceId}::uuid, p.rang, p.objet, p.nature, p.matiere, p.rapporteur from jsonb_to_recordset(${JSON.stringify(points)}::jsonb) as p(id uuid, rang int, objet text, nature text, matiere text, rapporteur text)`.execute(tx)
}

/** Gives a session the agenda of another, to be deliberated anew. */
export async function copierPoints(tx: Tx, de: string, vers: string, maintenant: Date): Promise<void> {
  await insertPoints(tx, vers, (await listPoints(tx, de)).map(({ rang, objet, nature, matiere, rapporteur }) => ({ id: uuidv7(maintenant.getTime()), rang, objet, nature, matiere, rapporteur })))
}

export async function updatePoint(tx: Tx, id: string, p: Ecrit): Promise<void> {
  await sql`update legalite.point set objet = ${p.objet}, nature = ${p.nature}, matiere = ${p.matiere}, rapporteur = ${p.rapporteur} where id = ${id}`.execute(tx)
}

/** Takes a point out of an agenda that is still being prepared; those after it move up. */
export async function removePoint(tx: Tx, { id, seanceId, rang }: Pick<Point, 'id' | 'seanceId' | 'rang'>): Promise<void> {
  await sql`delete from legalite.point where id = ${id}`.execute(tx)
  await sql`update legalite.point set rang = rang - 1 where seance_id = ${seanceId} and rang > ${rang}`.execute(tx)
}

/** Exchanges two points of an agenda: the database looks at their ranks when both have moved. */
export async function echangerPoints(tx: Tx, a: Pick<Point, 'id' | 'rang'>, b: Pick<Point, 'id' | 'rang'>): Promise<void> {
  await sql`update legalite.point set rang = case when id = ${a.id}::uuid then ${b.rang}::int else ${a.rang}::int end where id in (${a.id}::uuid, ${b.id}::uuid)`.execute(tx)
}

/** Writes what became of a point; the voices of a vote by name replace those of an earlier writing. */
export async function updateVote(tx: Tx, id: string, v: Pick<Point, 'vote' | 'scrutin' | 'pour' | 'contre' | 'abstentions' | 'votants' | 'preponderante' | 'texte'>, voix: ReadonlyMap<string, Voix>): Promise<void> {
  await sql`update legalite.point set vote = ${v.vote}, scrutin = ${v.scrutin}, pour = ${v.pour}, contre = ${v.contre}, abstentions = ${v.abstentions}, votants = ${v.votants}, preponderante = ${v.preponderante}, texte = ${v.texte} where id = ${id}`.execute(tx)
  await sql`delete from legalite.voix where point_id = ${id}`.execute(tx)
  const lignes = [...voix].map(([membre, voix]) => ({ membre, voix }))
  if (lignes.length > 0) await sql`insert into legalite.voix (point_id, membre_id, voix) select ${id}::uuid, v.membre, v.voix from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as v(membre uuid, voix text)`.execute(tx)
}

/** Who voted what, on a point that was voted by name. */
export async function listVoix(db: Db, pointId: string): Promise<Map<string, Voix>> {
  const { rows } = await sql<{ membreId: string; voix: Voix }>`select membre_id, voix from legalite.voix where point_id = ${pointId}`.execute(db)
  return new Map(rows.map((r) => [r.membreId, r.voix]))
}
