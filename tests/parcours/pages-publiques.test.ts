import type { AddressInfo } from 'node:net'
import * as mupdf from 'mupdf'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reglagesJournal } from '../../src/kernel/corridor/numeroter.ts'
import { sequencer } from '../../src/kernel/journal/index.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerAgent } from '../monde.ts'
import { BUREAU, TELEPHONE, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur } from '../navigateur.ts'

const PAGES = ['/', '/aide', '/accessibilite', '/mentions', '/plan', '/ui', '/territoires', '/territoires?q=bohicon', '/territoires?q=zzzz', '/territoires/12', '/territoires/1203', '/territoires/120301', '/journal', '/api']
const PREMIERE = 50 * 1024
const SUIVANTE = 15 * 1024

let essai: Essai
let navigateur: Browser
let origine: string

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await sequencer(essai.maison.base, reglagesJournal(essai.maison), new Date())
  await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  origine = `http://localhost:${(essai.serveur.server.address() as AddressInfo).port}`
  navigateur = await ouvrirNavigateur()
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

test.each(PAGES)('%s est accessible, tient dans la page, et n’enfreint pas sa propre politique', async (chemin) => {
  const fenetre = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: true })
  try {
    const page = await fenetre.newPage()
    const fautes: string[] = []
    page.on('console', (m) => m.type() === 'error' && fautes.push(m.text()))
    page.on('pageerror', (e) => fautes.push(e.message))
    for (const taille of [TELEPHONE, BUREAU]) {
      await page.setViewportSize(taille)
      await page.goto(origine + chemin)
      expect(await fautesAccessibilite(page), `${taille.width}`).toEqual([])
      expect(await deborde(page), `${taille.width}`).toBe(false)
    }
    expect(fautes).toEqual([])
  } finally {
    await fenetre.close()
  }
})

test.each(['agent_arrondissement', 'administrateur'])('la journée d’un %s est accessible, au téléphone et au bureau', async (role) => {
  const { client } = await creerAgent(essai, role, role === 'administrateur' ? 'BJ' : '120301')
  const fenetre = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: true })
  try {
    await fenetre.addCookies([{ name: 'iroko_s', value: client.cookies.get('iroko_s')!, url: origine }])
    const page = await fenetre.newPage()
    for (const taille of [TELEPHONE, BUREAU]) {
      await page.setViewportSize(taille)
      await page.goto(`${origine}/journee`)
      expect(await page.locator('h1').textContent()).toBe('Ma journée')
      expect(await fautesAccessibilite(page), `${taille.width}`).toEqual([])
      expect(await deborde(page), `${taille.width}`).toBe(false)
    }
  } finally {
    await fenetre.close()
  }
})

test.each([
  ['/', 2],
  ['/demarches/certificat-de-vie', 2],
  ['/territoires', 1],
  ['/territoires/1203', 2],
  ['/verifier', 1],
  ['/journee', 1],
  ['/dossiers', 1],
])('%s imprimée : ni menu, ni formulaire, ni page vide', async (chemin, feuilles) => {
  const { client } = await creerAgent(essai, 'agent_arrondissement', '120301')
  const fenetre = await ouvrirFenetre(navigateur, { taille: BUREAU, script: true })
  try {
    await fenetre.addCookies([{ name: 'iroko_s', value: client.cookies.get('iroko_s')!, url: origine }])
    const page = await fenetre.newPage()
    await page.goto(origine + chemin)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('nav:visible, button:visible, input:visible, select:visible, .btn:visible').count()).toBe(0)
    const document = mupdf.Document.openDocument(await page.pdf({ preferCSSPageSize: true }), 'application/pdf')
    expect(document.countPages()).toBeLessThanOrEqual(feuilles)
    for (let i = 0; i < document.countPages(); i++) expect(document.loadPage(i).toStructuredText('').asText().trim(), `feuille ${i + 1}`).not.toBe('')
  } finally {
    await fenetre.close()
  }
})

test.each([
  ['/', '/verifier'],
  ['/verifier', '/'],
  ['/territoires', '/territoires/1203'],
  ['/v/', '/verifier'],
])('première visite de %s en moins de 50 Ko, puis %s en moins de 15 Ko', async (premiere, suivante) => {
  const fenetre = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: true })
  try {
    const page = await fenetre.newPage()
    const cdp = await fenetre.newCDPSession(page)
    await cdp.send('Network.enable')
    let octets = 0
    cdp.on('Network.loadingFinished', (e) => (octets += e.encodedDataLength))
    await page.goto(origine + premiere, { waitUntil: 'networkidle' })
    const un = octets
    octets = 0
    await page.goto(origine + suivante, { waitUntil: 'networkidle' })
    expect(un).toBeGreaterThan(1000)
    expect(un).toBeLessThanOrEqual(PREMIERE)
    expect(octets).toBeLessThanOrEqual(SUIVANTE)
  } finally {
    await fenetre.close()
  }
})
