import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'

export type GenreEvenement = 'prepare' | 'enregistre' | 'modifie' | 'joint' | 'retire' | 'impute' | 'transmis' | 'recu' | 'traite' | 'renvoye' | 'repondu' | 'envoye' | 'decharge' | 'classe' | 'annule' | 'rattache'
/** `texte` is what people wrote, or to whom: it is hidden with the object of a confidential letter. */
export type Evenement = { courrierId: string; genre: GenreEvenement; le: Date; parNom: string; texte: string }

/** What happened to a letter, oldest first. */
export async function listEvenements(db: Db, courrierId: string): Promise<Evenement[]> {
  const { rows } = await sql<Evenement>`select courrier_id, genre, le, par_nom, texte from courrier.evenement where courrier_id = ${courrierId} order by le, rang`.execute(db)
  return rows
}

/** Adds a moment to the story of a letter. */
export async function insertEvenement(tx: Tx, e: Omit<Evenement, 'texte'> & { texte?: string }): Promise<void> {
  await sql`insert into courrier.evenement (id, courrier_id, genre, le, par_nom, texte) values (${uuidv7(e.le.getTime())}, ${e.courrierId}, ${e.genre}, ${e.le}, ${e.parNom}, ${e.texte ?? ''})`.execute(tx)
}
