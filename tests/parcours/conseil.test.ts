import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../src/kernel/db/index.ts'
import { creerConseil } from '../../src/modules/legalite/seance/demo.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerHorloge } from '../client.ts'
import { creerAgent } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'
import { BUREAU, TELEPHONE, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur } from '../navigateur.ts'

const horloge = creerHorloge('2027-01-04T08:00:00Z')
let essai: Essai
let navigateur: Browser
let origine: string
let agent: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  agent = await creerAgent(essai, 'agent_actes', '1203', { nom: 'Adjoa Essai' })
  await essai.maison.base.ecrire((tx) => creerConseil(tx, '1203', { nombre: 9, du: '2026-05-01', graine: 'parcours' }))
  await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  origine = `http://localhost:${(essai.serveur.server.address() as AddressInfo).port}`
  navigateur = await ouvrirNavigateur()
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

async function entrer(script: boolean): Promise<{ fenetre: BrowserContext; page: Page }> {
  const fenetre = await ouvrirFenetre(navigateur, { taille: BUREAU, script })
  await fenetre.addCookies([{ name: 'iroko_s', value: agent.client.cookies.get('iroko_s')!, url: origine }])
  return { fenetre, page: await fenetre.newPage() }
}

/** What each screen owes: accessible, and no wider than the window, on a telephone and on a desk. */
async function regarder(page: Page, chemin: string): Promise<void> {
  await page.goto(origine + chemin)
  for (const taille of [TELEPHONE, BUREAU]) {
    await page.setViewportSize(taille)
    expect([chemin, taille.width, await fautesAccessibilite(page), await deborde(page)]).toEqual([chemin, taille.width, [], false])
  }
}

let base: string

test('sans script, une séance se prépare, son ordre du jour se réordonne, le conseil est convoqué', async () => {
  const { fenetre, page } = await entrer(false)
  await page.goto(`${origine}/legalite/seances`)
  await page.getByRole('link', { name: 'Préparer', exact: true }).first().click()
  await page.locator('[name="jour.jour"]').fill('15')
  await page.locator('[name="jour.mois"]').fill('1')
  await page.locator('[name=heure]').fill('9 h 30')
  await page.locator('[name=lieu]').fill('Salle du conseil')
  await page.getByRole('button', { name: 'Préparer la séance' }).click()
  await page.getByRole('link', { name: 'Ajouter un point' }).click()
  await page.locator('[name=objet]').fill('Tarifs du marché')
  await page.getByRole('button', { name: 'Ajouter et continuer' }).click()
  await page.locator('[name=objet]').fill('Budget primitif')
  await page.getByRole('button', { name: 'Ajouter et finir' }).click()
  await page.getByRole('button', { name: 'Monter le point 2' }).click()
  expect(await page.locator('.ordre b').allTextContents()).toEqual(['1. Budget primitif', '2. Tarifs du marché'])
  base = new URL(page.url()).pathname
  await page.getByRole('link', { name: 'Convoquer le conseil' }).click()
  await page.getByRole('button', { name: /^Convoquer 9/ }).click()
  expect(await page.locator('.message').textContent()).toContain('Le conseil est convoqué')
  await fenetre.close()
})

test('l’appel dit le quorum à mesure, et les pages tiennent au téléphone comme au bureau', async () => {
  horloge.avancer(11 * 86_400_000 + 3_600_000)
  const { fenetre, page } = await entrer(true)
  const fautes: string[] = []
  page.on('console', (m) => m.type() === 'error' && fautes.push(m.text()))
  for (const chemin of ['/legalite/seances', '/legalite/conseil', '/legalite/conseil/nouveau', '/legalite/seances/nouvelle', base, `${base}/remises`]) await regarder(page, chemin)
  await regarder(page, `${base}/presences`)
  const lignes = await page.locator('.appel').all()
  for (const ligne of lignes.slice(0, 4)) await ligne.getByLabel('Présent', { exact: true }).check()
  expect(await page.locator('[data-appel-dit]').textContent()).toBe('Il manque 1 présent pour le quorum.')
  await lignes[4]!.getByLabel('Représenté', { exact: true }).check()
  await lignes[4]!.locator('select').selectOption({ index: 1 })
  expect([await page.locator('[data-n=presents]').textContent(), await page.locator('[data-n=votants]').textContent()]).toEqual(['4', '5'])
  await lignes[5]!.getByLabel('Présent', { exact: true }).check()
  expect(await page.locator('[data-appel-dit]').textContent()).toBe('Le quorum est atteint.')
  for (const ligne of lignes.slice(6)) await ligne.getByLabel('Absent', { exact: true }).check()
  await page.getByRole('button', { name: 'Noter les présences' }).click()
  await page.locator('[name=secretaire]').fill('Le secrétaire exécutif')
  await page.getByRole('button', { name: 'Ouvrir la séance' }).click()
  const { rows } = await sql<{ id: string }>`select id from legalite.point where rang = 1`.execute(essai.maison.base.lire)
  for (const chemin of [base, `${base}/points/${rows[0]!.id}/vote`, `${base}/points/${rows[0]!.id}/vote?scrutin=nominal`, `${base}/proces-verbal`]) await regarder(page, chemin)
  expect(fautes).toEqual([])
  await fenetre.close()
})
