import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reglagesJournal } from '../../kernel/corridor/numeroter.ts'
import { insertEntrees, sequencer } from '../../kernel/journal/index.ts'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'

let essai: Essai
const maintenant = new Date('2026-11-23T21:00:00Z')

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  const { base } = essai.maison
  const entrees = Array.from({ length: 300 }, (_, n) => ({ verbe: 'demarches.deposer', acteur: 'agent:1', objet: `dossier:${n}`, territoire: '1203', detail: { n }, le: maintenant }))
  await base.ecrire((tx) => insertEntrees(tx, entrees))
  await sequencer(base, reglagesJournal(essai.maison), maintenant)
})
afterAll(() => essai?.ranger())

test('la page donne la clé, et les derniers points de contrôle', async () => {
  const page = await essai.serveur.inject({ url: '/journal', headers: { accept: 'text/html' } })
  const { cle } = reglagesJournal(essai.maison)
  expect(page.body).toContain(cle.vkey.replaceAll('&', '&amp;'))
  const lu = (await essai.serveur.inject({ url: '/journal', headers: { accept: 'application/json' } })).json()
  expect(lu).toMatchObject({ cle: cle.vkey, retard: 0, checkpoints: [{ taille: 300, le: maintenant.toISOString() }] })
})

test('les tuiles sont servies telles quelles, et rien d’autre du disque', async () => {
  const entiere = await essai.serveur.inject('/journal/tile/0/000')
  expect([entiere.statusCode, entiere.rawPayload.length, entiere.headers['access-control-allow-origin']]).toEqual([200, 256 * 32, '*'])
  expect(entiere.headers['cache-control']).toContain('immutable')
  expect((await essai.serveur.inject('/journal/tile/entries/001.p/44')).statusCode).toBe(200)
  for (const chemin of ['0/999', '0/../../secret', '0/%2e%2e/%2e%2e/secret', '9/000', 'entries/001.p/300', '']) expect((await essai.serveur.inject(`/journal/tile/${chemin}`)).statusCode, chemin).toBe(404)
})

test('le vérificateur d’un tiers, donné la clé, trouve le journal juste', async () => {
  await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  const { port } = essai.serveur.server.address() as { port: number }
  const outil = join(import.meta.dirname, '../../../bin/verifier-journal.mjs')
  const { stdout } = await promisify(execFile)(process.execPath, [outil, `http://127.0.0.1:${port}`, '--cle', reglagesJournal(essai.maison).cle.vkey])
  expect(stdout).toContain('300 entrées')
  expect(stdout).toContain('Signature : vérifiée')
})
