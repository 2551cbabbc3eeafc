import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Etat } from '../dossier.ts'

/** One book: a register, an office, a year. `dernier` is the last number given. */
export type Livre = { registre: string; territoire: string; bureau: string; annee: number; dernier: number }
export type CleLivre = Pick<Livre, 'registre' | 'territoire' | 'annee'> & { bureau?: string | undefined }

/** The books of a territory, latest year first. */
export async function listLivres(db: Db, portee: Pick<Portee, 'codes'>): Promise<Livre[]> {
  const { rows } = await sql<Livre>`select registre, territoire, bureau, annee, dernier from demarches.registre
    where ${portee.codes === null ? sql`true` : sql`territoire = any(${portee.codes})`} order by registre, annee desc, bureau limit 2000`.execute(db)
  return rows
}

/** A book; where several offices share the territory, the one named, or the first. */
export async function findLivre(db: Db, l: CleLivre): Promise<Livre | undefined> {
  const { rows } = await sql<Livre>`select registre, territoire, bureau, annee, dernier from demarches.registre
    where registre = ${l.registre} and territoire = ${l.territoire} and annee = ${l.annee} and ${l.bureau === undefined ? sql`true` : sql`bureau = ${l.bureau}`} order by bureau limit 1`.execute(db)
  return rows[0]
}

export type LigneRegistre = { rang: number; numero: string; inscriteLe: Date; inscritePar: string; id: string; dossier: string; demarche: string; version: number; demandeur: string; etat: Etat }

/** The lines of a book in the order of their numbers, after `apres` (a number), those that answer to the search. */
export async function listInscriptions(db: Db, l: Livre, { cherche, apres, limite }: { cherche?: string | undefined; apres?: number | undefined; limite: number }): Promise<LigneRegistre[]> {
  const mots = cherche?.trim() ? sql`(d.cherche like '%' || replace(replace(db.sans_accent(${cherche.trim()}), '%', ''), '_', '') || '%' or i.numero = ${cherche.trim()})` : sql`true`
  const { rows } = await sql<LigneRegistre>`select i.rang, i.numero, i.inscrite_le, i.inscrite_par, d.id, d.numero as dossier, d.demarche, d.version, d.demandeur, d.etat
    from demarches.inscription i join demarches.dossier d on d.id = i.dossier_id
    where i.registre = ${l.registre} and i.territoire = ${l.territoire} and i.bureau = ${l.bureau} and i.annee = ${l.annee} and i.rang > ${apres ?? 0} and ${mots} order by i.rang limit ${limite}`.execute(db)
  return rows
}

/** How many lines a book has: as many as its last number, or a number is missing. */
export async function compterInscriptions(db: Db, l: Livre): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from demarches.inscription where registre = ${l.registre} and territoire = ${l.territoire} and bureau = ${l.bureau} and annee = ${l.annee}`.execute(db)
  return rows[0]!.n
}
