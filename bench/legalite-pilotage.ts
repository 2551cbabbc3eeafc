// The figures of the control of legality over 1,500,000 acts of ten years: p50 and p95 of each reading of the dashboard, beside the bare `group by` of the acts
// that gives the same answer, one after the other in each round; then the same while some cells wait for the task, and what the task and the trigger cost.
// With « plans », each reading's plan is written too; with « seul », the bare side is left out.
// node --import ./bin/loader.mjs bench/legalite-pilotage.ts [acts, 1500000] [plans] [seul]
import pg from 'pg'
import { Portee } from '../src/kernel/identite/portee.ts'
import { sql } from '../src/kernel/db/index.ts'
import type { Db } from '../src/kernel/db/index.ts'
import { chiffrer, countSales, cumuler, listOuvertes } from '../src/modules/legalite/pilotage/cumul.queries.ts'
import type { Axe, FiltreChiffres } from '../src/modules/legalite/pilotage/cumul.queries.ts'
import { COMPTES } from '../src/modules/legalite/pilotage/faits.ts'
import type { Fait } from '../src/modules/legalite/pilotage/faits.ts'
import { estCompte, predicat } from '../src/modules/legalite/pilotage/faits.queries.ts'
import { dire, mediane, ouvrirBanc, p95 } from './outils.ts'

const NOMBRE = Number(process.argv[2] ?? 1_500_000)
const TOURS = 25
const chrono = async (travail: () => Promise<unknown>) => {
  const debut = performance.now()
  await travail()
  return performance.now() - debut
}

const banc = await ouvrirBanc({ connexions: 4 })
const { base, territoires } = banc.application.maison
const communes = territoires.tous('commune').map((t) => t.code)
/** Big towns send many acts, small ones few: rank r gets a share that falls as 1 / (r + 8). Written in the order of their receipt, as they come. */
async function remplir(): Promise<void> {
  await base.ecrire(async (tx) => {
    await sql`create temp table lieu on commit drop as select c as commune, sum(1.0 / (r + 8)) over (order by r) / sum(1.0 / (r + 8)) over () as jusqua from unnest(${communes}::text[]) with ordinality as u (c, r)`.execute(tx)
    await sql`select setseed(0.42)`.execute(tx)
    await sql`insert into legalite.acte (id, commune, etat, nature, matiere, numero, objet, date_acte, signataire_nom, mode, empreinte, canal, recu_le, ar_numero, a_temps, approfondi, issue, duree, examine_le, pieces_le, observe_le, suspendu_le, defere_le, cree_le, cree_par, modifie_le)
      select gen_random_uuid(), t.commune, case when t.x < 0.003 then 'juge' when t.recu > '2026-11-01' then 'recu' else 'clos' end,
        (array['deliberation', 'deliberation', 'deliberation', 'arrete-reglementaire', 'arrete-individuel', 'arrete-individuel', 'convention', 'document-budgetaire', 'autre'])[1 + floor(t.a * 9)::int], (array['1.1.1', '2.1.1', '2.3.1', '3.1.1', '3.1.2', '4.1.1', '5.1.1', '6.1.1', '7.2.1', '8.1.1', '9.1.1', null])[1 + floor(t.b * t.b * 12)::int],
        'N' || t.i, 'Acte ' || t.i, t.recu::date, 'Le maire', case when t.a < 0.3 then 'electronique' else 'numerise' end, 'e' || t.i, case when t.b < 0.2 then 'json' else 'ecran' end, t.recu, 'AR-' || t.i, t.c > 0.15, t.c < 0.1,
        case when t.x < 0.003 then 'annule-juge' when t.recu > '2026-11-01' then null when t.x < 0.02 then 'reforme' when t.x < 0.6 then 'silence' else 'sans-observation' end, case when t.recu > '2026-11-01' and t.x >= 0.003 then null else 2 + floor(t.d * t.d * 40)::int end,
        case when t.c < 0.09 then t.recu end, case when t.d < 0.05 then t.recu end, case when t.x < 0.04 then t.recu end, case when t.x < 0.001 then t.recu end, case when t.x < 0.004 then t.recu end, t.recu, 'systeme:banc', t.recu
      from (select i, (select commune from lieu where jusqua >= l order by jusqua limit 1) as commune, '2016-12-01'::timestamptz + (power(u, 0.7) * 3642) * interval '1 day' as recu, a, b, c, d, x
        from (select i, random() as l, random() as u, random() as a, random() as b, random() as c, random() as d, random() as x from generate_series(1, ${sql.lit(NOMBRE)}) i) tirage) t order by t.recu`.execute(tx)
  })
}
console.error(`${dire(NOMBRE)} acts in ${dire((await chrono(remplir)) / 1000)} s`)
/** What autovacuum does in a house that has lived: its own role may. */
async function analyser(): Promise<void> {
  const client = new pg.Client({ connectionString: banc.url })
  await client.connect()
  await client.query('analyze')
  await client.end()
}
await analyser()
const lots: number[] = []
for (let fini = false; !fini; ) lots.push(await chrono(async () => void (fini = (await base.ecrire((tx) => cumuler(tx, 400))) < 400)))
await analyser()

