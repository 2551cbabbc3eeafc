import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'

export type GenreRequete = 'copie' | 'rectification' | 'effacement'
/** What a person asks about his own data (Code du numérique, livre V: access, correction, erasure). */
export type RequeteDonnees = { id: string; citoyenId: string; genre: GenreRequete; texte: string; deposeeLe: Date; reponse: string | null; closeLe: Date | null; closePar: string | null; nom: string | null; telephone: string | null; courriel: string | null }

const lignes = sql`select r.*, c.nom, c.telephone, c.courriel from identite.requete_donnees r join identite.citoyen c on c.id = r.citoyen_id`

/** A citizen's own requests, latest first. */
export async function listRequetesDe(db: Db, citoyenId: string): Promise<RequeteDonnees[]> {
  const { rows } = await sql<RequeteDonnees>`${lignes} where r.citoyen_id = ${citoyenId} order by r.deposee_le desc limit 50`.execute(db)
  return rows
}

/** The desk: open requests, oldest first; or those that were answered, the last first. */
export async function listRequetes(db: Db, quoi: 'ouvertes' | 'closes'): Promise<RequeteDonnees[]> {
  const suite = quoi === 'ouvertes' ? sql`where r.close_le is null order by r.deposee_le limit 10000` : sql`where r.close_le is not null order by r.close_le desc limit 10000`
  const { rows } = await sql<RequeteDonnees>`${lignes} ${suite}`.execute(db)
  return rows
}

/** How many wait for an answer. */
export async function countRequetes(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from identite.requete_donnees where close_le is null`.execute(db)
  return rows[0]?.n ?? 0
}

export async function findRequete(db: Db, id: string): Promise<RequeteDonnees | undefined> {
  const { rows } = await sql<RequeteDonnees>`${lignes} where r.id = ${id}`.execute(db)
  return rows[0]
}

export async function insertRequete(tx: Tx, r: { citoyenId: string; genre: GenreRequete; texte: string; maintenant: Date }): Promise<string> {
  const id = uuidv7(r.maintenant.getTime())
  await sql`insert into identite.requete_donnees (id, citoyen_id, genre, texte, deposee_le) values (${id}, ${r.citoyenId}, ${r.genre}, ${r.texte}, ${r.maintenant})`.execute(tx)
  return id
}

/** Answers a request and closes it. False when it was closed meanwhile. */
export async function closeRequete(tx: Tx, r: { id: string; reponse: string; par: string; maintenant: Date }): Promise<boolean> {
  const fait = await sql`update identite.requete_donnees set reponse = ${r.reponse}, close_le = ${r.maintenant}, close_par = ${r.par} where id = ${r.id} and close_le is null`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** Erases what the account says of a citizen and ends its sessions. Files stay: they are the office's record, kept by rule. */
export async function eraseCitoyen(tx: Tx, id: string, maintenant: Date): Promise<void> {
  await sql`update identite.citoyen set nom = null, telephone = null, courriel = null, oidc_sujet = null, npi = null, efface_le = ${maintenant} where id = ${id}`.execute(tx)
  await sql`update identite.session set fermee_le = ${maintenant} where personne_id = ${id} and fermee_le is null`.execute(tx)
}
