import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Lecteur } from '../lecteur.ts'
import { visible } from './acte.queries.ts'

/** The numbers of these acts, those this reader may know. */
export async function listNommes(db: Db, ids: readonly string[], lecteur: Lecteur): Promise<{ id: string; numero: string | null }[]> {
  const { rows } = await sql<{ id: string; numero: string | null }>`select a.id, a.numero from legalite.acte a where a.id = any(${[...ids]}::uuid[]) and ${visible(lecteur)}`.execute(db)
  return rows
}

/** The act that bears this number, or whose receipt does, when only one of those this reader may know does. */
export async function trouverNomme(db: Db, nom: string, lecteur: Lecteur): Promise<string | undefined> {
  if (!/^[A-Z0-9/_-]{1,30}$/.test(nom)) return undefined
  const { rows } = await sql<{ id: string }>`select a.id from legalite.acte a where (a.ar_numero = ${nom} or a.numero = ${nom}) and ${visible(lecteur)} limit 2`.execute(db)
  return rows.length === 1 ? rows[0]!.id : undefined
}
