import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import { COMPTES, NOMS_FAITS, quantile } from './faits.ts'
import type { Chiffres, Compte, Fait } from './faits.ts'
import { estCompte, predicat } from './faits.queries.ts'

/** By what figures are grouped; `tout`: altogether. */
export type Axe = 'tout' | 'prefecture' | 'commune' | 'nature' | 'matiere' | 'mois'
/** Where figures are read: a `Portee`, or the whole country for what is public. */
export type Bornes = Pick<Portee, 'codes'>
/** Months of receipt, both included, YYYY-MM; `communes`: codes; `matiere`: a first level, '' for acts without a subject. */
export type FiltreChiffres = { du: string; au: string; communes?: readonly string[] | undefined; nature?: string | undefined; matiere?: string | undefined }

const LOCAL = sql`at time zone 'Africa/Porto-Novo'`
const colonne = (c: Compte) => sql.ref(c.replace(/[A-Z]/g, (m) => `_${m.toLowerCase()}`))
const COLONNES = sql.join(COMPTES.map(colonne))
const COMPTER = sql.join(COMPTES.map((c) => sql`count(*) filter (where ${predicat(c)})::int as ${colonne(c)}`))
const SOMMER = sql.join(COMPTES.map((c) => sql`sum(${colonne(c)})::bigint as ${colonne(c)}`))
const MATIERE = sql`coalesce(split_part(a.matiere, '.', 1), '')`
/** The acts of a cell `s` (commune, first day of the month): counted inside a `lateral`, so that each cell is one range of an index; joined, PostgreSQL reads the whole table of acts. */
const ACTES = sql`legalite.acte a where a.commune = s.commune and a.recu_le >= s.mois::timestamp ${LOCAL} and a.recu_le < (s.mois + interval '1 month') ${LOCAL} and ${estCompte('transmis')}`
/** What is kept of cells, and how it is counted from the raw rows: the counts, or how long controls lasted. */
const GENRES = {
  cumul: { table: sql`legalite.cumul`, champs: COLONNES, brut: (cellules: ReturnType<typeof sql>) => sql`select s.commune, s.mois, x.* from ${cellules} s cross join lateral (select a.nature, ${MATIERE} as matiere, ${COMPTER} from ${ACTES} group by 1, 2) x` },
  duree: { table: sql`legalite.cumul_duree`, champs: sql`duree, n`, brut: (cellules: ReturnType<typeof sql>) => sql`select s.commune, s.mois, x.* from ${cellules} s cross join lateral (select a.nature, ${MATIERE} as matiere, a.duree, count(*)::int as n from ${ACTES} and a.duree is not null and ${predicat('clos')} group by 1, 2, 3) x` },
} as const
type Genre = (typeof GENRES)[keyof typeof GENRES]

/**
 * A code or a day, written in the text of the statement. A statement with values gets a name, and after five executions a plan that knows none of them: ten years by subject then took
 * three times as long (bench/legalite-pilotage.ts). Only letters, digits, dots and dashes pass; anything else becomes a word that matches nothing.
 */
const mot = (v: string) => sql.lit(/^[\w.-]*$/.test(v) ? v : '?')
const mots = (liste: readonly string[]) => sql`array[${sql.join(liste.map(mot))}]::text[]`

/** The part of a filter that places and months are held against; `t` holds `commune` and `mois`. */
function ou(t: 'c' | 's', portee: Bornes, f: FiltreChiffres) {
  const parmi = (codes: readonly string[] | null | undefined) => (!codes ? sql`true` : codes.length === 0 ? sql`false` : sql`${sql.ref(`${t}.commune`)} = any(${mots(codes)})`)
  return sql`${sql.ref(`${t}.mois`)} between ${mot(`${f.du}-01`)}::date and ${mot(`${f.au}-01`)}::date and ${parmi(portee.codes)} and ${parmi(f.communes)}`
}
const quoi = (t: 'c' | 'b', f: FiltreChiffres) =>
  sql`${f.nature === undefined ? sql`true` : sql`${sql.ref(`${t}.nature`)} = ${mot(f.nature)}`} and ${f.matiere === undefined ? sql`true` : sql`${sql.ref(`${t}.matiere`)} = ${mot(f.matiere)}`}`

