/** The script of forms in a real browser: fields appear and disappear, nothing typed is lost, the page is accessible. */
import { createServer, type Server } from 'node:http'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirNavigateur } from '../../../tests/navigateur.ts'
import { construireActifs, type Actifs } from '../../ui/actifs.ts'
import { vueExemple } from '../../ui/exemple.ts'
import { Formulaire } from '../../ui/formulaire.tsx'
import { Gabarit, rendreDocument } from '../../ui/gabarit.tsx'
import { definitionExemple, lieuxExemple, reponsesExemple } from './exemple.ts'
import { ChampsEtape, findEtape } from './index.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const CSP = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'"
const def = definitionExemple()
let actifs: Actifs
let server: Server
let browser: Browser
let base = ''

function page(code: string): string {
  const etape = findEtape(def, code) ?? def.etapes[0]!
  const vue = vueExemple({ actif: actifs.actif, saisie: code === 'famille' ? { 'enfants.nombre': '2' } : {} })
  return rendreDocument(
    <Gabarit vue={vue} titre={etape.titre} genre="public" ariane={[]}>
      <h1>{etape.titre}</h1>
      <Formulaire vue={vue} action="/" multipart classe="formulaire">
        <ChampsEtape vue={vue} def={def} etape={etape} reponses={code === 'pieces' ? reponsesExemple() : {}} territoires={lieuxExemple()} />
      </Formulaire>
    </Gabarit>,
  )
}

beforeAll(async () => {
  actifs = await construireActifs()
  server = createServer((req, res) => {
    const actif = actifs.parChemin.get(req.url ?? '')
    if (actif) return void res.writeHead(200, { 'content-type': actif.type }).end(actif.octets)
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CSP }).end(page((req.url ?? '/').slice(1)))
  })
  await new Promise<void>((pret) => server.listen(0, '127.0.0.1', pret))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await ouvrirNavigateur()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

it('montre et cache selon les réponses, sans rien effacer', { timeout: 60_000 }, async () => {
  const onglet = await browser.newPage()
  const plaintes: string[] = []
  onglet.on('console', (m) => m.type() === 'error' && plaintes.push(m.text()))
  onglet.on('pageerror', (e) => plaintes.push(e.message))
  await onglet.goto(`${base}/personne`)
  const pension = onglet.locator('[name=pension]')
  expect(await pension.isVisible()).toBe(false)
  await onglet.locator('[name=pensionne][value=oui]').check()
  expect(await pension.isVisible()).toBe(true)
  await pension.fill('45 000')
  await onglet.locator('[name=pensionne][value=non]').check()
  expect([await pension.isVisible(), await pension.inputValue()]).toEqual([false, '45 000'])
  await onglet.locator('[name=usages][value=autre]').check()
  expect(await onglet.locator('[name=autre_usage]').isVisible()).toBe(true)
  await onglet.goto(`${base}/famille`)
  await onglet.locator('[name="enfants.1.ecole"][value=oui]').check()
  expect([await onglet.locator('[name="enfants.0.frais_ecole"]').isVisible(), await onglet.locator('[name="enfants.1.frais_ecole"]').isVisible()]).toEqual([false, true])
  await onglet.goto(`${base}/composes`)
  const detail = onglet.locator('[name="travaux.detail"]')
  expect(await detail.isVisible()).toBe(false)
  await onglet.locator('[name="travaux.nature"]').selectOption('reparer')
  expect(await detail.locator('option').allInnerTexts()).toEqual(['Choisissez…', 'Un toit', 'Un mur'])
  await detail.selectOption('reparer/mur')
  await onglet.locator('[name="travaux.nature"]').selectOption('construire')
  expect([await detail.inputValue(), await detail.locator('option').allInnerTexts()]).toEqual(['', ['Choisissez…', 'Une maison', 'Un mur']])
  await onglet.locator('[name="travaux.nature"]').selectOption('demolir')
  expect(await detail.isVisible()).toBe(false)
  expect(plaintes).toEqual([])
  await onglet.close()
})

