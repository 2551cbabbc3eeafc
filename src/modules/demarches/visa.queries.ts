import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Avis } from './circuit.ts'

/** A visa asked of a post, and what was answered. */
export type Visa = {
  id: string; dossierId: string; station: string; tour: number; viseur: string; titre: string; cles: string[]; demandeLe: Date
  avis: Avis; texte: string; viseLe: Date | null; visePar: string | null; viseParNom: string | null; closLe: Date | null
}

/** Asks for the visas of a station; a file that comes back there begins a new round. */
export async function insertVisas(tx: Tx, dossierId: string, station: string, viseurs: readonly { code: string; titre: string; cles: readonly string[] }[], maintenant: Date): Promise<void> {
  const lignes = viseurs.map((v, rang) => sql`(${uuidv7(maintenant.getTime())}::uuid, ${rang}::int, ${v.code}, ${v.titre}, ${[...v.cles]}::text[])`)
  await sql`insert into demarches.visa (id, dossier_id, station, tour, rang, viseur, titre, cles, demande_le)
    select v.id, ${dossierId}, ${station}, (select coalesce(max(tour), 0) + 1 from demarches.visa where dossier_id = ${dossierId} and station = ${station}), v.rang, v.viseur, v.titre, v.cles, ${maintenant}
    from (values ${sql.join(lignes)}) v(id, rang, viseur, titre, cles)`.execute(tx)
}

/** Every visa asked on a file, in the order they were asked. */
export async function listVisas(db: Db, dossierId: string): Promise<Visa[]> {
  const { rows } = await sql<Visa>`select id, dossier_id, station, tour, viseur, titre, cles, demande_le, avis, texte, vise_le, vise_par, vise_par_nom, clos_le
    from demarches.visa where dossier_id = ${dossierId} order by demande_le, tour, rang`.execute(db)
  return rows
}

/** Records an answer. */
export async function updateVisa(tx: Tx, id: string, v: { avis: 'favorable' | 'defavorable'; texte: string; par: string; parNom: string; maintenant: Date }): Promise<void> {
  await sql`update demarches.visa set avis = ${v.avis}, texte = ${v.texte}, vise_le = ${v.maintenant}, vise_par = ${v.par}, vise_par_nom = ${v.parNom} where id = ${id} and avis is null and clos_le is null`.execute(tx)
}

/** The round is over: what was not answered is asked of nobody any more. */
export async function closeVisas(tx: Tx, dossierId: string, maintenant: Date): Promise<void> {
  await sql`update demarches.visa set clos_le = ${maintenant} where dossier_id = ${dossierId} and avis is null and clos_le is null`.execute(tx)
}
