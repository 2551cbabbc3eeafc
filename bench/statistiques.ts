// The page of statistics over 300,000 files: its plan, and its time for a country, a commune, a year.
// node --import ./bin/loader.mjs bench/statistiques.ts [files, 300000]
import { sql } from '../src/kernel/db/index.ts'
import { Portee } from '../src/kernel/identite/portee.ts'
import { mesurer } from '../src/modules/demarches/statistiques/statistiques.queries.ts'
import { engendrer } from './dossiers.ts'
import { dire, mediane, ouvrirBanc } from './outils.ts'

const NOMBRE = Number(process.argv[2] ?? 300_000)
const banc = await ouvrirBanc({ connexions: 4 })
const { base, territoires } = banc.application.maison
await engendrer(banc, NOMBRE)
const tout = { du: '2024-01-01', au: '2026-12-31', jour: '2026-11-25' }
const commune = territoires.couverture(territoires.chercher('Bohicon', { niveau: 'commune' })[0]!.code)
const cas = [
  ['whole country, three years', Portee.creer('tout'), tout],
  ['whole country, one year', Portee.creer('tout'), { ...tout, du: '2025-12-01', au: '2026-11-25' }],
  ['one commune, three years', Portee.creer(commune), tout],
] as const
console.log(`| ${dire(NOMBRE)} files | received | ms, median of 5 |\n|---|---|---|`)
for (const [nom, portee, filtre] of cas) {
  const temps: number[] = []
  let recus = 0
  for (let tour = 0; tour < 5; tour++) {
    const debut = performance.now()
    recus = (await mesurer(base.lire, portee, filtre)).find((m) => m.par === 'tout')!.recus
    temps.push(performance.now() - debut)
  }
  console.log(`| ${nom} | ${dire(recus)} | ${dire(mediane(temps))} |`)
}
const { rows } = await sql<Record<string, string>>`explain (analyze, buffers, costs off) select demarche, bureau, canal, etat, decision, decide_le, a_temps, echeance, station, depose_le from demarches.dossier
  where depose_le >= '2025-12-01' and depose_le < '2026-11-26' and not interne`.execute(base.lire)
console.log(rows.flatMap((ligne) => Object.values(ligne)).join('\n'))
await banc.fermer()
process.exit(0)
