import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'

/** The line of a register that a signed decision got. `numero`: rank and year in its office's own series, « 12/2026 ». */
export type Inscription = { registre: string; numero: string; inscriteLe: Date }

export type NouvelleInscription = { dossierId: string; registre: string; territoire: string; bureau: string; annee: number; par: string; maintenant: Date }

/**
 * Writes a file in a register under the next number of its office. Called last in its transaction: the counter's row stays locked
 * until the end, so that a number taken is a number given. A file is written once: a second time breaks the key.
 */
export async function insertInscription(tx: Tx, i: NouvelleInscription): Promise<string> {
  const { rows } = await sql<{ dernier: number }>`insert into demarches.registre (registre, territoire, bureau, annee, dernier) values (${i.registre}, ${i.territoire}, ${i.bureau}, ${i.annee}, 1)
    on conflict (registre, territoire, bureau, annee) do update set dernier = demarches.registre.dernier + 1 returning dernier`.execute(tx)
  const ecrite = await sql<{ numero: string }>`insert into demarches.inscription (dossier_id, registre, territoire, bureau, annee, rang, inscrite_le, inscrite_par)
    values (${i.dossierId}, ${i.registre}, ${i.territoire}, ${i.bureau}, ${i.annee}, ${rows[0]!.dernier}, ${i.maintenant}, ${i.par}) returning numero`.execute(tx)
  return ecrite.rows[0]!.numero
}

/** Where a file is written, or undefined. */
export async function findInscription(db: Db, dossierId: string): Promise<Inscription | undefined> {
  const { rows } = await sql<Inscription>`select registre, numero, inscrite_le from demarches.inscription where dossier_id = ${dossierId}`.execute(db)
  return rows[0]
}