const TZ = sql`at time zone 'Africa/Porto-Novo'`
const BRUTS: Readonly<Record<Axe, ReturnType<typeof sql>>> = { tout: sql`1`, prefecture: sql`left(a.commune, 2)`, commune: sql`a.commune`, nature: sql`a.nature`, matiere: sql`coalesce(split_part(a.matiere, '.', 1), '')`, mois: sql`date_trunc('month', a.recu_le ${TZ})` }
const colonnes = sql.join(COMPTES.map((c) => sql`count(*) filter (where ${predicat(c as Fait)})`))
/** What a screen would ask without any rollup: one `group by` of the acts by axis. */
async function brut(portee: Portee, f: FiltreChiffres, axes: readonly Axe[]): Promise<void> {
  for (const axe of axes)
    await sql`select ${BRUTS[axe]}, ${colonnes}, percentile_cont(0.5) within group (order by a.duree), percentile_cont(0.9) within group (order by a.duree) from legalite.acte a
      where ${estCompte('transmis')} and a.recu_le >= ${`${f.du}-01`}::timestamp ${TZ} and a.recu_le < (${`${f.au}-01`}::timestamp + interval '1 month') ${TZ}
        and ${portee.codes ? sql`a.commune = any(${portee.codes}::text[])` : sql`true`} and ${f.nature ? sql`a.nature = ${f.nature}` : sql`true`} group by 1`.execute(base.lire)
}

const pays = Portee.creer('tout')
const zou = Portee.creer(territoires.couverture('12'))
const bohicon = Portee.creer(territoires.couverture('1203'))
const [an, dix] = [{ du: '2025-12', au: '2026-11' }, { du: '2016-12', au: '2026-11' }]
const cas: [string, Portee, FiltreChiffres, Axe[]][] = [
  ['country, 12 months, the whole dashboard', pays, an, ['tout', 'mois', 'commune', 'prefecture']],
  ['country, 12 months, by subject', pays, an, ['tout', 'matiere']],
  ['country, ten years, the whole dashboard', pays, dix, ['tout', 'mois', 'commune', 'prefecture']],
  ['country, ten years, by kind', pays, dix, ['tout', 'nature']],
  ['country, ten years, by subject', pays, dix, ['tout', 'matiere']],
  ['country, ten years, one kind, by commune', pays, { ...dix, nature: 'convention' }, ['tout', 'commune']],
  ['a prefecture, ten years, by commune', zou, dix, ['tout', 'mois', 'commune']],
  ['a commune, ten years, by kind', bohicon, dix, ['tout', 'nature']],
]
/** The same reading connection, which writes the plan of each query. */
function expliquer(db: Db): Db {
  const avec = <T extends object>(objet: T, nom: string, autre: (v: never) => unknown): T => new Proxy(objet, { get: (cible, cle) => { const v: unknown = Reflect.get(cible, cle); return cle === nom ? autre(v as never) : typeof v === 'function' ? v.bind(cible) : v } })
  return avec(db, 'getExecutor', () => () => {
    const vrai = db.getExecutor()
    return avec(vrai, 'executeQuery', () => async (q: { sql: string }) => {
      console.log((await vrai.executeQuery<Record<string, string>>({ ...q, sql: `explain (analyze, costs off, buffers off) ${q.sql}` } as never)).rows.map((l) => Object.values(l)[0]).join('\n'))
      return vrai.executeQuery(q as never)
    })
  })
}

