// Requests a second at 32 connections, beside a bare Fastify route of the same process as the limit.
// node --import ./bin/loader.mjs bench/pages.ts
import autocannon from 'autocannon'
import fastify from 'fastify'
import { sql } from '../src/kernel/db/index.ts'
import { insertSession } from '../src/kernel/identite/session.queries.ts'
import { dire, mediane, ouvrirBanc } from './outils.ts'

const banc = await ouvrirBanc({ demo: true })
const { serveur, maison } = banc.application
const adresse = await serveur.listen({ port: 0, host: '127.0.0.1' })
const nu = fastify()
nu.get('/', async (_requete, reponse) => reponse.type('text/html').send('<!doctype html><title>nu</title>'))
const adresseNue = await nu.listen({ port: 0, host: '127.0.0.1' })

const { rows } = await sql<{ id: string }>`select a.agent_id as id from identite.affectation a join identite.poste p on p.id = a.poste_id where p.role = 'agent_arrondissement' limit 1`.execute(maison.base.lire)
const jeton = await maison.base.ecrire((tx) => insertSession(tx, { genre: 'agent', personneId: rows[0]!.id, jours: 1, ip: '', navigateur: '', maintenant: new Date() }))

const cas = [
  ['bare Fastify route', `${adresseNue}/`, {}],
  ['service page', `${adresse}/demarches/certificat-de-vie`, {}],
  ['home page', `${adresse}/`, {}],
  ["agent's day (queue)", `${adresse}/journee`, { cookie: `iroko_s=${jeton}` }],
  ['list of files', `${adresse}/dossiers`, { cookie: `iroko_s=${jeton}` }],
] as const

const tirer = (url: string, headers: Record<string, string>, duration: number) => autocannon({ url, connections: 32, duration, headers: { 'accept-encoding': 'gzip', ...headers } })
const lus = new Map<string, { debit: number[]; p99: number[]; fautes: number }>()
for (const [, url, entetes] of cas) await tirer(url, entetes, 2)
for (let tour = 0; tour < 3; tour++)
  for (const [nom, url, entetes] of cas) {
    const r = await tirer(url, entetes, 5)
    const lu = lus.get(nom) ?? { debit: [], p99: [], fautes: 0 }
    lus.set(nom, { debit: [...lu.debit, r.requests.average], p99: [...lu.p99, r.latency.p99], fautes: lu.fautes + r.non2xx + r.errors })
  }
const limite = mediane(lus.get('bare Fastify route')!.debit)
console.log('| page | requests/s | of the bare route | p99 (ms) | errors |\n|---|---|---|---|---|')
for (const [nom, { debit, p99, fautes }] of lus) console.log(`| ${nom} | ${dire(mediane(debit))} | ${dire((100 * mediane(debit)) / limite)} % | ${dire(mediane(p99))} | ${fautes} |`)
globalThis.gc?.()
console.log(`\nResident memory after: ${dire(process.memoryUsage().rss / 1_048_576)} MB (server, load generator and bare server in one process).`)
await nu.close()
await banc.fermer()
process.exit(0)
