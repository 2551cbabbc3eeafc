import type { AddressInfo } from 'node:net'
import * as mupdf from 'mupdf'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { remplirDemonstration } from '../../src/app.ts'
import { sql } from '../../src/kernel/db/index.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerAgent } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'
import { BUREAU, TELEPHONE, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur } from '../navigateur.ts'

let essai: Essai
let navigateur: Browser
let origine: string
let secretariat: AgentEssai
let maire: AgentEssai
let agent: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await remplirDemonstration(essai.maison, new Date())
  secretariat = await creerAgent(essai, 'agent_guichet', '1203', { nom: 'Codjo Essai' })
  maire = await creerAgent(essai, 'maire', '1203', { nom: 'Séraphine Essai' })
  agent = await creerAgent(essai, 'etat_civil', '1203', { nom: 'Adjoa Essai' })
  await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  origine = `http://localhost:${(essai.serveur.server.address() as AddressInfo).port}`
  navigateur = await ouvrirNavigateur()
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

async function entrer(qui: AgentEssai, script = true): Promise<{ fenetre: BrowserContext; page: Page }> {
  const fenetre = await ouvrirFenetre(navigateur, { taille: BUREAU, script })
  await fenetre.addCookies([{ name: 'iroko_s', value: qui.client.cookies.get('iroko_s')!, url: origine }])
  return { fenetre, page: await fenetre.newPage() }
}

/** A letter of the town hall in that state, by what the demonstration tells. */
async function idDe(etat: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from courrier.courrier where bureau = 'mairie-1203' and sens = 'arrivee' and etat = ${etat} and not confidentiel order by id limit 1`.execute(essai.maison.base.lire)
  return rows[0]!.id
}

test('au clavier seul, deux lettres du même expéditeur s’enregistrent sans le retaper', async () => {
  const { fenetre, page } = await entrer(secretariat, false)
  await page.goto(`${origine}/courrier/arrivees/nouvelle`)
  await page.locator('[name=correspondant]:focus').waitFor()
  const taper = async (...touches: string[]) => {
    for (const touche of touches) await (touche === 'Tab' ? page.keyboard.press('Tab') : page.keyboard.type(touche))
  }
  // Typing begins in the first field, and Enter in a line of text is « Enregistrer et suivant ».
  await taper('Caisse mutuelle du Zou', 'Tab', 'CMZ-12', 'Tab', '3', 'Tab', '11', 'Tab', 'Tab', 'Demande de rendez-vous', 'Tab', 'Demande')
  await page.locator('[name=reference]').press('Enter')
  await page.waitForURL(/nouvelle\?apres=/)
  expect(await page.locator('.message').textContent()).toContain('enregistrée')
  expect(await page.locator('[name=correspondant]').inputValue()).toBe('Caisse mutuelle du Zou')
  expect(await page.locator('[name=reference]').evaluate((champ) => champ === champ.ownerDocument.activeElement)).toBe(true)
  await page.locator('[name=objet]').fill('Deuxième demande')
  await page.locator('[name=reference]').press('Enter')
  await page.waitForURL(/nouvelle\?apres=/)
  const { rows } = await sql<{ n: number }>`select count(*) as n from courrier.courrier where correspondant = 'Caisse mutuelle du Zou' and nature = 'demande'`.execute(essai.maison.base.lire)
  expect(rows[0]!.n).toBe(2)
  await fenetre.close()
})

test('la maire impute d’une liste de noms, l’agent traite, la chaîne se lit', async () => {
  const chezMaire = await entrer(maire)
  await chezMaire.page.goto(`${origine}/courrier?etat=a-imputer&cherche=jumelage`)
  await chezMaire.page.locator('table a.code').first().click()
  await chezMaire.page.getByRole('link', { name: 'Imputer' }).click()
  await chezMaire.page.getByLabel('Adjoa Essai (Agent de l’état civil)').selectOption('avis')
  await chezMaire.page.getByRole('button', { name: 'Imputer' }).click()
  expect(await chezMaire.page.locator('.message').textContent()).toContain('Le courrier est imputé')
  const chezAgent = await entrer(agent)
  await chezAgent.page.goto(`${origine}/journee`)
  await chezAgent.page.getByRole('link', { name: /^A-\d{4}-\d{5}$/ }).first().click()
  await chezAgent.page.getByLabel('Ce que vous avez fait').fill('Avis favorable')
  await chezAgent.page.getByRole('button', { name: 'Marquer comme traité' }).click()
  await chezMaire.page.reload()
  const histoire = (await chezMaire.page.locator('ol.fil h3').allTextContents()).slice(0, 2)
  expect(histoire).toEqual(['Traité', 'Imputé'])
  await Promise.all([chezMaire.fenetre.close(), chezAgent.fenetre.close()])
})

test('chaque page est accessible et tient dans l’écran, au téléphone et au bureau', async () => {
  const { fenetre, page } = await entrer(maire)
  const fautes: string[] = []
  page.on('console', (m) => m.type() === 'error' && fautes.push(m.text()))
  const [neuf, impute] = [await idDe('enregistre'), await idDe('impute')]
  for (const chemin of ['/journee', '/courrier', '/courrier/a-traiter', '/courrier/bordereau', '/courrier/arrivees/nouvelle', '/courrier/departs/nouveau', `/courrier/${impute}`, `/courrier/${neuf}/imputer`, `/courrier/${neuf}/corriger`, `/courrier/${neuf}/recepisse`])
    for (const taille of [TELEPHONE, BUREAU]) {
      await page.setViewportSize(taille)
      expect((await page.goto(origine + chemin))!.status(), chemin).toBe(200)
      expect([chemin, taille.width, await fautesAccessibilite(page), await deborde(page)]).toEqual([chemin, taille.width, [], false])
    }
  expect(fautes).toEqual([])
  await fenetre.close()
})

test.each(['/courrier/bordereau', 'recepisse'])('%s s’imprime sur une feuille, sans menu ni bouton', async (chemin) => {
  const { fenetre, page } = await entrer(secretariat)
  await page.goto(origine + (chemin === 'recepisse' ? `/courrier/${await idDe('enregistre')}/recepisse` : chemin))
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('nav:visible, button:visible, input:visible, select:visible, .btn:visible').count()).toBe(0)
  const pdf = mupdf.Document.openDocument(await page.pdf({ preferCSSPageSize: true }), 'application/pdf')
  expect(pdf.countPages()).toBe(1)
  expect(pdf.loadPage(0).toStructuredText('').asText()).toMatch(/A-\d{4}-\d{5}/)
  await fenetre.close()
})
