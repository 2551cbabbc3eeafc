import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { getCle } from '../../src/kernel/documents/cles.ts'
import { codeCourt } from '../../src/kernel/documents/code-court.ts'
import { preparer } from '../../src/kernel/documents/emettre.ts'
import { exemple } from '../../src/kernel/documents/exemple.ts'
import { insertDocument, insertRevocation } from '../../src/kernel/documents/queries.ts'
import { adresseDuSceau, sceller } from '../../src/kernel/documents/sceau.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { BUREAU, TELEPHONE, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur } from '../navigateur.ts'

let essai: Essai
let navigateur: Browser
let fenetre: BrowserContext
let page: Page
let origine: string
let code: string
let qr: { premier: string; second: string; revoque: string }

/** Seals a document that the register knows, delivered an hour ago; gives the digits of its QR. */
async function delivrer(rang: number): Promise<{ chiffres: string; code: string; id: string }> {
  const emisLe = new Date(Date.now() - 3_600_000)
  const emis = await preparer(essai.maison.atelier, exemple({ rang, emisLe, expireLe: new Date(Date.now() + 90 * 86_400_000) }))
  await essai.maison.base.ecrire((tx) => insertDocument(tx, emis))
  return { chiffres: adresseDuSceau('http://localhost', emis.cose).chiffres, code: emis.codeCourt, id: emis.id }
}

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  const [un, deux, trois] = [await delivrer(1), await delivrer(2), await delivrer(3)]
  await essai.maison.base.ecrire((tx) => insertRevocation(tx, { documentId: trois.id, motif: 'Erreur sur le nom', par: 'agent:1', maintenant: new Date() }))
  code = un.code
  qr = { premier: un.chiffres, second: deux.chiffres, revoque: trois.chiffres }
  await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  // localhost, for the browser: a secure context without a certificate.
  origine = `http://localhost:${(essai.serveur.server.address() as AddressInfo).port}`
  navigateur = await ouvrirNavigateur()
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

let fautes: string[]
beforeEach(async () => {
  fautes = []
  fenetre = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: true })
  page = await fenetre.newPage()
  page.on('console', (m) => m.type() === 'error' && /Content Security|Trusted/.test(m.text()) && fautes.push(m.text()))
  page.on('pageerror', (e) => fautes.push(e.message))
})
afterEach(() => fenetre?.close())

const verdict = async () => {
  await page.waitForSelector('#verdict .verdict h1')
  return { classe: await page.locator('#verdict .verdict').getAttribute('class'), texte: (await page.locator('#verdict').textContent()) ?? '' }
}

test('un téléphone vise un QR, puis un autre sans réseau, puis deux jours plus tard', async () => {
  await page.goto(`${origine}/v/#${qr.premier}`)
  expect(await verdict()).toMatchObject({ classe: 'verdict verdict--ok', texte: expect.stringContaining('DOSSOU Sènami') })
  expect(await page.locator('.invite').isVisible()).toBe(false)
  const pieces = () => page.evaluate(async () => Boolean(navigator.serviceWorker.controller) && (await (await caches.open('iroko-verifier-1')).keys()).length)
  // Page, keys, list, sheet, icon, two scripts.
  await expect.poll(pieces, { timeout: 10_000 }).toBe(7)
  await fenetre.setOffline(true)
  const autre = await fenetre.newPage()
  await page.close()
  page = autre
  await page.goto(`${origine}/v/#${qr.second}`)
  // The signature is sure without the network; whether it was revoked since is not.
  expect(await verdict()).toMatchObject({ classe: 'verdict verdict--inc', texte: expect.stringMatching(/État inconnu depuis le/) })
  await page.clock.setFixedTime(new Date(Date.now() + 2 * 86_400_000))
  await page.reload()
  expect(await verdict()).toMatchObject({ classe: 'verdict verdict--inc', texte: expect.stringMatching(/La signature est bonne.*État inconnu depuis le|État inconnu depuis le.*La signature est bonne/s) })
  await page.goto(`${origine}/v/#${qr.second.slice(0, 300)}`)
  await page.waitForSelector('.verdict--faux')
  expect((await verdict()).texte).toContain('illisible ou tronqué')
  expect(fautes).toEqual([])
})

test('un document révoqué, un sceau d’une autre clé, un QR tronqué : chacun sa réponse', async () => {
  await page.goto(`${origine}/v/#${qr.revoque}`)
  expect(await verdict()).toMatchObject({ classe: 'verdict verdict--rev', texte: expect.stringContaining('Erreur sur le nom') })
  const autre = { ...getCle(essai.maison.atelier.trousseau, 'sceau'), kid: 'AAAAAAAAAAA' }
  const inconnu = adresseDuSceau('http://localhost', await sceller(autre, { id: crypto.randomUUID(), hote: 'localhost', emisLe: new Date(), champs: { document: 'Certificat de vie', numero: 'CV-1' } })).chiffres
  await page.goto('about:blank')
  await page.goto(`${origine}/v/#${inconnu}`)
  expect(await verdict()).toMatchObject({ classe: 'verdict verdict--faux', texte: expect.stringContaining('n’est pas une clé de la plateforme') })
  await page.goto('about:blank')
  await page.goto(`${origine}/v#${qr.premier.slice(0, -40)}`)
  expect(await verdict()).toMatchObject({ classe: 'verdict verdict--faux', texte: expect.stringContaining('il en manque une partie') })
  // The bare address becomes the one that the service worker watches over.
  expect(new URL(page.url()).pathname).toBe('/v/')
  expect(fautes).toEqual([])
})

test('sans JavaScript, le code écrit suffit ; tronqué ou inconnu, la page dit quoi faire', async () => {
  const sansScript = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: false })
  try {
    const p = await sansScript.newPage()
    await p.goto(`${origine}/v/#${qr.premier}`)
    expect(await p.locator('noscript').textContent()).toContain('Écrivez plutôt le code imprimé à côté')
    await p.getByLabel('Code écrit sur le document').fill(code.slice(0, 8))
    await p.getByRole('button', { name: 'Vérifier' }).click()
    expect(await p.locator('.msg').textContent()).toContain('Il manque 3 signes')
    expect(await p.getByLabel('Code écrit sur le document').inputValue()).toBe(code.slice(0, 8))
    await p.getByLabel('Code écrit sur le document').fill(codeCourt(Buffer.from('personne-ne-l-a')))
    await p.getByRole('button', { name: 'Vérifier' }).click()
    expect(await p.locator('h1').textContent()).toBe('Ce document est un faux')
    await p.getByLabel('Code écrit sur le document').fill(code.toLowerCase())
    await p.getByRole('button', { name: 'Vérifier' }).click()
    expect(await p.locator('h1').textContent()).toBe('Document authentique')
    expect(await p.getByText('D•••••', { exact: false }).first().isVisible()).toBe(true)
  } finally {
    await sansScript.close()
  }
})

test.each(['/verifier', '/verifier?code=7K2M-94', '/verifier?code=CODE', '/v/', '/v/#QR'])('%s est accessible et tient dans la page, au téléphone et au bureau', async (chemin) => {
  for (const taille of [TELEPHONE, BUREAU]) {
    await page.setViewportSize(taille)
    await page.goto('about:blank')
    await page.goto(`${origine}${chemin.replace('CODE', code).replace('QR', qr.premier)}`)
    if (chemin.includes('#')) await verdict()
    expect(await fautesAccessibilite(page), `${taille.width}`).toEqual([])
    expect(await deborde(page), `${taille.width}`).toBe(false)
  }
})
