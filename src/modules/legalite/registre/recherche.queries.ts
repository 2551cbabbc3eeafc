import { A_NEUF, sql } from '../../../kernel/db/index.ts'
import type { Db, Morceau } from '../../../kernel/db/index.ts'
import type { Acte } from '../acte/acte.ts'
import type { GenreLien } from '../acte/lien.ts'
import { EXTRAIT, EXTRAIT_DANS } from '../extrait.ts'
import type { Publication } from './publication.ts'

/** What the state of a published act is told from. */
type Suivi = Pick<Acte, 'etat' | 'issue' | 'recuLe' | 'publieLe' | 'publicationMode' | 'executoireLe' | 'suspenduLe' | 'defereLe' | 'jugeLe' | 'closLe'>
/** A line of the public register. `acteId` names it for everybody; `extrait` holds what was found between private signs, to be escaped by whoever shows it. */
export type LignePublique = Suivi & Pick<Publication, 'id' | 'acteId' | 'commune' | 'nature' | 'matiere' | 'numero' | 'dateActe' | 'objet' | 'taille'> & { publieeLe: Date; extrait: string }
export type FiltrePublic = { communes?: readonly string[]; nature?: string; matiere?: string; annee?: number; cherche?: string; apres?: string; limite: number }

const VIVANTE = sql`p.publiee_le is not null and p.retiree_le is null`
const SUIVI = sql`a.etat, a.issue, a.recu_le, a.publie_le::text as publie_le, a.publication_mode, a.executoire_le::text as executoire_le, a.suspendu_le, a.defere_le, a.juge_le::text as juge_le, a.clos_le`
const CHAMPS = sql`p.id, p.acte_id, p.commune, p.nature, p.matiere, p.numero, p.date_acte::text as date_acte, p.objet, p.taille, p.publiee_le, ${SUIVI}`

/** Acts that a search ranks, the latest that have the words: what a common word has in millions is never sorted. */
export const CANDIDATS = 300
/** Acts that have the words of a phrase, in which the phrase itself is looked for: an index knows words, not their order (0.7 s for 150,000 acts without this bound). */
const VUS_POUR_UNE_PHRASE = 5_000

/** One commune: its own index gives the order of days. Several are asked of the index of words. */
const seule = ({ communes }: FiltrePublic) => (communes?.length === 1 ? [sql`p.commune = ${communes[0]}`] : [])
const annee = (f: FiltrePublic) => (f.annee ? [sql`p.date_acte >= ${`${f.annee}-01-01`}::date and p.date_acte <= ${`${f.annee}-12-31`}::date`] : [])

function conditions(f: FiltrePublic) {
  const et = [VIVANTE, ...annee(f)]
  if (f.communes) et.push(...(f.communes.length === 1 ? seule(f) : [sql`p.commune = any(${[...f.communes]}::text[])`]))
  if (f.nature) et.push(sql`p.nature = ${f.nature}`)
  if (f.matiere) et.push(sql`(p.matiere = ${f.matiere} or p.matiere like ${`${f.matiere.replaceAll(/[\\%_]/g, '')}.%`})`)
  return sql.join(et, sql` and `)
}

const lexeme = (mot: string): string => `'${mot.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`
/** The same filters as words of the index (`legalite.reperes`); undefined when there is none. */
function reperesDe(f: FiltrePublic): string | undefined {
  const et = [...(f.communes && f.communes.length > 1 ? [`(${f.communes.map((c) => lexeme(`§c${c}`)).join(' | ')})`] : []), ...(f.nature ? [lexeme(`§n${f.nature}`)] : []), ...(f.matiere ? [lexeme(`§m${f.matiere}`)] : []), ...(f.annee ? [lexeme(`§a${f.annee}`)] : [])]
  return et.length > 0 ? et.join(' & ') : undefined
}

/** Published acts, latest first; with words, the best first among the latest `CANDIDATS` that have them. `apres` is the act of the last line seen. */
export async function listPublies(db: Db, f: FiltrePublic): Promise<LignePublique[]> {
  if (f.cherche) return chercher(db, { ...f, cherche: f.cherche })
  const suite = f.apres ? sql`(p.date_acte, p.id) < (select date_acte, id from legalite.publication where acte_id = ${f.apres} and publiee_le is not null order by publiee_le desc limit 1)` : sql`true`
  const { rows } = await sql<LignePublique>`${A_NEUF}select ${CHAMPS}, '' as extrait from (select * from legalite.publication p where ${conditions(f)} and ${suite} order by p.date_acte desc, p.id desc limit ${f.limite}) p
    join legalite.acte a on a.id = p.acte_id order by p.date_acte desc, p.id desc`.execute(db)
  return rows
}

/** What was typed without what is refused (`-mot`) and without the order of a phrase. */
const sansPhrases = (cherche: string): string => (/["-]/.test(cherche) ? cherche.replaceAll(/(?:^|\s)-(?:"[^"]*"?|\S+)/g, ' ').replaceAll('"', ' ').trim() : cherche)

