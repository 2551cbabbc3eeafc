import { build } from 'esbuild'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { render } from 'preact-render-to-string'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { getCle, jeuDeCles, ouvrirTrousseau } from './cles.ts'
import type { Trousseau } from './cles.ts'
import { ouvrirNavigateur } from '../../../tests/navigateur.ts'
import { signerListe } from './liste.ts'
import type { Revocation } from './liste.ts'
import { adresseDuSceau, sceller } from './sceau.ts'
import { VerdictPlace } from './verdict.tsx'

const ID = '01934b2c-1111-7abc-8def-0123456789ab'
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'"

let dossier: string
let trousseau: Trousseau
let chiffres: string
let serveur: Server
let origine: string
let chrome: Browser
let contexte: BrowserContext
let page: Page
let revocations: Revocation[] = []
let coupe = false
const fautes: string[] = []

async function script(nom: string): Promise<string> {
  const entree = new URL(`../../ui/client/${nom}.ts`, import.meta.url).pathname
  const { outputFiles } = await build({ entryPoints: [entree], bundle: true, minify: true, write: false, charset: 'utf8', target: 'es2020' })
  return outputFiles[0]!.text
}

beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'iroko-verificateur-'))
  trousseau = await ouvrirTrousseau(dossier, { institution: 'Ministère', maintenant: new Date() })
  const champs = { document: 'Certificat de vie', numero: 'CV-1', nom: '<img src=x onerror=alert(1)> Tɔ́ Xɛ́ɖe', autorite: 'Commune de Bohicon' }
  chiffres = adresseDuSceau('http://localhost', await sceller(getCle(trousseau, 'sceau'), { id: ID, hote: 'localhost', emisLe: new Date(Date.now() - 3_600_000), champs })).chiffres
  const scripts = { '/verifier.js': await script('verifier'), '/v/sw.js': await script('sw-verifier') }
  expect(scripts['/verifier.js'].length).toBeLessThanOrEqual(10_240)
  const html = `<!doctype html><html lang="fr"><title>Vérifier un document – Iroko</title><main>${render(<VerdictPlace />)}</main><script src="/verifier.js" defer></script>`
  serveur = createServer(async (requete, reponse) => {
    const chemin = new URL(requete.url ?? '/', 'http://x').pathname
    if (coupe) return requete.socket.destroy()
    const corps: Record<string, [string, string]> = {
      '/v/': ['text/html; charset=utf-8', html],
      '/verifier.js': ['text/javascript', scripts['/verifier.js']],
      '/v/sw.js': ['text/javascript', scripts['/v/sw.js']],
      '/v/cles.json': ['application/json', JSON.stringify(jeuDeCles(trousseau))],
      '/v/revocations.jwt': ['application/jwt', await signerListe(getCle(trousseau, 'liste'), { hote: 'localhost', revocations, maintenant: new Date() })],
    }
    const [type, texte] = corps[chemin] ?? ['text/plain', '']
    reponse.writeHead(texte ? 200 : 404, { 'content-type': type, 'content-security-policy': CSP, 'x-content-type-options': 'nosniff' }).end(texte)
  }).listen(0, '127.0.0.1')
  await new Promise((suite) => serveur.once('listening', suite))
  origine = `http://localhost:${(serveur.address() as AddressInfo).port}`
  chrome = await ouvrirNavigateur()
})
beforeEach(async () => {
  await contexte?.close()
  revocations = []
  coupe = false
  contexte = await chrome.newContext({ viewport: { width: 360, height: 740 } })
  page = await contexte.newPage()
  page.on('console', (m) => m.type() === 'error' && /Content Security|Trusted/.test(m.text()) && fautes.push(m.text()))
  page.on('pageerror', (e) => fautes.push(e.message))
})
afterAll(async () => {
  await contexte?.close()
  await chrome?.close()
  serveur?.closeAllConnections()
  serveur?.close()
  await rm(dossier, { recursive: true })
})

const lire = async () => {
  await page.waitForSelector('#verdict .verdict h1')
  return { classe: await page.locator('#verdict .verdict').getAttribute('class'), texte: (await page.locator('#verdict').textContent()) ?? '' }
}
const alterer = (texte: string) => texte.slice(0, 400) + ((Number(texte[400]) + 1) % 10) + texte.slice(401)

test('le navigateur dit authentique, et montre les champs signés comme du texte', async () => {
  await page.goto(`${origine}/v/#${chiffres}`)
  const { classe, texte } = await lire()
  expect(classe).toBe('verdict verdict--ok')
  expect(texte).toContain('<img src=x onerror=alert(1)> Tɔ́ Xɛ́ɖe')
  expect(texte).toContain('Comparez avec le papier')
  expect(await page.title()).toBe('Document authentique – Iroko')
  expect(fautes).toEqual([])
})

test('il dit révoqué, puis faux quand le code change sous ses yeux', async () => {
  revocations = [{ documentId: ID, revoqueLe: new Date(), motif: 'Erreur sur le nom' }]
  await page.goto(`${origine}/v/#${chiffres}`)
  expect(await lire()).toMatchObject({ classe: 'verdict verdict--rev', texte: expect.stringContaining('Motif\u00a0: Erreur sur le nom') })
  await page.evaluate((suite) => void (location.hash = suite), alterer(chiffres))
  await page.waitForSelector('.verdict--faux')
  expect((await lire()).texte).toContain('N’acceptez pas ce papier')
  expect(fautes).toEqual([])
})

test('hors ligne après une première visite, il juge encore, et dit ce qu’il ne sait pas', async () => {
  await page.goto(`${origine}/v/`)
  const pret = () => page.evaluate(async () => Boolean(navigator.serviceWorker.controller) && (await (await caches.open('iroko-verifier-1')).keys()).length)
  await expect.poll(pret, { timeout: 10_000 }).toBe(4)
  coupe = true
  await page.goto(`${origine}/v/#${chiffres}`)
  await page.reload()
  // The list was fetched a moment ago, but a revocation of this very minute cannot be known.
  expect(await lire()).toMatchObject({ classe: 'verdict verdict--inc', texte: expect.stringContaining('La signature est bonne') })
  // Two days later (the clock is moved): the signature holds, the state is unknown.
  await page.clock.setFixedTime(new Date(Date.now() + 2 * 86_400_000))
  await page.reload()
  expect(await lire()).toMatchObject({ classe: 'verdict verdict--inc', texte: expect.stringContaining('État inconnu depuis le') })
  await page.goto(`${origine}/v/#${alterer(chiffres)}`)
  await page.waitForSelector('.verdict--faux')
  expect(fautes).toEqual([])
})
