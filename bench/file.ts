// The queue and the search at 10,000, 100,000 and 1,000,000 files, three in four of them closed: p95 of each reading, and its growth.
// With « plans », each reading's plan at the last size is written too, and those that read the whole table of files are named.
// node --import ./bin/loader.mjs bench/file.ts [sizes, 10000,100000,1000000] [plans]
import { Portee } from '../src/kernel/identite/portee.ts'
import { sql } from '../src/kernel/db/index.ts'
import { compterFile, listAutres, listDossiers, listMiens } from '../src/modules/demarches/file.queries.ts'
import { insertSession } from '../src/kernel/identite/session.queries.ts'
import type { Db } from '../src/kernel/db/index.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import { compterEcheances } from '../src/modules/demarches/conservation/conservation.queries.ts'
import { engendrer } from './dossiers.ts'
import { dire, ouvrirBanc } from './outils.ts'

const TAILLES = (process.argv[2] ?? '10000,100000,1000000').split(',').map(Number)
const JOUR = '2026-11-25'
const TOURS = 40

/** The same reading connection, which also keeps the plan of each query. */
function expliquer(db: Db, plans: string[]): Db {
  const avec = <T extends object>(objet: T, nom: string, autre: (v: never) => unknown): T => new Proxy(objet, { get: (cible, cle) => { const v: unknown = Reflect.get(cible, cle); return cle === nom ? autre(v as never) : typeof v === 'function' ? v.bind(cible) : v } })
  return avec(db, 'getExecutor', () => () => {
    const vrai = db.getExecutor()
    return avec(vrai, 'executeQuery', () => async (q: { sql: string }) => {
      const lu = await vrai.executeQuery<Record<string, string>>({ ...q, sql: `explain (costs off) ${q.sql}` } as never)
      plans.push(lu.rows.map((l) => Object.values(l)[0]).join('\n'))
      return vrai.executeQuery(q as never)
    })
  })
}

/** An agent of the office, signed in: what his browser asks for. */
async function ouvrirAgent(banc: Awaited<ReturnType<typeof ouvrirBanc>>, lieu: string): Promise<string> {
  const maintenant = new Date()
  return banc.application.maison.base.ecrire(async (tx) => {
    const [id, poste] = [uuidv7(), uuidv7()]
    await sql`insert into identite.agent (id, nom, courriel, cree_le) values (${id}, 'Agent', 'agent@banc.example', ${maintenant})`.execute(tx)
    await sql`insert into identite.poste (id, role, territoire, bureau, ouvert_le) values (${poste}, 'agent_arrondissement', ${lieu}, 'Bohicon I', '2020-01-01')`.execute(tx)
    await sql`insert into identite.affectation (id, poste_id, agent_id, nature, du, au, acte, decidee_par, cree_le) values (${uuidv7()}, ${poste}, ${id}, 'titulaire', '2020-01-01', null, 'banc', 'systeme:banc', ${maintenant})`.execute(tx)
    return insertSession(tx, { genre: 'agent', personneId: id, jours: 1, ip: '', navigateur: '', maintenant })
  })
}

const PLANS = process.argv.includes('plans')
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
  const cookie = `iroko_n=banc; iroko_s=${await ouvrirAgent(banc, arrondissement)}`
  const page = async (chemin: string) => {
    const r = await banc.application.serveur.inject({ url: chemin, headers: { cookie } })
    if (r.statusCode !== 200) throw new Error(`${chemin} : ${r.statusCode}`)
  }
  const faire = (db: Db): [string, () => Promise<unknown>][] => [
    ['day of an agent: figures', () => compterFile(db, agent, JOUR, cles)],
    ['day of an agent: files that wait for him', () => listMiens(db, cles, 21)],
    ['day of an agent: those that wait for others', () => listAutres(db, agent, cles, false, 21)],
    ['day of the ministry: figures of the country', () => compterFile(db, pays, JOUR, [])],
    ['list, an arrondissement', () => listDossiers(db, agent, { limite: 21 })],
    ['list, an arrondissement, next page', () => listDossiers(db, agent, { limite: 21, apres: loin!.id })],
    ['list, an arrondissement, by due date', () => listDossiers(db, agent, { limite: 21, tri: 'delai' })],
    ['list, where a post is called', () => listDossiers(db, { codes: [] }, { cles, limite: 21 })],
    ['day of an office: what must soon be archived', () => compterEcheances(db, agent, JOUR, 100)],
    ['list, a commune, to examine', () => listDossiers(db, commune, { limite: 21, etat: 'depose' })],
    ['list, the country', () => listDossiers(db, pays, { limite: 21 })],
    ['list, the country, refused, by date', () => listDossiers(db, pays, { limite: 21, etat: 'refuse', tri: 'depose' })],
    ['search, a number, the country', () => listDossiers(db, pays, { limite: 21, cherche: `CV-${taille - 3}` })],
    ['search, a common name, the country', () => listDossiers(db, pays, { limite: 21, cherche: 'dossou' })],
    ['search, a common name, an arrondissement', () => listDossiers(db, agent, { limite: 21, cherche: 'dossou' })],
    ['search, a name nobody has, the country', () => listDossiers(db, pays, { limite: 21, cherche: 'wxyz' })],
  ]
  const pages: [string, () => Promise<unknown>][] = [
    ['the page of the list, whole (HTTP, 20 rows)', () => page('/dossiers')],
    ['the page of the day, whole (HTTP)', () => page('/journee')],
  ]
  if (PLANS && taille === TAILLES.at(-1))
    for (const [nom] of faire(db)) {
      const plans: string[] = []
      await faire(expliquer(db, plans)).find(([n]) => n === nom)![1]()
      console.log(`\n### ${nom}${plans.some((p) => /Seq Scan on dossier/.test(p)) ? ' (reads the whole table)' : ''}\n${plans.join('\n--\n')}`)
    }
  for (const [nom, lecture] of [...faire(db), ...pages]) {
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
