import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerAgent } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'
import { BUREAU, TELEPHONE, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur } from '../navigateur.ts'

const PROJET = '/legalite/regles/projet'
let essai: Essai
let navigateur: Browser
let origine: string
let directeur: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  directeur = await creerAgent(essai, 'directeur', 'BJ', { nom: 'Reine Essai' })
  for (const genre of ['regles', 'matieres', 'grilles', 'lettres']) await directeur.client.envoyer(`/legalite/regles/${genre}`, {}, { action: `${PROJET}/${genre}/BJ` })
  await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  origine = `http://localhost:${(essai.serveur.server.address() as AddressInfo).port}`
  navigateur = await ouvrirNavigateur()
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

async function entrer(script: boolean): Promise<{ fenetre: BrowserContext; page: Page }> {
  const fenetre = await ouvrirFenetre(navigateur, { taille: script ? BUREAU : TELEPHONE, script })
  await fenetre.addCookies([{ name: 'iroko_s', value: directeur.client.cookies.get('iroko_s')!, url: origine }])
  return { fenetre, page: await fenetre.newPage() }
}

test('sans script, un délai se change, se lit en mots, et se simule à côté de celui en vigueur', async () => {
  const { fenetre, page } = await entrer(false)
  await page.goto(`${origine}${PROJET}/regles/BJ`)
  await page.getByRole('link', { name: 'Délai de contrôle', exact: true }).click()
  await page.getByLabel('Durée').fill('deux')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('Écrivez un nombre')
  await page.getByLabel('Durée').fill('2')
  await page.getByLabel('mois').check()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  expect((await page.locator('main').textContent())!.replace(/\s/g, ' ')).toContain('Délai de contrôle : 15 jours → 2 mois')
  await page.goto(`${origine}/legalite/regles/simuler`)
  await page.getByRole('button', { name: 'Calculer' }).click()
  expect(await page.locator('.horloge').count()).toBe(2)
  await fenetre.close()
})

test('avec le script, l’aperçu d’une lettre suit ce qui s’écrit', async () => {
  const { fenetre, page } = await entrer(true)
  await page.goto(`${origine}${PROJET}/lettres/BJ/lettres.observations`)
  await page.getByLabel('Texte').fill('À la commune de {commune}, à propos de {objet}.')
  await page.locator('[data-apercu]').getByText('À la commune de Bohicon').waitFor()
  await fenetre.close()
})

test('chaque page est accessible et tient dans l’écran, au téléphone et au bureau', async () => {
  const { fenetre, page } = await entrer(true)
  const chemins = ['/legalite/regles', '/legalite/regles/regles', '/legalite/regles/simuler', '/legalite/regles/strategie/12', '/legalite/regles/versions/regles/BJ/1', `${PROJET}/matieres/BJ`, `${PROJET}/grilles/BJ/points.seuil`, `${PROJET}/grilles/BJ/ajouter/points`, `${PROJET}/regles/BJ/publier`]
  for (const chemin of chemins)
    for (const taille of [TELEPHONE, BUREAU]) {
      await page.setViewportSize(taille)
      expect((await page.goto(origine + chemin))!.status(), chemin).toBe(200)
      expect([chemin, taille.width, await fautesAccessibilite(page), await deborde(page)]).toEqual([chemin, taille.width, [], false])
    }
  await fenetre.close()
})
