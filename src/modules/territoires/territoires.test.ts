import { afterAll, beforeAll, expect, test } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'

let essai: Essai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
})
afterAll(() => essai?.ranger())

const html = async (url: string) => essai.serveur.inject({ url, headers: { accept: 'text/html' } })
const json = async (url: string) => (await essai.serveur.inject({ url, headers: { accept: 'application/json' } })).json()

test('la page montre la carte des 77 communes et les 12 départements, et garde un ETag', async () => {
  const page = await html('/territoires')
  expect(page.statusCode).toBe(200)
  expect(page.body.match(/<path class="h q/g)).toHaveLength(77)
  expect(page.headers.etag).toBeDefined()
  expect(page.headers['set-cookie']).toBeUndefined()
  expect((await json('/territoires')).departements).toHaveLength(12)
})

test('on trouve une commune sans ses accents ni sa casse', async () => {
  const { trouves } = await json('/territoires?q=seme%20podji')
  expect(trouves[0]).toMatchObject({ niveau: 'commune', nom: expect.stringMatching(/^S[èe]m[èe]/) })
  const rien = await html('/territoires?q=xyzxyz')
  expect(rien.body).toContain('Rien ne ressemble')
  expect((await html(`/territoires?q=${encodeURIComponent('"><script>')}`)).body).not.toContain('"><script>')
})

test('une commune dit où elle est, ses bureaux, ses arrondissements, et qu’une adresse est à confirmer', async () => {
  const [bohicon] = (await json('/territoires?q=bohicon')).trouves as { code: string }[]
  const page = await html(`/territoires/${bohicon!.code}`)
  for (const mot of ['Zou', 'Mairie de Bohicon', 'Préfecture', 'À confirmer', 'Bohicon I', 'RGPH4', 'class="sel-h"', 'href="/demarches"']) expect(page.body).toContain(mot)
  const fiche = await json(`/territoires/${bohicon!.code}`)
  expect(fiche.territoire.population2013).toBeGreaterThan(100_000)
  expect(fiche.enfants.every((e: { niveau: string; parent: string }) => e.niveau === 'arrondissement' && e.parent === bohicon!.code)).toBe(true)
  expect(fiche.bureaux[0]).toMatchObject({ genre: 'mairie', verifie: false })
})

test('un département et un arrondissement ont leur page ; un code inconnu ou mal fait, non', async () => {
  expect((await html('/territoires/12')).body).toContain('Département')
  const { enfants } = await json('/territoires/1203')
  expect((await html(`/territoires/${enfants[0].code}`)).body).toContain('Bureau d’arrondissement')
  for (const code of ['99', '999999', 'BJ', 'abc', '12345']) expect((await html(`/territoires/${code}`)).statusCode).toBe(404)
})

test('l’export suit ce qui est montré', async () => {
  const tout = await html('/territoires?format=csv')
  expect(tout.headers['content-type']).toContain('text/csv')
  expect(tout.body.trim().split('\n').length).toBeGreaterThanOrEqual(1 + 12 + 77 + 546)
  expect((await html('/territoires/12?format=csv')).body).toContain('commune')
  expect((await html('/territoires/12?format=xlsx')).headers['content-type']).toContain('spreadsheetml')
})
