import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { codeDe, peupler } from '../../../tests/client.ts'
import { BUREAU, ouvrirFenetre, ouvrirNavigateur } from '../../../tests/navigateur.ts'
import { sql } from '../../kernel/db/index.ts'

const ADMIN1 = 'admin1@demo.iroko.example'
const ADMIN2 = 'admin2@demo.iroko.example'
let essai: Essai
let navigateur: Browser
let fenetre: BrowserContext
let page: Page
let cdp: CDPSession
let base: string

beforeAll(async () => {
  // Passkeys are tied to the public address: the port is chosen first.
  const { createServer } = await import('node:net')
  const port = await new Promise<number>((pret) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port: p } = s.address() as AddressInfo
      s.close(() => pret(p))
    })
  })
  base = `http://localhost:${port}`
  essai = await ouvrirEssai({ travaille: false, reglages: { adresse: base } })
  await peupler(essai)
  await essai.serveur.listen({ port, host: '127.0.0.1' })
  navigateur = await ouvrirNavigateur()
  fenetre = await ouvrirFenetre(navigateur, { taille: BUREAU, script: true })
  page = await fenetre.newPage()
  cdp = await fenetre.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

async function parMotDePasse(p: Page, courriel: string): Promise<void> {
  await p.goto(`${base}/connexion/agent`)
  await p.fill('[name=courriel]', courriel)
  await p.fill('[name=motDePasse]', 'iroko-demonstration')
  await p.click('form[action="/connexion/agent"] button')
  await p.waitForURL(/agent\/code/)
  await p.fill('[name=code]', await codeDe(essai, courriel))
  await p.click('button:has-text("Entrer")')
  await p.waitForURL((url) => !url.pathname.startsWith('/connexion'))
}

describe('les clés d’accès, dans un vrai navigateur', () => {
  it('une clé se fait, se nomme, et connecte seule', async () => {
    await parMotDePasse(page, ADMIN2)
    await page.goto(`${base}/compte/second-facteur`)
    await page.fill('[name=nom]', 'Ordinateur du bureau')
    await page.click('button:has-text("Faire une clé")')
    await page.waitForSelector('text=est enregistrée')
    expect(await page.textContent('#cles + *, section[aria-labelledby=cles]')).toContain('Ordinateur du bureau')

    await fenetre.clearCookies()
    await page.goto(`${base}/connexion/agent`)
    await page.click('button:has-text("clé d’accès")')
    await page.waitForURL(`${base}/journee`)
    expect(await page.textContent('header')).toContain('Kossi Adjovi')
  })

  it('elle sert de second facteur après le mot de passe', async () => {
    await fenetre.clearCookies()
    await page.goto(`${base}/connexion/agent`)
    await page.fill('[name=courriel]', ADMIN2)
    await page.fill('[name=motDePasse]', 'iroko-demonstration')
    await page.click('form[action="/connexion/agent"] button')
    await page.waitForURL(/agent\/code/)
    await page.click('button:has-text("clé d’accès")')
    await page.waitForURL(`${base}/journee`)
  })

  it('elle signe : ce que l’un demande, l’autre l’accorde d’un doigt', async () => {
    const autre = await ouvrirFenetre(navigateur, { taille: BUREAU, script: true })
    const sienne = await autre.newPage()
    await parMotDePasse(sienne, ADMIN1)
    await sienne.goto(`${base}/administration/accords/demander`)
    await sienne.check('[name=role][value=pdf]')
    await sienne.click('button:has-text("Demander le renouvellement")')
    await sienne.waitForURL(`${base}/administration/accords`)
    await autre.close()

    await page.goto(`${base}/administration/accords`)
    await page.click('summary:has-text("Accorder")')
    await page.click('button:has-text("Accorder avec ma clé d’accès")')
    await page.waitForSelector('text=Accordé, et fait')
    const { rows } = await sql<{ n: number }>`select count(*) as n from identite.accord where accorde`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBe(1)
  })

  it('une réponse ne sert qu’une fois', async () => {
    await fenetre.clearCookies()
    await page.goto(`${base}/connexion/agent`)
    const [envoi] = await Promise.all([page.waitForRequest((r) => r.method() === 'POST' && r.url().endsWith('/connexion/agent/cle')), page.click('button:has-text("clé d’accès")')])
    await page.waitForURL(`${base}/journee`)
    const reponse = new URLSearchParams(envoi.postData() ?? '').get('reponse') ?? ''
    expect(reponse.length).toBeGreaterThan(100)
    await fenetre.clearCookies()
    await page.goto(`${base}/connexion/agent`)
    const statut = await page.evaluate(async (rejouee) => {
      const form = document.querySelector<HTMLFormElement>('form[action="/connexion/agent/cle"]')!
      const corps = new URLSearchParams(new FormData(form) as never)
      corps.set('reponse', rejouee)
      return (await fetch('/connexion/agent/cle', { method: 'POST', body: corps, redirect: 'manual' })).status
    }, reponse)
    expect(statut).toBe(422)
  })

  it('retirée, elle n’ouvre plus rien, et la page le dit', async () => {
    await page.click('button:has-text("clé d’accès")')
    await page.waitForURL(`${base}/journee`)
    await page.goto(`${base}/compte/second-facteur`)
    await page.click('form[action*="/cles-acces/"] button')
    await page.waitForSelector('text=La clé est retirée')
    await fenetre.clearCookies()
    await page.goto(`${base}/connexion/agent`)
    await page.click('button:has-text("clé d’accès")')
    await page.waitForSelector('text=n’est pas connue ici')
  })
})