const [PLANS, SEUL] = [process.argv.includes('plans'), process.argv.includes('seul')]
async function mesurer(titre: string, contre: boolean): Promise<void> {
  const avecBrut = contre && !SEUL
  if (PLANS)
    for (const [nom, portee, f, axes] of cas) {
      console.log(`\n### ${titre} ${nom}`)
      await chiffrer(expliquer(base.lire), portee, f, axes, axes.filter((a) => a !== 'mois'))
    }
  console.log(`\n${titre}\n\n| reading | p50, ms | p95, ms |${avecBrut ? ' bare p50 | bare p95 | × |' : ''}\n|---|---|---|${avecBrut ? '---|---|---|' : ''}`)
  for (const [nom, portee, f, axes] of cas) {
    const [nous, eux]: [number[], number[]] = [[], []]
    for (let tour = -2; tour < TOURS; tour++) {
      const t = await chrono(() => chiffrer(base.lire, portee, f, axes, axes.filter((a) => a !== 'mois')))
      if (tour >= 0) nous.push(t)
      // The bare side is long: three rounds of it, spread among ours, are enough to say its middle and its worst.
      if (avecBrut && tour >= 0 && tour % 10 === 0) eux.push(await chrono(() => brut(portee, f, axes)))
    }
    console.log(`| ${nom} | ${dire(mediane(nous), 1)} | ${dire(p95(nous), 1)} |${avecBrut ? ` ${dire(mediane(eux))} | ${dire(Math.max(...eux))} | ${dire(mediane(eux) / mediane(nous), 1)} |` : ''}`)
  }
}

const { rows: [tailles] } = await sql<{ cellules: number; durees: number; octets: number; actes: number }>`select (select count(*) from legalite.cumul) as cellules, (select count(*) from legalite.cumul_duree) as durees,
  (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent in ('legalite.cumul'::regclass, 'legalite.cumul_duree'::regclass))::bigint as octets, pg_total_relation_size('legalite.acte') as actes`.execute(base.lire)
console.log(`${dire(NOMBRE)} acts; rollup: ${dire(tailles!.cellules)} cells, ${dire(tailles!.durees)} lengths, ${dire(tailles!.octets / 1_048_576)} MB beside ${dire(tailles!.actes / 1_048_576)} MB of acts. The task: ${lots.length} batches of 400 cells, median ${dire(mediane(lots))} ms, worst ${dire(Math.max(...lots))} ms.`)
await mesurer('Every cell clean:', true)
const ouvertes = await chrono(() => listOuvertes(base.lire, { du: '2025-01', au: '2025-12' }))
console.log(`\nOpen data of a year: ${dire(ouvertes)} ms.`)

const { rows: touches } = await sql<{ id: string }>`select id from legalite.acte where recu_le > '2026-08-01' order by md5(id::text) limit 300`.execute(base.lire)
const gestes: number[] = []
const toucher = async (n: number) => {
  for (const { id } of touches.splice(0, n)) gestes.push(await chrono(() => base.ecrire(async (tx) => void (await sql`update legalite.acte set observe_le = now() where id = ${id}`.execute(tx)))))
}
const sans: number[] = []
for (const { id } of touches.slice(0, 100)) sans.push(await chrono(() => base.ecrire(async (tx) => void (await sql`update legalite.acte set publication_preuve = 'x' where id = ${id}`.execute(tx)))))
for (const [n, quoi] of [[12, 'a busy minute of the country'], [288, 'many files brought in at once']] as const) {
  await toucher(n)
  await mesurer(`With ${dire(await countSales(base.lire))} cells that wait for the task (${dire(gestes.length)} gestures on recent acts: ${quoi}):`, false)
}
console.log(`\nA gesture that marks: median ${dire(mediane(gestes), 2)} ms; one that changes no figure: ${dire(mediane(sans), 2)} ms. The task after them: ${dire(await chrono(() => base.ecrire((tx) => cumuler(tx, 1000))))} ms.`)
await banc.fermer()
process.exit(0)