/** The fold that a filter asks for: 1 tells kinds apart, 2 subjects. */
const planDe = (f: FiltreChiffres): number => (f.nature === undefined ? 0 : 1) | (f.matiere === undefined ? 0 : 2)
/** Axes read together: from the coarsest fold that still tells them apart, by whole years unless months are asked. */
const LECTURES: readonly { axes: readonly Axe[]; plan: number; parAn: boolean }[] = [
  { axes: ['tout', 'prefecture', 'commune'], plan: 0, parAn: true }, { axes: ['mois'], plan: 0, parAn: false }, { axes: ['nature'], plan: 1, parAn: true }, { axes: ['matiere'], plan: 2, parAn: true },
]

// INSAE codes of communes begin with their département's.
const CLES: Readonly<Record<Exclude<Axe, 'tout'>, ReturnType<typeof sql>>> = { prefecture: sql`left(l.commune, 2)`, commune: sql`l.commune`, nature: sql`l.nature`, matiere: sql`l.matiere`, mois: sql`l.mois` }
const groupes = (axes: readonly Axe[], avec?: ReturnType<typeof sql>) => sql.join(axes.map((a) => sql`(${sql.join([...(a === 'tout' ? [] : [CLES[a]]), ...(avec ? [avec] : [])])})`))
function quelAxe(axes: readonly Axe[]) {
  const propres = axes.filter((a) => a !== 'tout')
  const selon = (dire: (a: Exclude<Axe, 'tout'>) => ReturnType<typeof sql>, sinon: string) => (propres.length === 0 ? sql`${sql.lit(sinon)}::text` : sql`case ${sql.join(propres.map((a) => sql`when grouping(${CLES[a]}) = 0 then ${dire(a)}`), sql` `)} else ${sql.lit(sinon)} end`)
  return sql`${selon((a) => sql`${sql.lit(a)}::text`, 'tout')} as axe, ${selon((a) => (a === 'mois' ? sql`to_char(l.mois, 'YYYY-MM')` : CLES[a]), '')} as cle`
}

/** The whole years of a period, from the first of January to the one that follows the last of December; the same day twice when there is none. */
function anneesPleines({ du, au }: FiltreChiffres): { debut: string; fin: string } {
  const debut = Number(du.slice(0, 4)) + (du.endsWith('-01') ? 0 : 1)
  return { debut: `${debut}-01-01`, fin: `${Math.max(debut, Number(au.slice(0, 4)) + (au.endsWith('-12') ? 1 : 0))}-01-01` }
}

const PROPRE = sql`not exists (select from sales s where s.commune = c.commune and s.mois = c.mois)`
/** What every reading of one statement shares: the marked cells, the whole years they spoil, the raw rows that stand for them. */
function tete(g: Genre, portee: Bornes, f: FiltreChiffres) {
  const { debut, fin } = anneesPleines(f)
  return sql`with sales as materialized (select distinct s.commune, s.mois from legalite.a_cumuler s where ${ou('s', portee, f)}),
    ans as materialized (select distinct commune, date_trunc('year', mois)::date as an from sales where mois >= ${mot(debut)}::date and mois < ${mot(fin)}::date),
    b as materialized (select * from (${g.brut(sql`sales`)}) b where ${quoi('b', f)})`
}

/** The lines of a fold: the whole years that nothing has touched, the months at both ends, the months left clean of the years that something has touched, the raw rows of the others. */
function lignes(g: Genre, portee: Bornes, f: FiltreChiffres, plan: number, parAn: boolean) {
  const champs = sql`commune, nature, matiere, mois, ${g.champs}`
  const de = (ou: ReturnType<typeof sql>) => sql`select ${champs} from ${g.table} c where ${ou} and ${quoi('c', f)}`
  const raw = sql`select ${champs} from b`
  if (!parAn) return sql`${de(sql`c.plan = ${sql.lit(plan)} and ${ou('c', portee, f)} and ${PROPRE}`)} union all ${raw}`
  const { debut, fin } = anneesPleines(f)
  const pleine = sql`c.mois >= ${mot(debut)}::date and c.mois < ${mot(fin)}::date`
  return sql`${de(sql`c.plan = ${sql.lit(plan + 4)} and ${pleine} and ${ou('c', portee, f)} and not exists (select from ans where ans.commune = c.commune and ans.an = c.mois)`)}
    union all ${de(sql`c.plan = ${sql.lit(plan)} and not (${pleine}) and ${ou('c', portee, f)} and ${PROPRE}`)}
    union all select x.* from ans cross join lateral (${de(sql`c.plan = ${sql.lit(plan)} and c.commune = ans.commune and c.mois >= ans.an and c.mois < ans.an + interval '1 year' and ${PROPRE}`)} offset 0) x
    union all ${raw}`
}