it('la carte et l’appareil remplissent les cases, qui restent la réponse', { timeout: 60_000 }, async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, geolocation: { latitude: 7.178123, longitude: 2.066708, accuracy: 11.2 }, permissions: ['geolocation'] })
  const onglet = await context.newPage()
  const plaintes: string[] = []
  onglet.on('console', (m) => m.type() === 'error' && plaintes.push(m.text()))
  onglet.on('pageerror', (e) => plaintes.push(e.message))
  await onglet.goto(`${base}/composes`)
  const valeur = (nom: string) => onglet.locator(`[name="${nom}"]`).inputValue()
  const plan = (genre: string) => onglet.locator(`[data-plan=${genre}]`)
  await plan('point').getByRole('button', { name: 'Me localiser' }).click()
  await onglet.waitForFunction(() => document.querySelector<HTMLInputElement>('[name="entree.latitude"]')!.value !== '')
  expect([await valeur('entree.latitude'), await valeur('entree.longitude'), await valeur('entree.precision')]).toEqual(['7,178123', '2,066708', '12'])
  expect(await plan('point').locator('[data-dire]').innerText()).toContain('à 12\u00a0m près')
  // Typed over, the accuracy no longer holds.
  await onglet.locator('[name="entree.latitude"]').fill('7,2')
  expect(await valeur('entree.precision')).toBe('')
  await plan('point').locator('svg').click({ position: { x: 120, y: 120 } })
  expect(await valeur('entree.latitude')).toMatch(/^\d+,\d{6}$/)
  const zone = plan('zone')
  const svg = zone.locator('svg')
  // From far, a touch comes nearer: four of them, then the corners.
  for (let i = 0; i < 4; i++) await svg.click({ position: { x: 150, y: 200 } })
  expect([await valeur('terrain.points'), await zone.locator('[data-dire]').innerText()]).toEqual(['', 'Touchez maintenant chaque coin du terrain'])
  for (const [x, y] of [[100, 100], [200, 100], [200, 200], [100, 200]] as const) await svg.click({ position: { x, y } })
  expect((await valeur('terrain.points')).split('\n')).toHaveLength(4)
  expect(await zone.locator('[data-dire]').innerText()).toMatch(/^4 points, environ [\d\s,]+(?:ha|km²)$/)
  await zone.getByRole('button', { name: 'Retirer' }).click()
  await svg.click({ position: { x: 150, y: 60 } })
  await svg.click({ position: { x: 220, y: 150 } })
  expect(await zone.locator('[data-dire]').innerText()).toContain('croise')
  const avant = await svg.getAttribute('viewBox')
  await zone.getByRole('button', { name: 'Agrandir' }).click()
  expect(await svg.getAttribute('viewBox')).not.toBe(avant)
  // Signed with a finger: the drawing is a file of the form, and a mere touch is not.
  const toile = onglet.locator('canvas')
  const fichiers = () => onglet.locator('[name=paraphe]').evaluate((e) => [...(e as HTMLInputElement).files!].map((f) => [f.name, f.type, f.size > 500]))
  await toile.scrollIntoViewIfNeeded()
  const cadre = (await toile.boundingBox())!
  await onglet.mouse.click(cadre.x + 20, cadre.y + 20)
  expect(await fichiers()).toEqual([])
  await onglet.mouse.move(cadre.x + 20, cadre.y + 20)
  await onglet.mouse.down()
  await onglet.mouse.move(cadre.x + 120, cadre.y + 60, { steps: 5 })
  await onglet.mouse.up()
  await onglet.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=paraphe]')!.files!.length === 1)
  expect(await fichiers()).toEqual([['signature.png', 'image/png', true]])
  await onglet.getByRole('button', { name: 'Effacer et signer' }).click()
  expect(await fichiers()).toEqual([])
  expect(plaintes).toEqual([])
  await context.close()
})

it('sans script tout se voit, axe est propre et rien ne déborde à 360 px', { timeout: 60_000 }, async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const onglet = await context.newPage()
  await onglet.route(/\/(?:formulaire|plan|signature)\.[0-9a-f]+\.js$/, (route) => route.abort())
  for (const etape of def.etapes) {
    await onglet.goto(`${base}/${etape.code}`)
    if (etape.code === 'personne') expect(await onglet.locator('[name=pension]').isVisible()).toBe(true)
    const resultat = await onglet.evaluate(`${AXE}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`)
    const { violations } = resultat as { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }
    expect([etape.code, ...violations.map((v) => ({ id: v.id, ou: v.nodes.slice(0, 3).map((n) => `${n.html} ${n.failureSummary}`) }))]).toEqual([etape.code])
    expect(await onglet.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }
  await context.close()
})

it('les scripts pèsent moins de 6 Ko compressés', () => {
  for (const nom of ['formulaire.js', 'plan.js']) expect([nom, actifs.parChemin.get(actifs.actif(nom))!.gzip.length < 6 * 1024]).toEqual([nom, true])
})
