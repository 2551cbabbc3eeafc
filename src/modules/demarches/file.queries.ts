import { dateOuRien, sql, trier } from '../../kernel/db/index.ts'
import type { Db, Morceau } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import { lireTri } from '../../lib/liste.ts'
import { NON_LU } from './echange/echange.queries.ts'
import type { Etat } from './dossier.ts'

export type LigneFile = {
  id: string; numero: string; demarche: string; version: number; etat: Etat; territoire: string; demandeur: string; canal: string
  deposeLe: Date; echeance: string | null; horloge: { genre: string; le: string }[]; constatRequis: boolean; constatId: string | null; decision: string | null; instructeur: string | null
  /** Somebody wrote, and the office has not read it. */
  message: boolean
}
/** `instructeur`: `moi` (the agent of id `moi`), or `personne`. `cles`: instead of a territory, the files on which one of these posts was called, wherever they are (`ou`: that this was asked for). */
export type CritereFile = { ou?: string; cles?: readonly string[]; messages?: string; cherche?: string; demarche?: string; territoire?: string; etat?: string; instructeur?: string; moi?: string }
export type FiltreFile = CritereFile & { tri?: string; apres?: string; limite: number }

const CHAMPS = sql`id, numero, demarche, version, etat, territoire, demandeur, canal, depose_le, echeance, horloge, constat_requis, constat_id, decision, instructeur, ${NON_LU} as message`
// What an agent asks for himself is not among the files of a territory.
const dans = ({ codes }: Pick<Portee, 'codes'>) => (codes === null ? sql`not interne` : codes.length === 1 ? sql`not interne and territoire = ${codes[0]}` : sql`not interne and territoire = any(${codes})`)

/** The file waits for the citizen: an answer, or a payment. */
const PAUSE = sql`etat in ('suspendu', 'liquide', 'sollicite')`

/** The file waits for one of these posts (kernel/identite/cles-poste.ts), wherever it is. A test waits for its author alone. */
const attend = (cles: readonly string[]) => sql`(attend && ${[...cles]}::text[] and not essai)`

/**
 * One of these posts was called on the file: its page opens to whoever holds it. Asked first, by the index of `lecteurs`: the planner would read the
 * whole table in the order of the list (129 ms at 20,000 files).
 */
const appele = (cles: readonly string[]) => sql`id in (select id from demarches.dossier where lecteurs && ${[...cles]}::text[] and not essai offset 0)`

/** Of these files, those that this person's list may show, by either way. */
export const listable = (portee: Pick<Portee, 'codes'>, cles: readonly string[]) => sql`etat <> 'brouillon' and (${dans(portee)} or ${appele(cles)}) and ${conditions({})}`

/** Files that wait for one of these posts, most urgent first: by due date. */
export async function listMiens(db: Db, cles: readonly string[], limite: number): Promise<LigneFile[]> {
  if (cles.length === 0) return []
  const { rows } = await sql<LigneFile>`select ${CHAMPS} from demarches.dossier where station is not null and ${attend(cles)} order by echeance nulls last, id limit ${limite}`.execute(db)
  return rows
}

/** Open files of a territory that wait for somebody else, or for the citizen (`pause`), most urgent first. */
export async function listAutres(db: Db, portee: Portee, cles: readonly string[], pause: boolean, limite: number): Promise<LigneFile[]> {
  const { rows } = await sql<LigneFile>`select ${CHAMPS} from demarches.dossier
    where station is not null and ${dans(portee)} and ${pause ? PAUSE : sql`not ${PAUSE} and not ${attend(cles)}`} order by echeance nulls last, id limit ${limite}`.execute(db)
  return rows
}

/** Columns that sort the list of files. A clock that is stopped or closed has no due date any more. */
const CLES = { depose: sql`depose_le`, delai: sql`case when station is not null and not ${PAUSE} then echeance end` }

/** Above so many places, a search by name asks the whole country first; below, it reads those places in the order of the list. */
const LIEUX_LUS_UN_A_UN = 40

