// Cold start (empty data folder: initdb, migrations, territory, demonstration), warm start, installed size, page weights.
// node --import ./bin/loader.mjs bench/demarrage.ts
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { dire, mediane } from './outils.ts'

const RACINE = join(import.meta.dirname, '..')
const donnees = mkdtempSync(join(tmpdir(), 'iroko-demarrage-'))
const lieux = new Set([donnees])
const PORT = '3977'

/** Starts as `npm start` does, waits for the ready line, gives the seconds and what stops it. */
async function demarrer(): Promise<{ secondes: number; arreter: () => Promise<void> }> {
  const debut = performance.now()
  const enfant = spawn(process.execPath, [join(RACINE, 'bin/start.mjs')], { cwd: RACINE, env: { ...process.env, IROKO_DONNEES: donnees, PORT, LOG_LEVEL: 'silent' }, stdio: ['ignore', 'pipe', 'pipe'] })
  // Under root the database is placed elsewhere, and said.
  enfant.stderr.on('data', (octets: Buffer) => /base de données est (?:placée )?dans (\S+)/.exec(octets.toString())?.slice(1).forEach((lieu) => lieux.add(lieu)))
  await new Promise<void>((pret, rate) => {
    enfant.stdout.on('data', (octets: Buffer) => octets.toString().includes('est prêt') && pret())
    enfant.once('exit', (code) => rate(new Error(`sorti avec ${code}`)))
  })
  const secondes = (performance.now() - debut) / 1000
  const fini = new Promise<void>((suite) => enfant.once('exit', () => suite()))
  return { secondes, arreter: async () => (enfant.kill('SIGTERM'), fini) }
}


/** Bytes on the wire of one answer, as the browser receives it (gzip). */
function transfere(chemin: string): number {
  const octets = execFileSync('curl', ['-s', '-H', 'Accept-Encoding: gzip', `http://127.0.0.1:${PORT}${chemin}`])
  return octets.length
}

function page(chemin: string): { premiere: number; suivante: number } {
  const html = execFileSync('curl', ['-s', '-H', 'Accept-Encoding: gzip', `http://127.0.0.1:${PORT}${chemin}`])
  const texte = html[0] === 0x1f ? gunzipSync(html).toString() : html.toString()
  const actifs = [...texte.matchAll(/(?:href|src)="(\/actifs\/[^"]+)"/g)].map((m) => m[1]!)
  const fixes = [...new Set(actifs)].reduce((somme, a) => somme + transfere(a), 0)
  return { premiere: html.length + fixes, suivante: html.length }
}

const froid = await demarrer()
await froid.arreter()
const tiedes: number[] = []
for (let tour = 0; tour < 5; tour++) {
  const tiede = await demarrer()
  tiedes.push(tiede.secondes)
  if (tour < 4) await tiede.arreter()
  else {
    console.log('| | |\n|---|---|')
    console.log(`| cold start, demonstration loaded | ${dire(froid.secondes, 1)} s |\n| warm start, median of 5 (aim 3 s) | ${dire(mediane(tiedes), 2)} s |`)
    const taille = Number(execFileSync('du', ['-sm', join(RACINE, 'node_modules')]).toString().split('\t')[0])
    console.log(`| node_modules, development included | ${dire(taille)} MB |\n`)
    console.log('| page (gzip) | first visit (limit 50 KB) | next (limit 15 KB) |\n|---|---|---|')
    for (const chemin of ['/', '/demarches', '/demarches/certificat-de-vie', '/suivre', '/verifier', '/v/', '/territoires', '/connexion']) {
      const p = page(chemin)
      console.log(`| ${chemin} | ${dire(p.premiere / 1024, 1)} KB | ${dire(p.suivante / 1024, 1)} KB |`)
    }
    await tiede.arreter()
  }
}
for (const lieu of lieux) rmSync(lieu, { recursive: true, force: true })
