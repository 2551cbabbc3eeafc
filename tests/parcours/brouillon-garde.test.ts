import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/kernel/db/index.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { jusqua } from '../monde.ts'
import { fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur, TELEPHONE } from '../navigateur.ts'

let essai: Essai
let adresse: string
let navigateur: Browser

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  adresse = await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  navigateur = await ouvrirNavigateur()
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

const fenetre = () => ouvrirFenetre(navigateur, { taille: TELEPHONE, script: true })
const etat = (page: Page, phrase: string) => page.waitForSelector(`.etat-garde:has-text("${phrase}")`)

/** A draft without an account; its tracking code, and the page of its first step. */
async function commencer(page: Page): Promise<string> {
  await page.goto(`${adresse}/demarches/certificat-de-vie`)
  await page.click('button:has-text("Commencer la demande")')
  const code = await page.innerText('.grand-code')
  await page.click('a.btn:has-text("Commencer")')
  return code
}

async function rouvrir(page: Page, code: string): Promise<void> {
  await page.goto(`${adresse}/suivre`)
  await page.fill('[name=code]', code)
  await page.click('main form button:not(.sr)')
  await page.click('a:has-text("Continuer")')
}

describe('un brouillon se garde tout seul', () => {
  it('le téléphone s’éteint : rouvert ailleurs par le code, ce qui était tapé est là, et l’étape n’est pas comptée', async () => {
    const un = await fenetre()
    const page = await un.newPage()
    const code = await commencer(page)
    expect(await page.innerText('.etat-garde')).toBe('')
    await page.fill('[name=nom]', 'd’Almeida')
    await etat(page, 'Gardé à')
    expect(await fautesAccessibilite(page)).toEqual([])
    // Typed, then gone at once: what leaves then has no page to come back to.
    page.on('dialog', (d) => void d.accept())
    await page.fill('[name=prenoms]', 'Sènami Tɔ́')
    await page.goto('about:blank')
    await jusqua(async () => (await sql`select from demarches.dossier where saisie->'personne'->>'prenoms' = 'Sènami Tɔ́'`.execute(essai.maison.base.lire)).rows.length === 1)
    await un.close()

    const deux = await fenetre()
    const autre = await deux.newPage()
    await rouvrir(autre, code)
    expect(await autre.inputValue('[name=nom]')).toBe('d’Almeida')
    expect(await autre.inputValue('[name=prenoms]')).toBe('Sènami Tɔ́')
    expect(await autre.innerText('.avis')).toContain('pas encore envoyé')
    expect(await fautesAccessibilite(autre)).toEqual([])
    await autre.click('.actions button[name=_continuer]')
    expect(await autre.locator('.erreurs li').count()).toBeGreaterThan(0)
    await deux.close()
  })

  it('sans réseau, la page le dit et garde tout ; le réseau revenu, elle l’envoie', async () => {
    const un = await fenetre()
    const page = await un.newPage()
    await commencer(page)
    await un.setOffline(true)
    await page.fill('[name=nom]', 'Dossou')
    await etat(page, 'pas de réseau, vos réponses restent sur cette page')
    await un.setOffline(false)
    await etat(page, 'Gardé à')
    await un.close()
  }, 60_000)

  it('rien n’est envoyé quand rien n’a changé ; un vieil onglet ne remplace pas un texte plus récent', async () => {
    const un = await fenetre()
    const page = await un.newPage()
    await commencer(page)
    const vieux = await un.newPage()
    await vieux.goto(page.url())
    let envois = 0
    page.on('request', (r) => void (r.url().endsWith('/garder') && envois++))
    await page.fill('[name=nom]', 'Neuf')
    await etat(page, 'Gardé à')
    await page.evaluate(() => globalThis.dispatchEvent(new Event('pagehide')))
    await page.fill('[name=nom]', 'Neuf')
    await page.evaluate(() => globalThis.dispatchEvent(new Event('pagehide')))
    expect(envois).toBe(1)
    await vieux.fill('[name=nom]', 'Vieux')
    await etat(vieux, 'le texte le plus récent est gardé')
    expect(await vieux.inputValue('[name=nom]')).toBe('Vieux')
    await page.reload()
    expect(await page.inputValue('[name=nom]')).toBe('Neuf')
    await un.close()
  })
})