/** Every deposited file of a territory, latest first unless `tri` says otherwise, page by page (`apres` is the id of the last one shown). */
export async function listDossiers(db: Db, portee: Pick<Portee, 'codes'>, filtre: FiltreFile): Promise<LigneFile[]> {
  const { cle, decroit } = lireTri(filtre.tri, ['id', 'depose', 'delai'], '-id')
  const { suite, ordre } = trier({ depuis: sql`demarches.dossier`, id: sql`id`, cles: cle === 'id' ? [] : [cle === 'delai' ? dateOuRien(CLES.delai, decroit) : CLES[cle]], decroit, apres: filtre.apres })
  const { codes } = portee
  const unAUn = codes !== null && filtre.cles === undefined && cle === 'id' && (!filtre.cherche || codes.length <= LIEUX_LUS_UN_A_UN)
  const ou = unAUn ? sql`id in (${parLieu(codes, filtre, suite, ordre)})` : sql`${garde(portee, filtre)} and ${suite}`
  const { rows } = await sql<LigneFile>`select ${CHAMPS} from demarches.dossier where ${ou} order by ${ordre} limit ${filtre.limite}`.execute(db)
  return rows
}

/**
 * Ids of the first files of each place, then the first of them all: each is read in the order of its index, and no more than a
 * page of it. Measured at a million files: 24 ms before for an arrondissement, below 1 after; 100 and 1 for a common name.
 */
function parLieu(codes: readonly string[], filtre: FiltreFile, suite: Morceau, ordre: Morceau): Morceau {
  return sql`select l.id from unnest(${[...codes]}::text[]) lieu (code) cross join lateral (select id from demarches.dossier
    where etat <> 'brouillon' and not interne and territoire = lieu.code and ${conditions(filtre)} and ${suite} order by ${ordre} limit ${filtre.limite}) l order by ${ordre} limit ${filtre.limite}`
}

// Midnight in Porto-Novo, whatever the server's zone.
const minuit = (jour: string) => sql`(${jour}::date)::timestamp at time zone 'Africa/Porto-Novo'`

/** The files a filter keeps, drafts aside, in these territories (null: the whole country): the list, and what is taken away from it. */
export const garde = (portee: Pick<Portee, 'codes'>, filtre: CritereFile) => sql`etat <> 'brouillon' and ${filtre.cles ? appele(filtre.cles) : dans(portee)} and ${conditions(filtre)}`

// What is in the archives, or erased, is in no list of the office.
function conditions(filtre: CritereFile) {
  const et = [sql`archive_le is null and efface_le is null`]
  if (filtre.cherche) et.push(sql`cherche like '%' || replace(replace(db.sans_accent(${filtre.cherche.trim()}), '%', ''), '_', '') || '%'`)
  if (filtre.demarche) et.push(sql`demarche = ${filtre.demarche}`)
  if (filtre.territoire) et.push(sql`territoire = ${filtre.territoire}`)
  if (filtre.instructeur === 'moi') et.push(sql`station is not null and instructeur = ${filtre.moi ?? null}::uuid`)
  if (filtre.instructeur === 'personne') et.push(sql`station is not null and instructeur is null`)
  if (filtre.messages) et.push(NON_LU)
  if (filtre.etat) et.push(sql`etat = ${filtre.etat}`)
  return sql.join(et, sql` and `)
}

/** Beyond this, a figure of the day is « plus de 1 000 »: whoever reads it does nothing else with one more. */
export const PLAFOND = 1000

/** Figures of a day; one above `PLAFOND` says only that there are more. */
export type Comptes = { tard: number; jour: number; attente: number; miens: number; ailleurs: number; tout: number; recusCeJour: number; plusAncien: string | null }

/** The figures of an agent's day: the files that wait for his posts (`cles`) wherever they are, those of his territory, and the oldest late due date. `jour` is YYYY-MM-DD. */
export async function compterFile(db: Db, portee: Portee, jour: string, cles: readonly string[]): Promise<Comptes> {
  const { rows } = await (portee.codes === null ? compterPays(jour, cles) : compterIci(portee, jour, cles)).execute(db)
  return rows[0]!
}

/** Open files of some territories are read once: they are few beside all the files there are. */
function compterIci(portee: Pick<Portee, 'codes'>, jour: string, cles: readonly string[]) {
  const aMoi = attend(cles)
  return sql<Comptes>`
    select count(*) filter (where ${aMoi} and echeance < ${jour}::date) as tard,
      count(*) filter (where ${aMoi} and echeance = ${jour}::date) as jour,
      count(*) filter (where ${PAUSE}) as attente,
      count(*) filter (where ${aMoi}) as miens,
      count(*) filter (where not ${PAUSE} and not ${aMoi}) as ailleurs,
      count(*) as tout,
      count(*) filter (where depose_le >= ${minuit(jour)}) as recus_ce_jour,
      (min(echeance) filter (where ${aMoi} and echeance < ${jour}::date))::text as plus_ancien
    from demarches.dossier where station is not null and (${dans(portee)} or ${aMoi})`
}

