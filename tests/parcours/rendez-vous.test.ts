import type { AddressInfo } from 'node:net'
import * as mupdf from 'mupdf'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../src/kernel/db/index.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerClient, creerHorloge } from '../client.ts'
import { deposer, lieux } from '../demande.ts'
import { creerAgent } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'
import { BUREAU, TELEPHONE, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur } from '../navigateur.ts'

// A Monday at nine in Benin.
const horloge = creerHorloge('2026-11-23T08:00:00Z')
let essai: Essai
let navigateur: Browser
let origine: string
let agent: AgentEssai
let agenda: string
let rendezvous: string
let citoyen: BrowserContext

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  agent = await creerAgent(essai, 'etat_civil', '1203', { nom: 'Adjoa Essai' })
  await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  origine = `http://localhost:${(essai.serveur.server.address() as AddressInfo).port}`
  navigateur = await ouvrirNavigateur()
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

async function entrer(script = true): Promise<{ fenetre: BrowserContext; page: Page }> {
  const fenetre = await ouvrirFenetre(navigateur, { taille: BUREAU, script })
  await fenetre.addCookies([{ name: 'iroko_s', value: agent.client.cookies.get('iroko_s')!, url: origine }])
  return { fenetre, page: await fenetre.newPage() }
}

test('un agent ouvre un agenda : deux matinées, vingt minutes chacun', async () => {
  const { fenetre, page } = await entrer(false)
  await page.goto(`${origine}/agendas`)
  await page.getByRole('link', { name: 'Ouvrir un agenda' }).click()
  await page.getByLabel('Nom de l’agenda').fill('Guichet de l’état civil')
  await page.getByLabel('On y vient pour').fill('Retirer une copie d’acte')
  await page.getByLabel('Où se présenter').fill('Rez-de-chaussée, guichet 2')
  for (const jour of ['lundi', 'mercredi', 'vendredi']) for (const bout of ['matin, de', 'matin, à', 'après-midi, de', 'après-midi, à']) await page.getByLabel(`${jour}, ${bout}`).fill('')
  for (const jour of ['mardi', 'jeudi']) for (const bout of ['après-midi, de', 'après-midi, à']) await page.getByLabel(`${jour}, ${bout}`).fill('')
  await page.getByLabel(/Toute personne peut y prendre rendez-vous/).check()
  await page.getByLabel(/Reçoit aussi pour les dossiers/).check()
  await page.getByRole('button', { name: 'Ouvrir l’agenda' }).click()
  expect(await page.locator('.message').textContent()).toContain('L’agenda est ouvert')
  agenda = /\/agendas\/([0-9a-f-]{36})/.exec(page.url())![1]!
  await fenetre.close()
})

test('sur un téléphone, sans JavaScript, une personne prend une heure, la confirme, puis la change', async () => {
  citoyen = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: false })
  const page = await citoyen.newPage()
  await page.goto(`${origine}/rendez-vous?lieu=Bohicon`)
  await page.getByRole('link', { name: 'Guichet de l’état civil' }).click()
  // A day of notice: it is nine on Monday, nothing before nine on Tuesday.
  await page.getByRole('heading', { name: 'Demain, mardi 24 novembre' }).waitFor()
  expect(await page.locator('.heure').first().textContent()).toMatch(/^9\sh, /)
  await page.locator('.heure').first().click()
  await page.getByLabel('Nom et prénoms').fill('Afiavi Tossou')
  await page.getByLabel('Téléphone').fill('97 00 01 01')
  await page.getByRole('button', { name: 'Recevoir le code' }).click()
  expect(await page.locator('.erreurs').textContent()).toContain('01 97 00 01 01')
  expect(await page.getByLabel('Nom et prénoms').inputValue()).toBe('Afiavi Tossou')
  await page.getByLabel('Téléphone').fill('01 97 00 01 01')
  await page.getByRole('button', { name: 'Recevoir le code' }).click()
  const { rows } = await sql<{ texte: string }>`select texte from notifications.message where destinataire = '+2290197000101' order by id desc limit 1`.execute(essai.maison.base.lire)
  await page.getByLabel('Code à six chiffres').fill(/\b\d{6}\b/.exec(rows[0]!.texte)![0])
  await page.getByRole('button', { name: 'Confirmer' }).click()
  expect(await page.locator('.billet .quand').textContent()).toMatch(/Mardi 24 novembre 2026 à 9\sh/)
  rendezvous = /\/rendez-vous\/([0-9a-f-]{36})/.exec(page.url())![1]!
  await page.getByRole('link', { name: 'Changer d’heure' }).click()
  await page.getByRole('link', { name: 'Semaine suivante' }).click()
  await page.getByRole('link', { name: 'Semaine précédente' }).click()
  await page.getByRole('button', { name: /^10\sh\s?, mardi/ }).click()
  expect(await page.locator('.message').textContent()).toMatch(/mardi 24 novembre 2026 à 10\sh/)
  expect(await page.locator('.billet .quand').textContent()).toMatch(/à 10\sh/)
})