/** One statement, so that every axis is read at the same moment. */
function lire(g: Genre, portee: Bornes, f: FiltreChiffres, axes: readonly Axe[], somme: ReturnType<typeof sql>, avec?: ReturnType<typeof sql>) {
  const parties = LECTURES.flatMap(({ axes: communs, plan, parAn }) => {
    const voulus = communs.filter((a) => axes.includes(a))
    return voulus.length === 0 ? [] : [sql`(select ${quelAxe(voulus)}, ${avec ? sql`${avec}, ` : sql``}${somme} from (${lignes(g, portee, f, planDe(f) | plan, parAn)}) l group by grouping sets (${groupes(voulus, avec)}))`]
  })
  return sql`${tete(g, portee, f)} ${sql.join(parties, sql` union all `)}`
}

type Compteur = Record<Compte, number> & { axe: Axe; cle: string }
type Duree = { axe: Axe; cle: string; duree: number; n: number }
const compter = async (db: Db, portee: Bornes, f: FiltreChiffres, axes: readonly Axe[]): Promise<Compteur[]> => (await sql<Compteur>`${lire(GENRES.cumul, portee, f, axes, SOMMER)}`.execute(db)).rows
const lireDurees = async (db: Db, portee: Bornes, f: FiltreChiffres, axes: readonly Axe[]): Promise<Duree[]> => (await sql<Duree>`${lire(GENRES.duree, portee, f, axes, sql`sum(l.n)::bigint as n`, sql`l.duree`)} order by duree`.execute(db)).rows

/**
 * The figures of the acts received in some months, by each axis asked: rollup of the cells that nothing has touched since, raw rows of the others, so that they are exact at any moment.
 * `delais`: axes for which the median and the 90th percentile are also wanted (all of them by default). Counts and delays are two readings: an act that closes in between is in one only.
 */
export async function chiffrer(db: Db, portee: Bornes, f: FiltreChiffres, axes: readonly Axe[], delais: readonly Axe[] = axes): Promise<Map<Axe, Chiffres[]>> {
  const [comptes, durees] = await Promise.all([compter(db, portee, f, axes), delais.length > 0 ? lireDurees(db, portee, f, delais) : []])
  const histogrammes = Map.groupBy(durees, (d) => `${d.axe}:${d.cle}`)
  const dits = comptes.map(({ axe, cle, ...c }): [Axe, Chiffres] => {
    const h = (histogrammes.get(`${axe}:${cle}`) ?? []).map(({ duree, n }) => [duree, n] as const)
    const faits = Object.fromEntries(NOMS_FAITS.map((fait) => [fait, fait === 'juges' ? c.annules + c.annulesPartie + c.rejetes : Number(c[fait] ?? 0)])) as Record<Fait, number>
    return [axe, { ...faits, cle, durees: h.reduce((s, [, n]) => s + n, 0), mediane: quantile(h, 0.5), p90: quantile(h, 0.9) }]
  })
  return new Map(axes.map((axe) => [axe, dits.filter(([a]) => a === axe).map(([, c]) => c).toSorted((a, b) => a.cle.localeCompare(b.cle))]))
}

/** How long the controls of each place lasted, day by day: what an interval around a median is made from. */
export async function listDurees(db: Db, portee: Bornes, f: FiltreChiffres, axe: Axe): Promise<Map<string, (readonly [number, number])[]>> {
  const lues = Map.groupBy(await lireDurees(db, portee, f, [axe]), (d) => d.cle)
  return new Map([...lues].map(([cle, siennes]) => [cle, siennes.map(({ duree, n }) => [duree, n] as const)]))
}