/** Those of the whole country are not counted beyond what is said of them: 640 ms became 2 at a million files. */
function compterPays(jour: string, cles: readonly string[]) {
  const aMoi = cles.length > 0 ? attend(cles) : sql`false`
  const vus = cles.length > 0 ? sql`(not interne or ${aMoi})` : sql`not interne`
  const compter = (condition: Morceau) => sql`(select count(*)::int from (select from demarches.dossier where station is not null and ${condition} limit ${PLAFOND + 1}) c)`
  return sql<Comptes>`
    select ${compter(sql`${aMoi} and echeance < ${jour}::date`)} as tard,
      ${compter(sql`${aMoi} and echeance = ${jour}::date`)} as jour,
      ${compter(sql`${vus} and ${PAUSE}`)} as attente,
      ${compter(aMoi)} as miens,
      ${compter(sql`not interne and not ${PAUSE} and not ${aMoi}`)} as ailleurs,
      ${compter(vus)} as tout,
      ${compter(sql`${vus} and depose_le >= ${minuit(jour)}`)} as recus_ce_jour,
      (select min(echeance)::text from demarches.dossier where station is not null and ${aMoi} and echeance < ${jour}::date) as plus_ancien`
}

/** Files received and given back each day since `depuis`, for the week's plot. */
export async function compterSemaine(db: Db, portee: Portee, depuis: string): Promise<{ jour: string; recus: number; rendus: number }[]> {
  const { rows } = await sql<{ jour: string; recus: number; rendus: number }>`
    select (e.le at time zone 'Africa/Porto-Novo')::date::text as jour, count(*) filter (where e.genre = 'depose') as recus, count(*) filter (where e.genre <> 'depose') as rendus
    from demarches.evenement e join demarches.dossier d on d.id = e.dossier_id
    where e.genre in ('depose', 'delivre', 'refuse') and e.le >= ${minuit(depuis)} and ${dans(portee)} group by 1 order by 1`.execute(db)
  return rows
}

export type Proche = { id: string; numero: string; etat: Etat; deposeLe: Date; commun: string }

/** Files of the same procedure that share a phone or an NPI with this one: shown to the agent, never by name alone. */
export async function listProches(db: Db, dossier: { id: string; demarche: string; telephone: string | null; reponses: Record<string, unknown> }, portee: Portee): Promise<Proche[]> {
  const npi = typeof dossier.reponses.npi === 'string' && dossier.reponses.npi !== '' ? dossier.reponses.npi : null
  if (!dossier.telephone && !npi) return []
  const { rows } = await sql<Proche>`
    select id, numero, etat, depose_le, case when reponses->>'npi' = ${npi} then 'NPI' else 'téléphone' end as commun from demarches.dossier
    where demarche = ${dossier.demarche} and id <> ${dossier.id} and etat <> 'brouillon' and archive_le is null and ${dans(portee)}
      and (telephone = ${dossier.telephone} or reponses->>'npi' = ${npi}) order by depose_le desc limit 5`.execute(db)
  return rows
}

export type Plateforme = { recus: number; delivres: number; rendus: number; aTemps: number; retards: number }

/**
 * Figures of the whole platform. `aTemps`: decided no later than the due date written when the citizen was last told;
 * `retards`: still undecided on `jour` (YYYY-MM-DD) although that date is past, the clock not being stopped.
 */
export async function compterPlateforme(db: Db, jour: string): Promise<Plateforme> {
  const { rows } = await sql<Plateforme>`
    select count(*) filter (where depose_le is not null) as recus, count(*) filter (where etat in ('delivre', 'revoque')) as delivres,
      count(*) filter (where decide_le is not null) as rendus, count(*) filter (where decide_le is not null and a_temps) as a_temps,
      count(*) filter (where station is not null and not ${PAUSE} and echeance < ${jour}::date) as retards
    from demarches.dossier where not interne`.execute(db)
  return rows[0]!
}
