import { validate } from '@readme/openapi-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MODULES } from '../src/modules/index.ts'
import { cheminOpenApi, decrireApi, portesApi } from '../src/kernel/corridor/openapi.ts'
import { ouvrirEssai } from './base.ts'
import type { Essai } from './base.ts'

let essai: Essai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
})
afterAll(() => essai?.ranger())

const api = decrireApi(MODULES, { adresse: 'https://iroko.example', version: '0' })

test('la description est un document OpenAPI 3.1 valable pour un vérificateur public', async () => {
  const lue = await essai.serveur.inject('/api/openapi.json')
  expect(lue.headers['content-type']).toContain('application/json')
  const resultat = await validate(lue.json())
  expect(resultat.valid ? [] : resultat.errors).toEqual([])
})

test('chaque porte qui parle JSON y est une fois, sous un nom unique', () => {
  const operations = Object.values(api.paths).flatMap(({ get, post }) => [get, post]).filter((o) => o !== undefined)
  expect(operations.length).toBe(portesApi(MODULES).length)
  expect(new Set(operations.map((o) => o.operationId)).size).toBe(operations.length)
})

test('une porte annoncée publique et gelée répond bien en JSON', () => {
  for (const page of MODULES.flatMap((m) => m.pages)) if (page.api) expect(page.output, page.path).toBeDefined()
})

// A change here is a change for every program that reads us. To accept it: npx vitest run tests/api.test.ts -u
test('la forme des portes publiques n’a pas changé', async () => {
  const publiques = MODULES.flatMap((m) => m.pages).filter((p) => p.api)
  const formes = Object.fromEntries(publiques.map((p) => [`GET ${p.path}`, forme(cheminOpenApi(p.path))] as const).sort(([a], [b]) => a.localeCompare(b)))
  await expect(`${JSON.stringify(formes, undefined, 2)}\n`).toMatchFileSnapshot('./api.snapshot.json')
})

function forme(chemin: string) {
  const { parameters = [], responses } = api.paths[chemin]!.get!
  const bonne = responses['200'] as { content: { 'application/json': { schema: object } } }
  return { parametres: parameters.map((p) => ({ nom: p.name, lieu: p.in, schema: p.schema })), reponse: bonne.content['application/json'].schema }
}

test('la page lisible montre chaque module, son adresse et ses champs', async () => {
  const page = await essai.serveur.inject({ url: '/api', headers: { accept: 'text/html' } })
  expect(page.statusCode).toBe(200)
  for (const { module } of portesApi(MODULES)) expect(page.body).toContain(module.titre.replaceAll('&', '&amp;'))
  expect(page.body.replaceAll('<wbr/>', '')).toContain('/territoires/{code}')
})