test('le jour venu, l’agent le pointe arrivé, puis reçu, depuis sa journée imprimable', async () => {
  horloge.avancer(86_400_000)
  const { fenetre, page } = await entrer()
  await page.goto(`${origine}/journee`)
  await page.getByRole('link', { name: /personne à recevoir/ }).click()
  await page.getByRole('link', { name: 'Guichet de l’état civil' }).click()
  await page.getByRole('button', { name: /^Arrivé/ }).click()
  expect(await page.getByRole('row', { name: /Afiavi Tossou/ }).textContent()).toContain('Arrivé')
  await page.getByRole('button', { name: /^Reçu/ }).click()
  expect(await page.getByRole('row', { name: /Afiavi Tossou/ }).textContent()).toContain('Reçu')
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('nav:visible, button:visible, input:visible, select:visible, .btn:visible').count()).toBe(0)
  const pdf = mupdf.Document.openDocument(await page.pdf({ preferCSSPageSize: true }), 'application/pdf')
  expect([pdf.countPages(), pdf.loadPage(0).toStructuredText('').asText().includes('Afiavi Tossou')]).toEqual([1, true])
  await fenetre.close()
})

test('chaque page est accessible et tient dans l’écran, au téléphone et au bureau', async () => {
  const client = creerClient(essai)
  const dossier = await deposer(client, lieux(essai).bohicon)
  const personne = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: true })
  await personne.addCookies([{ name: 'iroko_s', value: client.cookies.get('iroko_s')!, url: origine }])
  const sien = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: true })
  await sien.addCookies(await citoyen.cookies())
  const { fenetre, page } = await entrer()
  const debut = '2026-11-26T10:00'
  const tours: [Page, string[]][] = [
    [page, ['/journee', '/agendas', `/agendas/${agenda}`, `/agendas/${agenda}/prendre`, `/agendas/${agenda}/prendre?debut=${debut}`, `/agendas/${agenda}/exceptions`, `/agendas/${agenda}/reglages`, '/agendas/rendez-vous', '/agendas/statistiques', `/agendas/rendez-vous/${rendezvous}`, `/dossiers/${dossier}`]],
    [await personne.newPage(), [`/suivi/${dossier}`, `/suivi/${dossier}/rendez-vous`]],
    [await sien.newPage(), ['/rendez-vous', '/rendez-vous/suivre', `/rendez-vous/${rendezvous}`, `/rendez-vous/${rendezvous}/deplacer`, `/rendez-vous/agendas/${agenda}`, `/rendez-vous/agendas/${agenda}/prendre?debut=${debut}`, `/rendez-vous/agendas/${agenda}/prendre?debut=2026-11-26T03:00`]],
  ]
  for (const [ici, chemins] of tours)
    for (const chemin of chemins) {
      await ici.setViewportSize(TELEPHONE)
      expect((await ici.goto(origine + chemin))!.status(), chemin).toBe(200)
      expect([chemin, await fautesAccessibilite(ici), await deborde(ici)]).toEqual([chemin, [], false])
      await ici.setViewportSize(BUREAU)
      expect([chemin, await deborde(ici)]).toEqual([chemin, false])
    }
  await Promise.all([fenetre.close(), personne.close(), sien.close()])
})
