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
/** The raw rows of some cells (commune, first day of the month). */
const brut = (cellules: ReturnType<typeof sql>) => sql`${cellules} s join legalite.acte a on a.commune = s.commune and a.recu_le >= s.mois::timestamp ${LOCAL} and a.recu_le < (s.mois + interval '1 month') ${LOCAL} and ${estCompte('transmis')}`

/** The part of a filter that places and months are held against; `t` holds `commune` and `mois`. */
function ou(t: 'c' | 's', portee: Bornes, f: FiltreChiffres) {
  const parmi = (codes: readonly string[] | null | undefined) => (codes ? sql`${sql.ref(`${t}.commune`)} = any(${[...codes]}::text[])` : sql`true`)
  return sql`${sql.ref(`${t}.mois`)} between ${`${f.du}-01`}::date and ${`${f.au}-01`}::date and ${parmi(portee.codes)} and ${parmi(f.communes)}`
}
const quoi = (t: 'c' | 'b', f: FiltreChiffres) =>
  sql`${f.nature === undefined ? sql`true` : sql`${sql.ref(`${t}.nature`)} = ${f.nature}`} and ${f.matiere === undefined ? sql`true` : sql`${sql.ref(`${t}.matiere`)} = ${f.matiere}`}`

/** The coarsest fold that still tells apart what is asked. */
const planDe = (f: FiltreChiffres, axes: readonly Axe[]): number => (f.nature !== undefined || axes.includes('nature') ? 1 : 0) + (f.matiere !== undefined || axes.includes('matiere') ? 2 : 0)

// INSAE codes of communes begin with their département's.
const CLES: Readonly<Record<Exclude<Axe, 'tout'>, ReturnType<typeof sql>>> = { prefecture: sql`left(l.commune, 2)`, commune: sql`l.commune`, nature: sql`l.nature`, matiere: sql`l.matiere`, mois: sql`l.mois` }
const groupes = (axes: readonly Axe[], avec?: ReturnType<typeof sql>) => sql.join(axes.map((a) => sql`(${sql.join([...(a === 'tout' ? [] : [CLES[a]]), ...(avec ? [avec] : [])])})`))
function quelAxe(axes: readonly Axe[]) {
  const propres = axes.filter((a) => a !== 'tout')
  const selon = (dire: (a: Exclude<Axe, 'tout'>) => ReturnType<typeof sql>, sinon: string) => (propres.length === 0 ? sql`${sinon}::text` : sql`case ${sql.join(propres.map((a) => sql`when grouping(${CLES[a]}) = 0 then ${dire(a)}`), sql` `)} else ${sinon} end`)
  return sql`${selon((a) => sql`${a}::text`, 'tout')} as axe, ${selon((a) => (a === 'mois' ? sql`to_char(l.mois, 'YYYY-MM')` : CLES[a]), '')} as cle`
}
const SALES = (portee: Bornes, f: FiltreChiffres) => sql`sales as materialized (select distinct s.commune, s.mois from legalite.a_cumuler s where ${ou('s', portee, f)})`
const PROPRE = sql`not exists (select from sales s where s.commune = c.commune and s.mois = c.mois)`

type Compteur = Record<Compte, number> & { axe: Axe; cle: string }
/** `l`: the lines of a fold, those of clean cells as they were kept, the others counted now. */
const lignes = (portee: Bornes, f: FiltreChiffres, plan: number) => sql`with ${SALES(portee, f)}, l as (
      select c.commune, c.nature, c.matiere, c.mois, ${COLONNES} from legalite.cumul c where c.plan = ${sql.lit(plan)} and ${ou('c', portee, f)} and ${quoi('c', f)} and ${PROPRE}
      union all select b.commune, b.nature, b.matiere, b.mois, ${COLONNES} from (select a.commune, a.nature, ${MATIERE} as matiere, s.mois, ${COMPTER} from ${brut(sql`sales`)} group by 1, 2, 3, 4) b where ${quoi('b', f)})`

async function compter(db: Db, portee: Bornes, f: FiltreChiffres, axes: readonly Axe[]): Promise<Compteur[]> {
  const { rows } = await sql<Compteur>`${lignes(portee, f, planDe(f, axes))} select ${quelAxe(axes)}, ${SOMMER} from l group by grouping sets (${groupes(axes)})`.execute(db)
  return rows
}

/** The whole years of a period, from the first of January to the one that follows the last of December; the same day twice when there is none. */
function anneesPleines({ du, au }: FiltreChiffres): { debut: string; fin: string } {
  const debut = Number(du.slice(0, 4)) + (du.endsWith('-01') ? 0 : 1)
  return { debut: `${debut}-01-01`, fin: `${Math.max(debut, Number(au.slice(0, 4)) + (au.endsWith('-12') ? 1 : 0))}-01-01` }
}

