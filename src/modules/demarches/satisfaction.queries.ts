import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'

export type Satisfaction = { note: number; remarque: string; donneeLe: Date }

/** Keeps the opinion of a file's holder. False when he has already given one: the first stands. */
export async function insertSatisfaction(tx: Tx, dossierId: string, { note, remarque, donneeLe }: Satisfaction): Promise<boolean> {
  const fait = await sql`insert into demarches.satisfaction (dossier_id, note, remarque, donnee_le) values (${dossierId}, ${note}, ${remarque}, ${donneeLe}) on conflict (dossier_id) do nothing`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** What the holder of a file said, or undefined. */
export async function findSatisfaction(db: Db, dossierId: string): Promise<Satisfaction | undefined> {
  const { rows } = await sql<Satisfaction>`select note, remarque, donnee_le from demarches.satisfaction where dossier_id = ${dossierId}`.execute(db)
  return rows[0]
}

const dans = (portee: Portee) => sql`not d.interne and ${portee.codes === null ? sql`true` : sql`d.territoire = any(${[...portee.codes]})`}`

/** Opinions of a territory by procedure: how many decisions, how many opinions, their mean (1 to 5), how many of 4 and 5. */
export type Bilan = { demarche: string; rendus: number; avis: number; moyenne: number | null; contents: number }

export async function listBilans(db: Db, portee: Portee): Promise<Bilan[]> {
  const { rows } = await sql<Bilan>`select d.demarche, count(*)::int as rendus, count(s.note)::int as avis, avg(s.note)::float8 as moyenne, (count(*) filter (where s.note >= 4))::int as contents
    from demarches.dossier d left join demarches.satisfaction s on s.dossier_id = d.id
    where d.decide_le is not null and ${dans(portee)} group by d.demarche order by d.demarche`.execute(db)
  return rows
}

/** The latest remarks of a territory. Neither the file nor its holder is told: an opinion is about the office. */
export async function listRemarques(db: Db, portee: Portee, limite: number): Promise<(Satisfaction & { demarche: string })[]> {
  const { rows } = await sql<Satisfaction & { demarche: string }>`select d.demarche, s.note, s.remarque, s.donnee_le from demarches.satisfaction s join demarches.dossier d on d.id = s.dossier_id
    where s.remarque <> '' and ${dans(portee)} order by s.donnee_le desc limit ${limite}`.execute(db)
  return rows
}
