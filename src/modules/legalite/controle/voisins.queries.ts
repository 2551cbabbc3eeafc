import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Acte } from '../acte/acte.ts'

/** An act that looks like another, and what became of it. `proche`: 0 to 1. */
export type Voisin = Pick<Acte, 'id' | 'commune' | 'numero' | 'objet' | 'nature' | 'matiere' | 'dateActe' | 'recuLe' | 'etat' | 'issue'> & { proche: number; memeMatiere: boolean; observations: { numero: string; points: { libelle: string; texte: string }[] }[] }

/** Looked at before they are ranked: the latest of the same subject, and those that hold the longest words of the object. Bounded, so that a million acts cost no more than a thousand. */
const MEME_MATIERE = 1200
const MEMES_MOTS = 300

/**
 * Received acts whose object is close to this one's, whatever the commune, ranked by trigrams of the object, by subject and by what the prefecture did.
 * Only objects and fates are shown: an act of another territory is not opened from there.
 */
export async function listVoisins(db: Db, acte: Pick<Acte, 'id' | 'objet' | 'matiere'>, limite: number): Promise<Voisin[]> {
  const { rows } = await sql<Voisin>`
    with mots as (select string_agg(quote_literal(lexeme), ' & ') as question from (select lexeme from unnest(to_tsvector('legalite.francais', ${acte.objet})) order by length(lexeme) desc, lexeme limit 3) longs),
    candidats as (
      (select a.id from legalite.acte a where a.matiere = ${acte.matiere} and a.recu_le is not null order by a.recu_le desc limit ${MEME_MATIERE})
      union (select t.acte_id from legalite.texte t where t.mots @@ (select question::tsquery from mots) limit ${MEMES_MOTS})
    ), proches as (
      select a.*, similarity(db.sans_accent(a.objet), db.sans_accent(${acte.objet})) as proche from candidats join legalite.acte a on a.id = candidats.id
      where a.id <> ${acte.id} and a.recu_le is not null and a.etat not in ('annule', 'retourne'))
    select a.id, a.commune, a.numero, a.objet, a.nature, a.matiere, a.date_acte::text as date_acte, a.recu_le, a.etat, a.issue, a.proche, a.matiere is not distinct from ${acte.matiere} as meme_matiere,
      coalesce((select jsonb_agg(jsonb_build_object('numero', m.numero, 'points', m.points)) from legalite.mesure m where m.acte_id = a.id and m.genre = 'observations' and m.signe_le is not null), '[]') as observations
    from proches a order by a.proche + (a.matiere is not distinct from ${acte.matiere})::int * 0.2 + (a.observe_le is not null or a.defere_le is not null)::int * 0.1 desc, a.recu_le desc limit ${limite}`.execute(db)
  return rows
}
