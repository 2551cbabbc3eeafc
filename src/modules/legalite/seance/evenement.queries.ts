import { uuidv7 } from '../../../lib/uuid.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'

/** What happened to a session, in the words people read. */
export const GENRES_EVENEMENT = {
  prepare: 'Séance préparée', modifie: 'Séance modifiée', 'point-ajoute': 'Point ajouté', 'point-modifie': 'Point modifié', 'point-deplace': 'Ordre du jour réordonné', 'point-retire': 'Point retiré',
  convoque: 'Conseil convoqué', remis: 'Convocation remise', appele: 'Présences notées', ouvert: 'Séance ouverte', 'sans-quorum': 'Quorum non atteint', reconvoque: 'Seconde convocation préparée', vote: 'Vote noté',
  redige: 'Procès-verbal rédigé', clos: 'Séance close', scelle: 'Procès-verbal scellé', affiche: 'Décisions affichées', annule: 'Séance annulée', reporte: 'Séance reportée',
} as const
export type GenreEvenement = keyof typeof GENRES_EVENEMENT
export type EvenementSeance = { genre: GenreEvenement; le: Date; parNom: string; texte: string }

/** Adds a moment to the story of a session. */
export async function insertEvenementSeance(tx: Tx, e: EvenementSeance & { seanceId: string; par: string }): Promise<void> {
  await sql`insert into legalite.evenement_seance (id, seance_id, genre, le, par, par_nom, texte) values (${uuidv7(e.le.getTime())}, ${e.seanceId}, ${e.genre}, ${e.le}, ${e.par}, ${e.parNom}, ${e.texte})`.execute(tx)
}

/** The story of a session, oldest first, its 500 latest moments. `interne`: what the commune did before it convened the council. */
export async function listEvenementsSeance(db: Db, seanceId: string, interne: boolean): Promise<EvenementSeance[]> {
  const { rows } = await sql<EvenementSeance>`select genre, le, par_nom, texte from (select * from legalite.evenement_seance where seance_id = ${seanceId}
    and (${interne} or genre not in ('prepare', 'modifie', 'point-ajoute', 'point-modifie', 'point-deplace', 'point-retire')) order by rang desc limit 500) e order by e.rang`.execute(db)
  return rows
}
