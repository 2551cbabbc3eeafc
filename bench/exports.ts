// A hundred thousand files exported with their answers by the task, beside a raw COPY of the same table in the same run; memory on the way.
// node --import ./bin/loader.mjs bench/exports.ts [files, 100000]
import { Writable } from 'node:stream'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { copierVers } from '../src/kernel/db/copie.ts'
import { Portee } from '../src/kernel/identite/portee.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import { avancer, faireClasseur } from '../src/modules/demarches/exportation/avancer.ts'
import { insertExportation, lockExportation } from '../src/modules/demarches/exportation/exportation.queries.ts'
import type { FormatExport } from '../src/modules/demarches/exportation/exportation.queries.ts'
import { engendrer } from './dossiers.ts'
import { dire, ouvrirBanc } from './outils.ts'

const NOMBRE = Number(process.argv[2] ?? 100_000)
const banc = await ouvrirBanc({ connexions: 4 })
const { maison } = banc.application
// Every file of one procedure, so that a table has its columns.
await engendrer(banc, NOMBRE, ['certificat-de-vie'])
const client = new pg.Client({ connectionString: banc.url })
await client.connect()

async function copier(): Promise<{ temps: number; octets: number }> {
  let octets = 0
  const debut = performance.now()
  await copierVers(client, 'select * from demarches.dossier', new Writable({ write: (morceau: Buffer, _, suite) => ((octets += morceau.length), suite()) }))
  return { temps: performance.now() - debut, octets }
}

async function exporter(format: FormatExport): Promise<{ temps: number; octets: number; memoire: number[]; lots: number }> {
  const id = uuidv7()
  await maison.base.ecrire((tx) => insertExportation(tx, { id, par: 'agent:banc', parNom: 'Banc', fonction: 'Banc', format, filtre: { demarche: 'certificat-de-vie' }, total: NOMBRE, portee: Portee.creer('tout'), maintenant: new Date() }))
  const debut = performance.now()
  const memoire: number[] = []
  let lots = 0
  for (let encore = true; encore; lots++) {
    const e = await maison.base.ecrire(async (tx) => avancer(tx, maison, (await lockExportation(tx, id))!, new Date()))
    memoire.push(process.memoryUsage().rss)
    if (e.reste) await faireClasseur(maison, e)
    encore = e.etat === 'en_cours' && !e.reste
  }
  memoire.push(process.memoryUsage().rss)
  return { temps: performance.now() - debut, octets: statSync(join(maison.reglages.donnees, 'exports', format === 'xlsx' ? `${id}.annexe` : id)).size, memoire, lots }
}

const rang = (temps: number) => dire(NOMBRE / (temps / 1000))
const brut = await copier()
console.log(`| ${dire(NOMBRE)} files | files/s | seconds | MB | batches | resident at a quarter, half, end (MB) |\n|---|---|---|---|---|---|`)
console.log(`| raw COPY of the table | ${rang(brut.temps)} | ${dire(brut.temps / 1000, 1)} | ${dire(brut.octets / 1e6)} | | |`)
for (const format of ['jsonl', 'csv', 'xlsx', 'zip'] as const) {
  const e = await exporter(format)
  console.log(`| ${format} | ${rang(e.temps)} | ${dire(e.temps / 1000, 1)} | ${dire(e.octets / 1e6)} | ${dire(e.lots)} | ${[0.25, 0.5, 1].map((part) => dire(e.memoire[Math.ceil(e.memoire.length * part) - 1]! / 1e6)).join(', ')} |`)
}
await client.end()
await banc.fermer()
process.exit(0)