/** The counts of each commune and kind of act in some months: what is given to everybody. */
export async function listOuvertes(db: Db, periode: { du: string; au: string }): Promise<(Record<Compte, number> & { commune: string; nature: string })[]> {
  const { rows } = await sql<Record<Compte, number> & { commune: string; nature: string }>`${tete(GENRES.cumul, { codes: null }, periode)} select l.commune, l.nature, ${SOMMER} from (${lignes(GENRES.cumul, { codes: null }, periode, 1, true)}) l group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

/** The first and last months of the acts counted, YYYY-MM; undefined when there is none. */
export async function findPeriode(db: Db, portee: Bornes): Promise<{ du: string; au: string } | undefined> {
  const parmi = portee.codes === null ? sql`true` : sql`a.commune = any(${portee.codes}::text[])`
  const { rows } = await sql<{ du: string | null; au: string | null }>`select to_char(min(mois), 'YYYY-MM') as du, to_char(max(mois), 'YYYY-MM') as au
    from (select mois from legalite.cumul a where plan = 0 and ${parmi} union all select mois from legalite.a_cumuler a where ${parmi}) m`.execute(db)
  const { du, au } = rows[0] ?? {}
  return du && au ? { du, au } : undefined
}

/** Cells that wait for the task. */
export async function countSales(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select distinct commune, mois from legalite.a_cumuler) s`.execute(db)
  return rows[0]?.n ?? 0
}

const VERROU = 7_746_140

/** Recomputes up to `limite` marked cells from the raw rows; twice gives the same. Returns how many. One at a time in the whole house. */
export async function cumuler(tx: Tx, limite: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(${VERROU})`.execute(tx)
  // What this sees and removes was committed before the next statement reads the raw rows; a mark that comes meanwhile stays.
  const { rows } = await sql<{ commune: string; mois: string }>`with cellules as (select commune, mois from legalite.a_cumuler group by commune, mois order by commune, mois limit ${limite}),
    enlevees as (delete from legalite.a_cumuler s using cellules c where s.commune = c.commune and s.mois = c.mois) select commune, mois::text as mois from cellules`.execute(tx)
  if (rows.length === 0) return 0
  const cellules = sql`(select * from unnest(${rows.map((r) => r.commune)}::text[], ${rows.map((r) => r.mois)}::date[]) as u (commune, mois))`
  const ans = sql`(select distinct commune, date_trunc('year', mois)::date as an from ${cellules} s)`
  for (const g of Object.values(GENRES)) {
    const [par, somme] = g === GENRES.cumul ? [sql``, sql.join(COMPTES.map((c) => sql`sum(c.${colonne(c)})`))] : [sql`, c.duree`, sql`c.duree, sum(c.n)`]
    await sql`delete from ${g.table} t using ${cellules} s where t.commune = s.commune and t.mois = s.mois and t.plan < 4`.execute(tx)
    await sql`delete from ${g.table} t using ${ans} y where t.commune = y.commune and t.mois = y.an and t.plan >= 4`.execute(tx)
    const pli = (quoi: string) => sql`case when grouping(${sql.ref(`c.${quoi}`)}) = 0 then ${sql.ref(`c.${quoi}`)} else '*' end`
    await sql`insert into ${g.table} (plan, commune, mois, nature, matiere, ${g.champs}) select case when grouping(c.nature) = 0 then 1 else 0 end + case when grouping(c.matiere) = 0 then 2 else 0 end, c.commune, c.mois, ${pli('nature')}, ${pli('matiere')}, ${somme}
      from (${g.brut(cellules)}) c group by grouping sets ((c.commune, c.mois${par}), (c.commune, c.mois, c.nature${par}), (c.commune, c.mois, c.matiere${par}), (c.commune, c.mois, c.nature, c.matiere${par}))`.execute(tx)
    await sql`insert into ${g.table} (plan, commune, mois, nature, matiere, ${g.champs}) select c.plan + 4, c.commune, y.an, c.nature, c.matiere, ${somme}
      from ${ans} y cross join lateral (select * from ${g.table} c where c.commune = y.commune and c.mois >= y.an and c.mois < y.an + interval '1 year' and c.plan < 4 offset 0) c group by c.plan, c.commune, y.an, c.nature, c.matiere${par}`.execute(tx)
  }
  return rows.length
}
