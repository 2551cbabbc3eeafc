import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { cleActeur, fonctionDe } from '../../kernel/identite/acteur.ts'
import type { Acteur } from '../../kernel/identite/acteur.ts'

/** What happens to a parcel, as its page tells it. */
export const GENRES = {
  inscrite: 'Inscrite au registre', modifiee: 'Corrigée', importee: 'Inscrite par import', completee: 'Mise à jour par import', transferee: 'Nouveau détenteur', papier: 'Papier ajouté', litige: 'Litige signalé', 'litige-clos': 'Litige clos',
  divisee: 'Divisée', fusionnee: 'Fusionnée', avis: 'Avis d’opposition publié', confirme: 'Période d’opposition confirmée', contestee: 'Opposition reçue', levee: 'Avis d’opposition levé',
} as const
export type GenreEvenement = keyof typeof GENRES
export type Evenement = { genre: GenreEvenement; le: Date; parNom: string; texte: string }

/** The story of a parcel, latest first. */
export async function listEvenements(db: Db, parcelleId: string): Promise<Evenement[]> {
  const { rows } = await sql<Evenement>`select genre, le, par_nom, texte from parcelles.evenement where parcelle_id = ${parcelleId} order by id desc limit 200`.execute(db)
  return rows
}

/** Who acted, as the office reads it. */
const nomDe = (acteur: Acteur): string => (acteur.genre === 'agent' ? [acteur.nom, fonctionDe(acteur.postes[0])].filter(Boolean).join(', ') : acteur.genre === 'jeton' ? acteur.nom : 'Iroko')

/** Adds the same moment to the story of several parcels, each with its own words. */
export async function insertEvenements(tx: Tx, lignes: readonly { parcelleId: string; texte?: string }[], e: { genre: GenreEvenement; acteur: Acteur; maintenant: Date; importation?: string }): Promise<void> {
  if (lignes.length === 0) return
  await sql`insert into parcelles.evenement (parcelle_id, genre, le, par, par_nom, texte, importation_id)
    select p, ${e.genre}, ${e.maintenant}, ${cleActeur(e.acteur)}, ${nomDe(e.acteur)}, t, ${e.importation ?? null}::uuid from unnest(${lignes.map((l) => l.parcelleId)}::uuid[], ${lignes.map((l) => l.texte ?? '')}::text[]) as x(p, t)`.execute(tx)
}
