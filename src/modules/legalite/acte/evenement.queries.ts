import { uuidv7 } from '../../../lib/uuid.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'

/** Something that happened to an act, in the words people read. `interne`: the prefecture's kitchen, which the commune does not read. */
export type EvenementActe = { id: string; genre: string; le: Date; parNom: string; texte: string; interne: boolean; detail: Record<string, string | number | boolean | null> }

/** Writes the story of an act. */
export async function insertEvenement(tx: Tx, e: { acteId: string; genre: string; le: Date; par: string; parNom: string; texte?: string; interne?: boolean; detail?: EvenementActe['detail'] }): Promise<void> {
  await sql`insert into legalite.evenement (id, acte_id, genre, le, par, par_nom, texte, interne, detail)
    values (${uuidv7(e.le.getTime())}, ${e.acteId}, ${e.genre}, ${e.le}, ${e.par}, ${e.parNom}, ${e.texte ?? ''}, ${e.interne ?? false}, ${JSON.stringify(e.detail ?? {})}::jsonb)`.execute(tx)
}

/** The story of an act, oldest first; `interne` false leaves out what only the prefecture reads. */
export async function listEvenements(db: Db, acteId: string, interne: boolean): Promise<EvenementActe[]> {
  const { rows } = await sql<EvenementActe>`select id, genre, le, par_nom, texte, interne, detail from legalite.evenement where acte_id = ${acteId} and (${interne} or not interne) order by le, rang`.execute(db)
  return rows
}

/** Whether this was already told of an act. */
export async function existeEvenement(db: Db, acteId: string, genre: string): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from legalite.evenement where acte_id = ${acteId} and genre = ${genre}) as oui`.execute(db)
  return rows[0]?.oui ?? false
}
