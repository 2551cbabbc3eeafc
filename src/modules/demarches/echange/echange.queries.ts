import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Cote, Message } from './echange.ts'

const CHAMPS = sql`id, dossier_id, cote, par, par_nom, qualite, texte, fichiers, le, prevenu_le, lu_le`

/** The thread of a file, oldest first. */
export async function listMessages(db: Db, dossierId: string): Promise<Message[]> {
  const { rows } = await sql<Message>`select ${CHAMPS} from demarches.message where dossier_id = ${dossierId} order by le, id`.execute(db)
  return rows
}

/** The threads of several files, by file: what an export takes away. */
export async function listMessagesPar(db: Db, dossierIds: readonly string[]): Promise<ReadonlyMap<string, Message[]>> {
  if (dossierIds.length === 0) return new Map()
  const { rows } = await sql<Message>`select ${CHAMPS} from demarches.message where dossier_id = any(${[...dossierIds]}::uuid[]) order by le, id`.execute(db)
  return Map.groupBy(rows, (m) => m.dossierId)
}

/** Writes a message. */
export async function insertMessage(tx: Tx, m: Omit<Message, 'luLe'>): Promise<void> {
  await sql`insert into demarches.message (id, dossier_id, cote, par, par_nom, qualite, texte, fichiers, le, prevenu_le)
    values (${m.id}, ${m.dossierId}, ${m.cote}, ${m.par}, ${m.parNom}, ${m.qualite}, ${m.texte}, ${m.fichiers}, ${m.le}, ${m.prevenuLe})`.execute(tx)
}

/** The reader's side has read what the other wrote. */
export async function updateLus(tx: Tx, dossierId: string, ecritPar: Cote, par: string, maintenant: Date): Promise<void> {
  await sql`update demarches.message set lu_le = ${maintenant}, lu_par = ${par} where dossier_id = ${dossierId} and cote = ${ecritPar} and lu_le is null`.execute(tx)
}

/** How many messages of a side the other has not read, on each of these files; a file without any is left out. */
export async function compterNonLus(db: Db, dossierIds: readonly string[], ecritPar: Cote): Promise<ReadonlyMap<string, number>> {
  if (dossierIds.length === 0) return new Map()
  const { rows } = await sql<{ dossierId: string; n: number }>`select dossier_id, count(*)::int as n from demarches.message
    where dossier_id = any(${[...dossierIds]}::uuid[]) and cote = ${ecritPar} and lu_le is null group by 1`.execute(db)
  return new Map(rows.map((r) => [r.dossierId, r.n]))
}

/** Files with a message that no office has read, among those that the list of these territories shows. */
export async function compterDossiersNonLus(db: Db, portee: Portee): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(distinct d.id)::int as n from demarches.message m join demarches.dossier d on d.id = m.dossier_id
    where m.cote = 'titulaire' and m.lu_le is null and d.etat <> 'brouillon' and not d.interne and d.archive_le is null and d.efface_le is null and ${portee.codes === null ? sql`true` : sql`d.territoire = any(${portee.codes})`}`.execute(db)
  return rows[0]!.n
}

/** The condition « somebody wrote and the office has not read it », on a row of `demarches.dossier`. */
export const NON_LU = sql`exists (select from demarches.message m where m.dossier_id = dossier.id and m.cote = 'titulaire' and m.lu_le is null)`
