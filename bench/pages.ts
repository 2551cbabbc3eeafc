// Requests a second at 32 connections, beside a bare Fastify route of the same process as the limit; the load comes from
// another process. Then what the server's memory is made of.
// node --expose-gc --import ./bin/loader.mjs bench/pages.ts
import { fork } from 'node:child_process'
import { join } from 'node:path'
import fastify from 'fastify'
import { sql } from '../src/kernel/db/index.ts'
import { insertSession } from '../src/kernel/identite/session.queries.ts'
import type { Mesure, Tir } from './tireur.ts'
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

const tireur = fork(join(import.meta.dirname, 'tireur.ts'))
tireur.once('exit', (code) => code && process.exit(code))

function tirer(tir: Tir): Promise<Mesure> {
  return new Promise((fini) => {
    tireur.once('message', (mesure) => fini(mesure as Mesure))
    tireur.send(tir)
  })
}

/** Resident memory, and what V8 knows of it: the rest is native (zlib, sockets, the allocator's own reserves). */
function peser(quand: string): void {
  globalThis.gc?.()
  const { rss, heapTotal, heapUsed, external } = process.memoryUsage()
  console.log(`| ${[quand, ...[rss, heapTotal, heapUsed, external].map((octets) => dire(octets / 1_048_576))].join(' | ')} |`)
}

console.log('| memory (MB) | resident | heap | of which used | external |\n|---|---|---|---|---|')
peser('at rest')
const lus = new Map<string, Mesure[]>()
for (const [, url, headers] of cas) await tirer({ url, headers, duration: 3 })
for (let tour = 0; tour < 3; tour++) for (const [nom, url, headers] of cas) lus.set(nom, [...(lus.get(nom) ?? []), await tirer({ url, headers, duration: 5 })])
peser('after the load')
const total = (mesures: readonly Mesure[], quoi: 'nombre' | 'fautes') => mesures.reduce((somme, mesure) => somme + mesure[quoi], 0)
const debit = (nom: string) => mediane(lus.get(nom)!.map((mesure) => mesure.debit))
console.log('\n| page | requests/s | of the bare route | p99 (ms) | errors |\n|---|---|---|---|---|')
for (const [nom, mesures] of lus)
  console.log(`| ${nom} | ${dire(debit(nom))} | ${dire((100 * debit(nom)) / debit('bare Fastify route'), 1)} % | ${dire(mediane(mesures.map((mesure) => mesure.p99)))} | ${total(mesures, 'fautes')} |`)
console.log(`\n${dire(total([...lus].flatMap(([nom, mesures]) => (nom === 'bare Fastify route' ? [] : mesures)), 'nombre'))} pages counted.`)
tireur.kill()
await nu.close()
await banc.fermer()
process.exit(0)
