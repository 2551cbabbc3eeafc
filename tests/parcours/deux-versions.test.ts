import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerAgent } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'
import { BUREAU, TELEPHONE, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur } from '../navigateur.ts'

let essai: Essai
let navigateur: Browser
let origine: string
let hortense: AgentEssai
let codjo: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  hortense = await creerAgent(essai, 'secretaire_executif', '1203', { nom: 'Hortense Agbodjan' })
  codjo = await creerAgent(essai, 'agent_guichet', '1203', { nom: 'Codjo Lokossou' })
  await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  origine = `http://localhost:${(essai.serveur.server.address() as AddressInfo).port}`
  navigateur = await ouvrirNavigateur()
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

async function entrer(qui: AgentEssai, script: boolean): Promise<Page> {
  const fenetre = await ouvrirFenetre(navigateur, { taille: BUREAU, script })
  await fenetre.addCookies([{ name: 'iroko_s', value: qui.client.cookies.get('iroko_s')!, url: origine }])
  return fenetre.newPage()
}

/** Fit for everybody, on a desk and on a phone. */
async function exigerPropre(page: Page, nom: string): Promise<void> {
  expect(await fautesAccessibilite(page)).toEqual([])
  for (const [taille, ou] of [[BUREAU, 'bureau'], [TELEPHONE, 'telephone']] as const) {
    await page.setViewportSize(taille)
    expect(await deborde(page), `${nom}, ${ou}`).toBe(false)
  }
  await page.setViewportSize(BUREAU)
}

test('deux agents corrigent la même parcelle : chacun garde ce qu’il a écrit', async () => {
  const cree = await hortense.client.envoyer('/parcelles/nouvelle', { territoire: '1203', lotissement: 'Zongo', lot: '145', contenance: '500', titre: 'PH n° 1' })
  const [a, b] = [await entrer(hortense, false), await entrer(codjo, true)]
  for (const page of [a, b]) await page.goto(`${origine}${cree.vers}/modifier`)
  await a.getByLabel('Quartier ou village').fill('Zakpo')
  await a.getByLabel('Titre ou attestation').fill('PH n° 2')
  await a.getByRole('button', { name: 'Enregistrer la correction' }).click()
  await a.waitForURL(`${origine}${cree.vers}`)
  await b.getByLabel('Contenance déclarée').fill('480')
  await b.getByLabel('Titre ou attestation').fill('PH n° 3')
  await b.getByRole('button', { name: 'Enregistrer la correction' }).click()
  await b.getByRole('heading', { name: 'Les deux versions' }).waitFor()
  expect(await b.getByLabel('Titre ou attestation').inputValue()).toBe('PH n° 3')
  expect(await b.getByLabel('Quartier ou village').inputValue()).toBe('Zakpo')
  await exigerPropre(b, 'deux-versions')
  await b.getByRole('button', { name: 'Enregistrer ma version' }).click()
  await b.waitForURL(`${origine}${cree.vers}`)
  const texte = await b.locator('main').innerText()
  for (const mot of ['Zakpo', 'PH n° 3']) expect(texte).toContain(mot)
})

test('une lettre ouvre un dossier, et l’on revient de l’un à l’autre', async () => {
  const cree = await codjo.client.envoyer('/courrier/arrivees/nouvelle', { correspondant: 'Afi DOSSOU', genre: 'personne', contact: '01 97 00 00 11', objet: 'Certificat de vie', nature: 'demande' })
  const page = await entrer(codjo, true)
  await page.goto(`${origine}${cree.vers}`)
  await page.getByRole('link', { name: 'Ouvrir un dossier' }).click()
  await page.getByRole('heading', { name: 'Ouvrir un dossier' }).waitFor()
  await exigerPropre(page, 'ouvrir-dossier')
  await page.getByRole('radio', { name: /^Certificat de vie(?! et)/ }).first().check()
  await page.getByRole('button', { name: 'Ouvrir le dossier' }).click()
  await page.waitForURL(/\/brouillons\/[0-9a-f-]{36}$/)
  await exigerPropre(page, 'brouillon-du-courrier')
  await page.getByRole('main').getByRole('link', { name: /^A-\d{4}-/ }).click()
  await page.getByRole('link', { name: 'Demande commencée' }).click()
  await page.waitForURL(/\/brouillons\/[0-9a-f-]{36}$/)
})
