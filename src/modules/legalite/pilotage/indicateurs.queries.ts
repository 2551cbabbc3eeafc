import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { estCompte } from './faits.queries.ts'
import type { Fait } from './faits.ts'

const LOCAL = sql`at time zone 'Africa/Porto-Novo'`
/** What an indicator counts in a commune: `n` of `sur`. */
export type Compte = { commune: string; n: number; sur: number }
/** An act behind an indicator; `compte`: it is in the numerator. */
export type ActeDerriere = { id: string; numero: string | null; objet: string; dateActe: string | null; recuLe: Date | null; compte: boolean }

const CHAMPS = sql`a.id, a.numero, a.objet, a.date_acte::text as date_acte, a.recu_le`
const dansAnnee = (annee: number) => sql`a.recu_le >= ${`${annee}-01-01`}::timestamp ${LOCAL} and a.recu_le < ${`${annee + 1}-01-01`}::timestamp ${LOCAL}`

/** The ordinary sessions that councils held in a year: one a month of session, whatever the number of meetings. */
export async function compterSessions(db: Db, communes: readonly string[], annee: number): Promise<Compte[]> {
  const { rows } = await sql<Compte>`select commune, count(distinct session) as n, 0 as sur from legalite.seance
    where commune = any(${[...communes]}::text[]) and genre = 'ordinaire' and etat in ('ouverte', 'close') and extract(year from prevue_le ${LOCAL}) = ${annee} group by commune`.execute(db)
  return rows
}

/** The budgets or accounts of an exercise received from each commune, and those taken by a day (YYYY-MM-DD, included). */
export async function compterBudgets(db: Db, communes: readonly string[], b: { matiere: string; exercice: number; avant: string }): Promise<Compte[]> {
  const { rows } = await sql<Compte>`select a.commune, count(*) filter (where a.date_acte <= ${b.avant}::date) as n, count(*) as sur from legalite.acte a
    where a.commune = any(${[...communes]}::text[]) and a.nature = 'document-budgetaire' and a.matiere = ${b.matiere} and a.exercice = ${b.exercice} and ${estCompte('transmis')} group by a.commune`.execute(db)
  return rows
}

/** The communes that have sent at least one act since a day. */
export async function listPresentes(db: Db, communes: readonly string[], depuis: string, jusqua: string): Promise<string[]> {
  const { rows } = await sql<{ commune: string }>`select c as commune from unnest(${[...communes]}::text[]) c
    where exists (select from legalite.acte a where a.commune = c and a.recu_le >= ${depuis}::timestamp ${LOCAL} and a.recu_le < (${jusqua}::date + 1)::timestamp ${LOCAL} and ${estCompte('transmis')})`.execute(db)
  return rows.map((r) => r.commune)
}

const repondue = sql`m.repondu_le is not null and (m.repondu_le ${LOCAL})::date <= m.repondre_avant`
const lettres = (annee: number, jour: string) => sql`m.genre = 'observations' and m.repondre_avant is not null and extract(year from m.signe_le ${LOCAL}) = ${annee} and (m.repondu_le is not null or m.repondre_avant < ${jour}::date)`

/** The letters of observations signed in a year whose delay is over or that were answered, and those answered in time. */
export async function compterReponses(db: Db, communes: readonly string[], annee: number, jour: string): Promise<Compte[]> {
  const { rows } = await sql<Compte>`select m.commune, count(*) filter (where ${repondue}) as n, count(*) as sur from legalite.mesure m where m.commune = any(${[...communes]}::text[]) and ${lettres(annee, jour)} group by m.commune`.execute(db)
  return rows
}

/** Acts received in a year, with those a fact is true of marked; `oui` false: those it is not true of. */
export async function listActesFait(db: Db, commune: string, annee: number, faits: readonly Fait[], oui = true): Promise<ActeDerriere[]> {
  const { rows } = await sql<ActeDerriere>`select ${CHAMPS}, (${sql.join(faits.map(estCompte), sql` or `)}) = ${oui} as compte from legalite.acte a where a.commune = ${commune} and ${dansAnnee(annee)} and ${estCompte('transmis')} order by compte desc, a.recu_le, a.id`.execute(db)
  return rows
}

/** The budgets or accounts of an exercise. */
export async function listBudgets(db: Db, commune: string, b: { matiere: string; exercice: number; avant: string }): Promise<ActeDerriere[]> {
  const { rows } = await sql<ActeDerriere>`select ${CHAMPS}, a.date_acte <= ${b.avant}::date as compte from legalite.acte a where a.commune = ${commune} and a.nature = 'document-budgetaire' and a.matiere = ${b.matiere} and a.exercice = ${b.exercice} and ${estCompte('transmis')} order by a.date_acte, a.id`.execute(db)
  return rows
}

/** The acts that a year's ordinary sessions gave birth to. */
export async function listActesSessions(db: Db, commune: string, annee: number): Promise<ActeDerriere[]> {
  const { rows } = await sql<ActeDerriere>`select ${CHAMPS}, true as compte from legalite.acte a join legalite.seance s on s.id = a.seance_id
    where a.commune = ${commune} and a.etat not in ('brouillon', 'abandonne') and s.genre = 'ordinaire' and s.etat in ('ouverte', 'close') and extract(year from s.prevue_le ${LOCAL}) = ${annee} order by a.date_acte, a.id`.execute(db)
  return rows
}

/** The acts about which a letter of observations was signed in a year; those answered in time are marked. */
export async function listActesReponses(db: Db, commune: string, annee: number, jour: string): Promise<ActeDerriere[]> {
  const { rows } = await sql<ActeDerriere>`select ${CHAMPS}, bool_and(${repondue}) as compte from legalite.mesure m join legalite.acte a on a.id = m.acte_id where m.commune = ${commune} and ${lettres(annee, jour)} group by a.id order by a.recu_le, a.id`.execute(db)
  return rows
}
