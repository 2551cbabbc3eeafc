import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'

/** A large paper that comes by pieces. `recu`, `taille`: bytes. */
export type DepotPiece = { id: string; acteId: string; champ: 'principal' | 'annexe'; nom: string; taille: number; recu: number; morceaux: { debut: number; taille: number; sha256: string }[]; code: string; titre: string; finiLe: Date | null }

const CHAMPS = sql`id, acte_id, champ, nom, taille, recu, morceaux, code, titre, fini_le`

/** One deposit of an act. */
export async function findDepot(db: Db, acteId: string, id: string): Promise<DepotPiece | undefined> {
  const { rows } = await sql<DepotPiece>`select ${CHAMPS} from legalite.depot where id = ${id} and acte_id = ${acteId}`.execute(db)
  return rows[0]
}

/** The same, held until the end of the transaction. */
export async function lockDepot(tx: Tx, acteId: string, id: string): Promise<DepotPiece | undefined> {
  const { rows } = await sql<DepotPiece>`select ${CHAMPS} from legalite.depot where id = ${id} and acte_id = ${acteId} for update`.execute(tx)
  return rows[0]
}

/** The deposit of the same file that a cut left unfinished: it goes on from there. */
export async function findInacheve(tx: Tx, acteId: string, f: { champ: string; nom: string; taille: number }): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from legalite.depot where acte_id = ${acteId} and champ = ${f.champ} and nom = ${f.nom} and taille = ${f.taille} and fini_le is null order by cree_le desc limit 1`.execute(tx)
  return rows[0]?.id
}

/** Announces a file that will come by pieces. */
export async function insertDepot(tx: Tx, d: Pick<DepotPiece, 'id' | 'acteId' | 'champ' | 'nom' | 'taille' | 'code' | 'titre'> & { creePar: string; maintenant: Date }): Promise<void> {
  await sql`insert into legalite.depot (id, acte_id, champ, nom, taille, code, titre, cree_par, cree_le) values (${d.id}, ${d.acteId}, ${d.champ}, ${d.nom}, ${d.taille}, ${d.code}, ${d.titre}, ${d.creePar}, ${d.maintenant})`.execute(tx)
}

/** Adds the next piece. The caller holds the row and has checked that it is the next one. */
export async function updateMorceau(tx: Tx, id: string, m: DepotPiece['morceaux'][number]): Promise<void> {
  await sql`update legalite.depot set recu = recu + ${m.taille}, morceaux = morceaux || ${JSON.stringify([m])}::jsonb where id = ${id}`.execute(tx)
}

/** The file is whole and joined. */
export async function updateFini(tx: Tx, id: string, maintenant: Date): Promise<void> {
  await sql`update legalite.depot set fini_le = ${maintenant}, morceaux = '[]' where id = ${id}`.execute(tx)
}
