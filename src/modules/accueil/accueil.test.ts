import { afterAll, beforeAll, expect, test } from 'vitest'
import { reglagesJournal } from '../../kernel/corridor/numeroter.ts'
import { sequencer } from '../../kernel/journal/index.ts'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'

let essai: Essai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await sequencer(essai.maison.base, reglagesJournal(essai.maison), new Date())
})
afterAll(() => essai?.ranger())

const html = async (url: string) => essai.serveur.inject({ url, headers: { accept: 'text/html' } })

test('l’accueil cherche, suit, vérifie, et ne montre que les démarches qui existent', async () => {
  const page = await html('/')
  expect(page.statusCode).toBe(200)
  for (const mot of ['action="/demarches"', 'href="/suivre"', 'href="/verifier"', 'Selon ce que vous vivez', 'Certificat de vie', 'Au guichet']) expect(page.body).toContain(mot)
  expect(page.body).not.toContain('SMS')
  expect(page.headers.etag).toBeDefined()
  expect(page.headers['set-cookie']).toBeUndefined()
})

test('aucun lien des pages publiques ne mène nulle part', async () => {
  const pages = ['/', '/aide', '/accessibilite', '/mentions', '/plan', '/verifier', '/v/', '/territoires', '/territoires/1203', '/journal', '/api', '/ui']
  const liens = new Map<string, string>()
  for (const url of pages) {
    const page = await html(url)
    expect(page.statusCode, url).toBe(200)
    const corps = url === '/ui' ? page.body.slice(page.body.indexOf('<footer')) : page.body
    for (const [, lien] of corps.matchAll(/href="(\/[^"#]*)/g)) liens.set(lien!.replaceAll('&amp;', '&'), url)
  }
  const morts: string[] = []
  for (const [lien, depuis] of liens) {
    const { statusCode } = await html(lien)
    if (statusCode >= 400) morts.push(`${statusCode} ${lien} (depuis ${depuis})`)
  }
  expect(morts).toEqual([])
})

test('la journée demande d’être agent', async () => {
  const page = await html('/journee')
  expect([page.statusCode, page.headers.location]).toEqual([303, '/connexion/agent?suite=%2Fjournee'])
})

test('la santé répond 200 en JSON, sans rien de personnel', async () => {
  const lue = await essai.serveur.inject('/sante')
  expect(lue.statusCode).toBe(200)
  expect(lue.json()).toMatchObject({ etat: 'bon', version: expect.stringMatching(/^\d+\.\d+\.\d+$/), base: { etat: 'bon' }, file: { etat: 'bon' } })
})

test('la santé répond 503 quand la base ne répond plus', async () => {
  const malade = await ouvrirEssai({ travaille: false })
  const { poolLecture } = malade.maison.base
  poolLecture.connect = () => Promise.reject(new Error('base coupée'))
  const lue = await malade.serveur.inject('/sante')
  expect([lue.statusCode, lue.json().base.etat]).toEqual([503, 'panne'])
  Reflect.deleteProperty(poolLecture, 'connect')
  await malade.ranger()
})

test('robots et icône ont leur fichier', async () => {
  expect((await essai.serveur.inject('/robots.txt')).body).toContain('Disallow: /compte')
  expect((await essai.serveur.inject('/favicon.ico')).headers['content-type']).toBe('image/svg+xml')
})
