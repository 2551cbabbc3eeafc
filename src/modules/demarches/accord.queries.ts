import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Accord } from './accord.ts'

const CHAMPS = sql`id, dossier_id, station, tour, partie, titre, nom, telephone, demande_le, envoye_le, expire_le, reponse, raison, repondu_le, moyen, recu_par_nom, piece, clos_le`

export type Demande = { partie: string; titre: string; nom: string; telephone: string; empreinte: Buffer; expireLe: Date }

/** Asks for the consents of a station; a file that comes back there begins a new round. Returns their ids, in order. */
export async function insertAccords(tx: Tx, dossierId: string, station: string, demandes: readonly Demande[], maintenant: Date): Promise<string[]> {
  const lignes = demandes.map((d, rang) => sql`(${uuidv7(maintenant.getTime())}::uuid, ${rang}::int, ${d.partie}, ${d.titre}, ${d.nom}, ${d.telephone}, ${d.empreinte}::bytea, ${d.expireLe}::timestamptz)`)
  const { rows } = await sql<{ id: string; rang: number }>`insert into demarches.accord (id, dossier_id, station, tour, rang, partie, titre, nom, telephone, empreinte, demande_le, envoye_le, expire_le)
    select v.id, ${dossierId}, ${station}, (select coalesce(max(tour), 0) + 1 from demarches.accord where dossier_id = ${dossierId} and station = ${station}), v.rang, v.partie, v.titre, v.nom, v.telephone, v.empreinte, ${maintenant}, ${maintenant}, v.expire_le
    from (values ${sql.join(lignes)}) v(id, rang, partie, titre, nom, telephone, empreinte, expire_le) returning id, rang`.execute(tx)
  return rows.toSorted((a, b) => a.rang - b.rang).map((r) => r.id)
}

/** Every consent asked on a file, in the order they were asked. */
export async function listAccords(db: Db, dossierId: string): Promise<Accord[]> {
  const { rows } = await sql<Accord>`select ${CHAMPS} from demarches.accord where dossier_id = ${dossierId} order by demande_le, tour, rang`.execute(db)
  return rows
}

/** The consent that a link opens. */
export async function findParLien(db: Db, empreinte: Buffer): Promise<Accord | undefined> {
  const { rows } = await sql<Accord>`select ${CHAMPS} from demarches.accord where empreinte = ${empreinte}`.execute(db)
  return rows[0]
}

export type Reponse = { reponse: 'oui' | 'non'; raison: string; maintenant: Date } & ({ moyen: 'lien' } | { moyen: 'guichet'; recuPar: string; recuParNom: string; piece: string })

/** Records an answer; false when it was answered or closed meanwhile. */
export async function updateAccord(tx: Tx, id: string, r: Reponse): Promise<boolean> {
  const guichet = r.moyen === 'guichet' ? r : undefined
  const fait = await sql`update demarches.accord set reponse = ${r.reponse}, raison = ${r.raison}, repondu_le = ${r.maintenant}, moyen = ${r.moyen},
    recu_par = ${guichet?.recuPar ?? null}, recu_par_nom = ${guichet?.recuParNom ?? null}, piece = ${guichet?.piece ?? null} where id = ${id} and reponse is null and clos_le is null`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** A new link for the same person, perhaps at another phone: the former one opens nothing any more. */
export async function updateLien(tx: Tx, id: string, l: { empreinte: Buffer; telephone: string; expireLe: Date; maintenant: Date }): Promise<void> {
  await sql`update demarches.accord set empreinte = ${l.empreinte}, telephone = ${l.telephone}, expire_le = ${l.expireLe}, envoye_le = ${l.maintenant} where id = ${id} and reponse is null and clos_le is null`.execute(tx)
}

/** The round is over: what was not answered is asked of nobody any more. */
export async function closeAccords(tx: Tx, dossierId: string, maintenant: Date): Promise<void> {
  await sql`update demarches.accord set clos_le = ${maintenant} where dossier_id = ${dossierId} and reponse is null and clos_le is null`.execute(tx)
}
