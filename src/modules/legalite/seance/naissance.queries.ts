import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'

/** An act born of a session, as its page shows it. */
export type Ne = { id: string; numero: string | null; pointId: string | null; etat: string; nature: string; recuLe: Date | null; closLe: Date | null; referentiels: { regles?: string } }

/** The acts born of a session, by number. Whoever reads the session knows that they exist; their own page asks again who reads. */
export async function listNes(db: Db, seanceId: string): Promise<Ne[]> {
  const { rows } = await sql<Ne>`select id, numero, point_id, etat, nature, recu_le, clos_le, referentiels from legalite.acte where seance_id = ${seanceId} and etat <> 'abandonne' order by numero, id`.execute(db)
  return rows
}
