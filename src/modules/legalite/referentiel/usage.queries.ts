import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { OUVERTS } from '../acte/acte.ts'
import type { Visable } from './referentiel.ts'
import type { Strategie } from './schemas.ts'

/** How many acts are being controlled in these communes; everywhere when null. */
export async function countEnCours(db: Db, communes: readonly string[] | null): Promise<number> {
  const ou = communes === null ? sql`true` : sql`commune = any(${[...communes]}::text[])`
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from legalite.acte where etat = any(${[...OUVERTS]}::text[]) and ${ou}`.execute(db)
  return rows[0]!.n
}

/** The natures, or the subjects, of acts being controlled. */
export async function listEnCours(db: Db, colonne: 'nature' | 'matiere'): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select distinct ${sql.ref(colonne)} as code from legalite.acte where etat = any(${[...OUVERTS]}::text[]) and ${sql.ref(colonne)} is not null`.execute(db)
  return new Set(rows.map((r) => r.code))
}

/** Whether some act, running or over, bears this nature or this subject. */
export async function existePorte(db: Db, colonne: 'nature' | 'matiere', code: string): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from legalite.acte where ${sql.ref(colonne)} = ${code}) as oui`.execute(db)
  return rows[0]!.oui
}

/** The last strategy of each territory. */
export async function listStrategies(db: Db): Promise<{ territoire: string; corps: Strategie }[]> {
  const { rows } = await sql<{ territoire: string; corps: Strategie }>`select distinct on (territoire) territoire, corps from legalite.referentiel where genre = 'strategie' order by territoire, version desc`.execute(db)
  return rows
}

/** What a strategy looks at in the acts these communes have sent since a moment, newest first; at most `limite`. */
export async function listVisables(db: Db, communes: readonly string[], depuis: Date, limite: number): Promise<(Visable & { arNumero: string })[]> {
  const { rows } = await sql<Visable & { arNumero: string }>`select nature, matiere, commune, montant, a_temps, ar_numero from legalite.acte
    where commune = any(${[...communes]}::text[]) and recu_le >= ${depuis} order by recu_le desc, id limit ${limite}`.execute(db)
  return rows.map((r) => ({ ...r, montant: r.montant === null ? null : Number(r.montant) }))
}

/** A received act by the number of its receipt, if one of these communes sent it. */
export async function findParAccuse(db: Db, communes: readonly string[], arNumero: string): Promise<{ id: string; arNumero: string; graine: string | null; selection: { code: string; graine?: string; tirage?: number }[]; referentiels: { strategie?: string; locale?: string } } | undefined> {
  const { rows } = await sql<{ id: string; arNumero: string; graine: string | null; selection: { code: string; graine?: string; tirage?: number }[]; referentiels: { strategie?: string; locale?: string } }>`select id, ar_numero, graine, selection, referentiels from legalite.acte where ar_numero = ${arNumero} and commune = any(${[...communes]}::text[])`.execute(db)
  return rows[0]
}
