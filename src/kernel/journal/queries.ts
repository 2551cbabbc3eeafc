import { randomBytes } from 'node:crypto'
import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'

export type Json = string | number | boolean | null | Json[] | { [cle: string]: Json }

/** What is written of an action. `verbe` is public and in clear; the rest is public only as salted hashes. */
export type NouvelleEntree = { verbe: string; acteur: string; objet: string; territoire: string | null; detail: Record<string, Json>; le: Date }

/** An entry as the administrator reads it. `rang` is null until the sequencer has numbered it. */
export type EntreeJournal = NouvelleEntree & { id: string; rang: number | null }

/** PostgreSQL holds no NUL and no half of a surrogate pair: what is hashed must be what is kept. */
const propre = (texte: string) => texte.replaceAll('\u0000', '').toWellFormed()

function assainir(valeur: Json): Json {
  if (typeof valeur === 'string') return propre(valeur)
  if (Array.isArray(valeur)) return valeur.map(assainir)
  if (valeur === null || typeof valeur !== 'object') return valeur
  return Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [propre(cle), assainir(v)]))
}

/** Rows an insert: far below the 65,535 parameters of a statement. */
const LOT = 500

/** Appends entries, in the caller's transaction. Takes no lock: writers never wait for one another. */
export async function insertEntrees(tx: Tx, entrees: readonly NouvelleEntree[]): Promise<void> {
  for (let i = 0; i < entrees.length; i += LOT) {
    const lignes = entrees
      .slice(i, i + LOT)
      .map(
        (e) =>
          sql`(${uuidv7(e.le.getTime())}::uuid, ${e.le}::timestamptz, ${e.verbe}, ${propre(e.acteur)}, ${propre(e.objet)}, ${e.territoire}, ${JSON.stringify(assainir(e.detail))}::jsonb, ${randomBytes(16)}::bytea)`,
      )
    await sql`insert into journal.entree (id, le, verbe, acteur, objet, territoire, detail, sel) values ${sql.join(lignes)}`.execute(tx)
  }
}

export type Filtre = {
  /** Territories that may be seen; `codes: null` is all of them (a `Portee` fits). Entries without territory need all. */
  portee?: { readonly codes: readonly string[] | null }
  objet?: string
  verbe?: string
  acteur?: string
  /** Any of these. */
  acteurs?: readonly string[]
  /** Oldest first. */
  croit?: boolean
  /** `suivant` of the page before. */
  avant?: string
  limite?: number
}
export type PageEntrees = { entrees: EntreeJournal[]; suivant: string | undefined }

/** A page of entries, latest first unless asked otherwise, 50 by default. */
export async function listEntrees(db: Db, filtre: Filtre = {}): Promise<PageEntrees> {
  const limite = filtre.limite ?? 50
  const conditions = [sql`true`]
  if (filtre.portee?.codes) conditions.push(sql`territoire = any(${[...filtre.portee.codes]}::text[])`)
  if (filtre.objet !== undefined) conditions.push(sql`objet = ${filtre.objet}`)
  if (filtre.verbe !== undefined) conditions.push(sql`verbe = ${filtre.verbe}`)
  if (filtre.acteur !== undefined) conditions.push(sql`acteur = ${filtre.acteur}`)
  if (filtre.acteurs !== undefined) conditions.push(sql`acteur = any(${[...filtre.acteurs]}::text[])`)
  if (filtre.avant !== undefined) conditions.push(filtre.croit ? sql`id > ${filtre.avant}::uuid` : sql`id < ${filtre.avant}::uuid`)
  const { rows } = await sql<EntreeJournal>`select id, le, verbe, acteur, objet, territoire, detail, rang from journal.entree
    where ${sql.join(conditions, sql` and `)} order by ${filtre.croit ? sql`id` : sql`id desc`} limit ${limite + 1}`.execute(db)
  const entrees = rows.slice(0, limite)
  return { entrees, suivant: rows.length > limite ? entrees.at(-1)?.id : undefined }
}

/** Entries that have no number yet, and the moment of the oldest: the sequencer's lag. */
export async function retard(db: Db): Promise<{ nombre: number; plusAncienne: Date | null }> {
  const { rows } = await sql<{ nombre: number; plusAncienne: Date | null }>`select count(*) as nombre, min(le) as plus_ancienne from journal.entree where rang is null`.execute(db)
  return rows[0] ?? { nombre: 0, plusAncienne: null }
}