type Duree = { axe: Axe; cle: string; duree: number; n: number }
async function lireDurees(db: Db, portee: Bornes, f: FiltreChiffres, axes: readonly Axe[]): Promise<Duree[]> {
  const plan = planDe(f, axes)
  const { debut, fin } = axes.includes('mois') ? { debut: '2000-01-01', fin: '2000-01-01' } : anneesPleines(f)
  const champs = sql`c.commune, c.nature, c.matiere, c.mois, c.duree, c.n`
  // Whole years that nothing has touched, then the months at both ends, then the months left clean of the years that something has touched, then the raw rows of the others.
  const { rows } = await sql<Duree>`with ${SALES(portee, f)}, ans as materialized (select distinct commune, date_trunc('year', mois)::date as an from sales where mois >= ${debut}::date and mois < ${fin}::date), l as (
      select ${champs} from legalite.cumul_duree c where c.plan = ${sql.lit(plan + 4)} and c.mois >= ${debut}::date and c.mois < ${fin}::date and ${ou('c', portee, f)} and ${quoi('c', f)} and not exists (select from ans where ans.commune = c.commune and ans.an = c.mois)
      union all select ${champs} from legalite.cumul_duree c where c.plan = ${sql.lit(plan)} and not (c.mois >= ${debut}::date and c.mois < ${fin}::date) and ${ou('c', portee, f)} and ${quoi('c', f)} and ${PROPRE}
      union all select ${champs} from ans join legalite.cumul_duree c on c.commune = ans.commune and c.mois >= ans.an and c.mois < ans.an + interval '1 year' where c.plan = ${sql.lit(plan)} and ${quoi('c', f)} and ${PROPRE}
      union all select b.commune, b.nature, b.matiere, b.mois, b.duree, 1 from (select a.commune, a.nature, ${MATIERE} as matiere, s.mois, a.duree from ${brut(sql`sales`)} where a.duree is not null and ${predicat('clos')}) b where ${quoi('b', f)})
    select ${quelAxe(axes)}, l.duree, sum(l.n)::bigint as n from l group by grouping sets (${groupes(axes, sql`l.duree`)}) order by l.duree`.execute(db)
  return rows
}

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
  const { rows } = await sql<Record<Compte, number> & { commune: string; nature: string }>`${lignes({ codes: null }, periode, 1)} select l.commune, l.nature, ${SOMMER} from l group by 1, 2 order by 1, 2`.execute(db)
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
  await sql`delete from legalite.cumul t using ${cellules} s where t.commune = s.commune and t.mois = s.mois`.execute(tx)
  await sql`delete from legalite.cumul_duree t using ${cellules} s where t.commune = s.commune and t.mois = s.mois and t.plan < 4`.execute(tx)
  await sql`delete from legalite.cumul_duree t using ${ans} y where t.commune = y.commune and t.mois = y.an and t.plan >= 4`.execute(tx)
  const plis = sql`grouping sets ((b.commune, b.mois), (b.commune, b.mois, b.nature), (b.commune, b.mois, b.matiere), (b.commune, b.mois, b.nature, b.matiere))`
  const cle = sql`case when grouping(b.nature) = 0 then 1 else 0 end + case when grouping(b.matiere) = 0 then 2 else 0 end as plan, b.commune, b.mois, case when grouping(b.nature) = 0 then b.nature else '*' end, case when grouping(b.matiere) = 0 then b.matiere else '*' end`
  await sql`insert into legalite.cumul (plan, commune, mois, nature, matiere, ${COLONNES}) select ${cle}, ${sql.join(COMPTES.map((c) => sql`sum(b.${colonne(c)})`))}
    from (select a.commune, a.nature, ${MATIERE} as matiere, s.mois, ${COMPTER} from ${brut(cellules)} group by 1, 2, 3, 4) b group by ${plis}`.execute(tx)
  const plisDuree = sql`grouping sets ((b.commune, b.mois, b.duree), (b.commune, b.mois, b.nature, b.duree), (b.commune, b.mois, b.matiere, b.duree), (b.commune, b.mois, b.nature, b.matiere, b.duree))`
  await sql`insert into legalite.cumul_duree (plan, commune, mois, nature, matiere, duree, n) select ${cle}, b.duree, count(*)
    from (select a.commune, a.nature, ${MATIERE} as matiere, s.mois, a.duree from ${brut(cellules)} where a.duree is not null and ${predicat('clos')}) b group by ${plisDuree}`.execute(tx)
  await sql`insert into legalite.cumul_duree (plan, commune, mois, nature, matiere, duree, n) select c.plan + 4, c.commune, y.an, c.nature, c.matiere, c.duree, sum(c.n)
    from ${ans} y join legalite.cumul_duree c on c.commune = y.commune and c.mois >= y.an and c.mois < y.an + interval '1 year' where c.plan < 4 group by 1, 2, 3, 4, 5, 6`.execute(tx)
  return rows.length
}
