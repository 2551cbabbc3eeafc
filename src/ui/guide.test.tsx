import { createServer, type Server } from 'node:http'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirNavigateur } from '../../tests/navigateur.ts'
import { construireActifs, type Actifs } from './actifs.ts'
import { vueExemple } from './exemple.ts'
import { Gabarit, rendreDocument } from './gabarit.tsx'
import { Guide } from './guide.tsx'
import type { Vue } from './vue.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const CSP = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
/** What makes the page wider than the window: nothing, or the elements that stick out. */
const DEBORDE = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('main *')]
  .filter((e) => e.getBoundingClientRect().right > innerWidth && !e.closest('.sr, svg')).slice(0, 5).map((e) => e.outerHTML.slice(0, 120))`
/** Where to leave pictures for a person to look at; nothing is written otherwise. */
const PHOTOS = process.env['IROKO_PHOTOS']

let actifs: Actifs
let server: Server
let browser: Browser
let base = ''

function page(chemin: string): string {
  const agent = chemin.startsWith('/agent')
  const erreurs: Vue['erreurs'] = chemin.startsWith('/erreur') ? { 'u-vide': 'Écrivez votre nom' } : {}
  const vue: Vue = vueExemple({
    actif: actifs.actif,
    chemin: '/ui',
    erreurs: {},
    ...(agent ? { personne: { genre: 'agent', nom: 'A. K.', fonction: 'Agent d’instruction', lieu: 'Mairie de Bohicon' }, menu: ['Ma journée', 'Dossiers', 'Guichet', 'Registres', 'Administration'].map((libelle, i) => ({ libelle, href: `/m${i}`, actif: i === 0 })), message: 'Le dossier CV-2026-00402 vous est affecté' } : {}),
  })
  return rendreDocument(
    <Gabarit vue={{ ...vue, erreurs }} titre="Guide d’interface" genre={agent ? 'agent' : 'public'} feuilles={agent ? [] : ['agent.css']} ariane={[{ libelle: 'Guide', href: '/ui' }]}>
      <Guide vue={vue} />
    </Gabarit>,
  )
}

beforeAll(async () => {
  actifs = await construireActifs()
  server = createServer((req, res) => {
    const actif = actifs.parChemin.get(req.url ?? '')
    if (actif) return void res.writeHead(200, { 'content-type': actif.type }).end(actif.octets)
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CSP }).end(page(req.url ?? '/'))
  })
  await new Promise<void>((pret) => server.listen(0, '127.0.0.1', pret))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await ouvrirNavigateur()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

describe('le guide dans un navigateur', () => {
  for (const genre of ['public', 'agent'])
    for (const largeur of [360, 1280])
      it(`${genre}, ${largeur} px : axe propre, rien ne déborde, rien d’interdit par la CSP`, { timeout: 60_000 }, async () => {
        const context = await browser.newContext({ viewport: { width: largeur, height: 740 }, bypassCSP: false })
        const onglet = await context.newPage()
        const plaintes: string[] = []
        onglet.on('console', (m) => m.type() === 'error' && plaintes.push(m.text()))
        onglet.on('pageerror', (e) => plaintes.push(e.message))
        await onglet.goto(`${base}/${genre}`)
        if (PHOTOS) {
          await onglet.screenshot({ path: `${PHOTOS}/haut-${genre}-${largeur}.png` })
          await onglet.screenshot({ path: `${PHOTOS}/guide-${genre}-${largeur}.png`, fullPage: true })
          const haut = await onglet.evaluate(() => document.documentElement.scrollHeight)
          const tranche = largeur > 800 ? 1500 : 1400
          for (let y = 0; y < haut; y += tranche) await onglet.screenshot({ path: `${PHOTOS}/${genre}-${largeur}-${String(y / tranche).padStart(2, '0')}.png`, fullPage: true, clip: { x: 0, y, width: largeur, height: Math.min(tranche, haut - y) } })
        }
        const deborde = await onglet.evaluate(DEBORDE)
        // The page's own policy would refuse axe: it runs through the debugger instead.
        const resultat = await onglet.evaluate(`${AXE}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`)
        const { violations } = resultat as { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }
        expect(violations.map((v) => ({ id: v.id, ou: v.nodes.slice(0, 3).map((n) => `${n.html} ${n.failureSummary}`) }))).toEqual([])
        expect(deborde).toEqual([])
        expect(plaintes).toEqual([])
        await context.close()
      })

  it('ne déborde à aucune largeur de 320 à 1920', { timeout: 60_000 }, async () => {
    const onglet = await browser.newPage()
    await onglet.goto(`${base}/public`)
    for (const width of [320, 340, 390, 414, 480, 600, 640, 768, 896, 960, 1024, 1440, 1920]) {
      await onglet.setViewportSize({ width, height: 800 })
      expect([width, await onglet.evaluate(DEBORDE)]).toEqual([width, []])
    }
    await onglet.close()
  })

  it('un double clic n’envoie qu’une fois, avec le nom du bouton, et le résumé des erreurs reçoit le focus', { timeout: 60_000 }, async () => {
    const onglet = await browser.newPage()
    await onglet.goto(`${base}/erreur`)
    expect(await onglet.evaluate(() => document.activeElement?.id)).toBe('erreurs')
    const envois: string[] = []
    await onglet.route('**/ui', async (route) => {
      envois.push(route.request().postData() ?? '')
      await new Promise((fini) => setTimeout(fini, 300))
      await route.fulfill({ status: 204 })
    })
    await onglet.locator('button[name=_ajouter]').dblclick({ noWaitAfter: true })
    await onglet.waitForTimeout(500)
    expect(envois).toHaveLength(1)
    expect(envois[0]).toContain('name="_ajouter"')
    await onglet.close()
  })
})
