import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Json } from '../../kernel/module.ts'

export type Evenement = { id: string; genre: string; le: Date; par: string; parNom: string; texte: string; detail: { [cle: string]: Json }; public: boolean }

/** Writes what happened to a file, in words its reader understands. The row is also what subscribers will be told from (publication.queries.ts). */
export async function insertEvenement(
  tx: Tx,
  e: { dossierId: string; genre: string; le: Date; par: string; parNom: string; texte?: string; detail?: { [cle: string]: Json }; public?: boolean },
): Promise<void> {
  await sql`insert into demarches.evenement (id, dossier_id, genre, le, par, par_nom, texte, detail, public, etat)
    values (${uuidv7(e.le.getTime())}, ${e.dossierId}, ${e.genre}, ${e.le}, ${e.par}, ${e.parNom}, ${e.texte ?? ''}, ${JSON.stringify(e.detail ?? {})}::jsonb, ${e.public ?? true}, (select d.etat from demarches.dossier d where d.id = ${e.dossierId}))`.execute(tx)
}

/** The story of a file, oldest first. `toutes` adds the office's own notes. */
export async function listEvenements(db: Db, dossierId: string, toutes: boolean): Promise<Evenement[]> {
  const { rows } = await sql<Evenement>`select id, genre, le, par, par_nom, texte, detail, public from demarches.evenement
    where dossier_id = ${dossierId} and (public or ${toutes}) order by le, id`.execute(db)
  return rows
}
