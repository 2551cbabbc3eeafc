// The queue and the search at 10,000, 100,000 and 1,000,000 files, three in four of them closed: p95 of each reading, and its growth.
// node --import ./bin/loader.mjs bench/file.ts [sizes, 10000,100000,1000000] [plans]
import { Portee } from '../src/kernel/identite/portee.ts'
import { sql } from '../src/kernel/db/index.ts'
import { compterFile, listAutres, listDossiers, listMiens } from '../src/modules/demarches/file.queries.ts'
import { engendrer } from './dossiers.ts'
import { dire, ouvrirBanc } from './outils.ts'

const TAILLES = (process.argv[2] ?? '10000,100000,1000000').split(',').map(Number)
const JOUR = '2026-11-25'
const TOURS = 40

const p95 = (temps: number[]) => temps.toSorted((a, b) => a - b)[Math.floor(temps.length * 0.95)]!
const mesures = new Map<string, number[]>()
for (const taille of TAILLES) {
  const banc = await ouvrirBanc({ connexions: 4 })
  const { base: { lire: db }, territoires } = banc.application.maison
  const debut = performance.now()
  await engendrer(banc, taille)
  console.error(`${dire(taille)} files in ${dire((performance.now() - debut) / 1000)} s`)
  const arrondissement = territoires.chercher('Bohicon I', { niveau: 'arrondissement' })[0]!.code
  const commune = Portee.creer(territoires.couverture(territoires.chercher('Bohicon', { niveau: 'commune' })[0]!.code))
  const agent = Portee.creer([arrondissement])
  const pays = Portee.creer('tout')
  const cles = [`poste:agent_arrondissement@${arrondissement}`]
  const [loin] = (await sql<{ id: string }>`select id from demarches.dossier where territoire = ${arrondissement} order by id desc offset 10 limit 1`.execute(db)).rows
  const lectures: [string, () => Promise<unknown>][] = [
    ['day of an agent: figures', () => compterFile(db, agent, JOUR, cles)],
    ['day of an agent: files that wait for him', () => listMiens(db, cles, 21)],
    ['day of an agent: those that wait for others', () => listAutres(db, agent, cles, false, 21)],
    ['day of the ministry: figures of the country', () => compterFile(db, pays, JOUR, [])],
    ['list, an arrondissement', () => listDossiers(db, agent, { limite: 21 })],
    ['list, an arrondissement, next page', () => listDossiers(db, agent, { limite: 21, apres: loin!.id })],
    ['list, an arrondissement, by due date', () => listDossiers(db, agent, { limite: 21, tri: 'delai' })],
    ['list, a commune, to examine', () => listDossiers(db, commune, { limite: 21, etat: 'depose' })],
    ['list, the country', () => listDossiers(db, pays, { limite: 21 })],
    ['list, the country, refused, by date', () => listDossiers(db, pays, { limite: 21, etat: 'refuse', tri: 'depose' })],
    ['search, a number, the country', () => listDossiers(db, pays, { limite: 21, cherche: `CV-${taille - 3}` })],
    ['search, a common name, the country', () => listDossiers(db, pays, { limite: 21, cherche: 'dossou' })],
    ['search, a common name, an arrondissement', () => listDossiers(db, agent, { limite: 21, cherche: 'dossou' })],
    ['search, a name nobody has, the country', () => listDossiers(db, pays, { limite: 21, cherche: 'wxyz' })],
  ]
  for (const [nom, lecture] of lectures) {
    const temps: number[] = []
    for (let tour = -5; tour < TOURS; tour++) {
      const depart = performance.now()
      await lecture()
      if (tour >= 0) temps.push(performance.now() - depart)
    }
    mesures.set(nom, [...(mesures.get(nom) ?? []), p95(temps)])
  }
  await banc.fermer()
}
console.log(`| p95, ms | ${TAILLES.map((t) => dire(t)).join(' | ')} | growth |\n|---|${TAILLES.map(() => '---').join('|')}|---|`)
for (const [nom, t] of mesures) console.log(`| ${nom} | ${t.map((ms) => dire(ms, 1)).join(' | ')} | × ${dire(t.at(-1)! / t[0]!, 1)} |`)
process.exit(0)