async function chercher(db: Db, f: FiltrePublic & { cherche: string }): Promise<LignePublique[]> {
  const suite = f.apres ? sql`(r.rang, r.date_acte, r.id) < (select rang, date_acte, id from ranges where acte_id = ${f.apres})` : sql`true`
  // Written out where it is used: the planner knows then how common the words are, and goes by their index or by the dates.
  const q = sql`websearch_to_tsquery('legalite.francais'::regconfig, ${f.cherche})`
  const mots = sansPhrases(f.cherche)
  const reperes = reperesDe(f)
  if (f.communes?.length === 0) return []
  // Filters are asked of the index of words; a commune and a year of the dates' own too, so that common words are read from the latest day on.
  const parmi = (question: Morceau) => (reperes ? sql`p.mots @@ (${question} && ${reperes}::tsquery)` : sql`p.mots @@ ${question}`)
  const large = mots === f.cherche ? undefined : mots === '' ? (reperes ? sql`p.mots @@ ${reperes}::tsquery` : sql`true`) : parmi(sql`websearch_to_tsquery('legalite.francais'::regconfig, ${mots})`)
  const vus = sql`select p.id, p.acte_id, p.date_acte, p.mots from legalite.publication p where ${sql.join([large ?? parmi(q), VIVANTE, ...seule(f), ...annee(f)], sql` and `)} order by p.date_acte desc, p.id desc limit ${large ? VUS_POUR_UNE_PHRASE : CANDIDATS}`
  const { rows } = await sql<LignePublique>`${A_NEUF}with vus as materialized (${vus}), candidats as materialized (select * from vus v where v.mots @@ ${q} order by v.date_acte desc, v.id desc limit ${CANDIDATS}),
    ranges as materialized (select c.id, c.acte_id, c.date_acte, ts_rank(c.mots, ${q}) as rang from candidats c),
    retenus as (select * from ranges r where ${suite} order by r.rang desc, r.date_acte desc, r.id desc limit ${f.limite})
    select ${CHAMPS}, ts_headline('legalite.francais', left(p.texte, ${EXTRAIT_DANS}), ${q}, ${EXTRAIT}) as extrait
    from retenus r join legalite.publication p on p.id = r.id join legalite.acte a on a.id = p.acte_id order by r.rang desc, r.date_acte desc, r.id desc`.execute(db)
  return rows
}

/** The latest published, for whoever follows them; of one commune, or of all. */
export async function listFlux(db: Db, commune: string | undefined, limite: number): Promise<LignePublique[]> {
  const { rows } = await sql<LignePublique>`select ${CHAMPS}, '' as extrait from legalite.publication p join legalite.acte a on a.id = p.acte_id
    where ${VIVANTE} and ${commune ? sql`p.commune = ${commune}` : sql`true`} order by p.publiee_le desc, p.id desc limit ${limite}`.execute(db)
  return rows
}

export type ActePublic = LignePublique & Pick<Publication, 'mode' | 'texte' | 'sha256'>
/** An act as everybody reads it; undefined when it was never published, or is not any more. */
export async function findPublic(db: Db, acteId: string): Promise<ActePublic | undefined> {
  const { rows } = await sql<ActePublic>`select ${CHAMPS}, '' as extrait, p.mode, p.texte, p.sha256 from legalite.publication p join legalite.acte a on a.id = p.acte_id where p.acte_id = ${acteId} and ${VIVANTE}`.execute(db)
  return rows[0]
}

/** Whether an act was in the public register once. */
export async function existeRetiree(db: Db, acteId: string): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from legalite.publication where acte_id = ${acteId} and retiree_le is not null) as oui`.execute(db)
  return rows[0]?.oui ?? false
}

export type LienPublic = { genre: GenreLien; sens: 'vers' | 'depuis' } & Pick<Publication, 'acteId' | 'numero' | 'objet'>
/** The published acts tied to this one, both ways. */
export async function listLiensPublics(db: Db, acteId: string): Promise<LienPublic[]> {
  const { rows } = await sql<LienPublic>`select l.genre, case when l.acte_id = ${acteId} then 'vers' else 'depuis' end as sens, p.acte_id, p.numero, p.objet
    from legalite.lien l join legalite.publication p on p.acte_id = case when l.acte_id = ${acteId} then l.vers else l.acte_id end and ${VIVANTE}
    where l.acte_id = ${acteId} or l.vers = ${acteId} order by p.date_acte, p.id limit 50`.execute(db)
  return rows
}

export type SuitePublique = { genre: 'suspension' | 'defere'; numero: string; signeLe: Date; juridiction: string | null; jugementNumero: string | null; jugementLe: string | null; jugementSens: 'annule' | 'annule-partie' | 'rejete' | 'desiste' | 'suspendu' | 'non-suspendu' | null }
/** What the prefect has ordered, or asked a judge, about a published act: numbers and dates, never the words of a letter, which may name somebody. */
export async function listSuitesPubliques(db: Db, acteId: string): Promise<SuitePublique[]> {
  const { rows } = await sql<SuitePublique>`select genre, numero, signe_le, juridiction, jugement_numero, jugement_le::text as jugement_le, jugement_sens from legalite.mesure
    where acte_id = ${acteId} and genre in ('suspension', 'defere') and signe_le is not null order by signe_le, id`.execute(db)
  return rows
}
