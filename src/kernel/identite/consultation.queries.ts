import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'

export type Consultation = { objet: string; acteur: string; fonction: string; le: Date }

/** Writes that somebody opened files: one, or all those of an export. */
export async function insertConsultations(tx: Tx, objets: readonly string[], c: Omit<Consultation, 'objet'>): Promise<void> {
  await sql`insert into identite.consultation (objet, acteur, fonction, le) select objet, ${c.acteur}, ${c.fonction}, ${c.le}::timestamptz from unnest(${[...objets]}::text[]) as objet`.execute(tx)
}

/** Who opened a file, latest first, at most 100; the same person within an hour counts once. */
export async function listConsultations(db: Db, objet: string): Promise<Consultation[]> {
  const { rows } = await sql<Consultation>`
    select * from (select distinct on (date_trunc('hour', le), acteur) objet, acteur, fonction, le
      from identite.consultation where objet = ${objet} order by date_trunc('hour', le), acteur, le desc) vues
    order by le desc, acteur limit 100`.execute(db)
  return rows
}

/** Who else has opened an object since `depuis`, latest first, each once, at most 5. */
export async function listPresents(db: Db, objet: string, sauf: string, depuis: Date): Promise<{ acteur: string; le: Date }[]> {
  const { rows } = await sql<{ acteur: string; le: Date }>`select acteur, max(le) as le from identite.consultation where objet = ${objet} and acteur <> ${sauf} and le >= ${depuis} group by acteur order by le desc limit 5`.execute(db)
  return rows
}
