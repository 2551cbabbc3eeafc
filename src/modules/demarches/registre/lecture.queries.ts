import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Etat } from '../dossier.ts'

/** One book: a register, an office, a year. `dernier` is the last number given. */
export type Livre = { registre: string; territoire: string; bureau: string; annee: number; dernier: number }
export type CleLivre = Pick<Livre, 'registre' | 'territoire' | 'annee'> & { bureau?: string | undefined }

/** The books of a territory, latest year first, those of the offices whose name holds `bureau`. */
export async function listLivres(db: Db, portee: Pick<Portee, 'codes'>, { bureau, limite }: { bureau?: string | undefined; limite: number }): Promise<Livre[]> {
  const { rows } = await sql<Livre>`select registre, territoire, bureau, annee, dernier from demarches.registre
    where ${portee.codes === null ? sql`true` : sql`territoire = any(${portee.codes})`} and strpos(db.sans_accent(bureau), db.sans_accent(${bureau?.trim() ?? ''})) > 0 order by annee desc, registre, bureau limit ${limite}`.execute(db)
  return rows
}

/** Whether an office of this territory has such a book. */
export async function existeLivre(db: Db, l: CleLivre): Promise<boolean> {
  const { rows } = await sql`select from demarches.registre where registre = ${l.registre} and territoire = ${l.territoire} and annee = ${l.annee} limit 1`.execute(db)
  return rows.length > 0
}

/** A book and how many lines it has, as many as its last number or one is missing; where several offices share the territory, the one named, or the first. Read at once: a decision signed meanwhile is in both figures or in none. */
export async function findLivre(db: Db, l: CleLivre): Promise<(Livre & { nombre: number }) | undefined> {
  const { rows } = await sql<Livre & { nombre: number }>`select registre, territoire, bureau, annee, dernier,
      (select count(*)::int from demarches.inscription i where i.registre = r.registre and i.territoire = r.territoire and i.bureau = r.bureau and i.annee = r.annee) as nombre from demarches.registre r
    where registre = ${l.registre} and territoire = ${l.territoire} and annee = ${l.annee} and ${l.bureau === undefined ? sql`true` : sql`bureau = ${l.bureau}`} order by bureau limit 1`.execute(db)
  return rows[0]
}

export type LigneRegistre = { rang: number; numero: string; inscriteLe: Date; inscritePar: string; id: string; dossier: string; demarche: string; version: number; demandeur: string; etat: Etat; /** The office still opens it: neither archived nor erased. */ ouvrable: boolean }

/** The lines of a book in the order of their numbers, after `apres` (a number), those that answer to the search. */
export async function listInscriptions(db: Db, l: Livre, { cherche, apres, limite }: { cherche?: string | undefined; apres?: number | undefined; limite: number }): Promise<LigneRegistre[]> {
  const mots = cherche?.trim() ? sql`(d.cherche like '%' || replace(replace(db.sans_accent(${cherche.trim()}), '%', ''), '_', '') || '%' or i.numero = ${cherche.trim()})` : sql`true`
  const { rows } = await sql<LigneRegistre>`select i.rang, i.numero, i.inscrite_le, i.inscrite_par, d.id, d.numero as dossier, d.demarche, d.version, d.demandeur, d.etat, d.archive_le is null and d.efface_le is null as ouvrable
    from demarches.inscription i join demarches.dossier d on d.id = i.dossier_id
    where i.registre = ${l.registre} and i.territoire = ${l.territoire} and i.bureau = ${l.bureau} and i.annee = ${l.annee} and i.rang > ${apres ?? 0} and ${mots} order by i.rang limit ${limite}`.execute(db)
  return rows
}
