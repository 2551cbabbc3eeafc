import { expect, test } from 'vitest'
import { z } from 'zod'
import { action, agent, defineModule, ouvert, page, permission, un } from '../module.ts'
import { cheminOpenApi, decrireApi, direAcces, versSchema } from './openapi.ts'

const module = defineModule({
  name: 'essai',
  titre: 'Essai',
  needs: [],
  permissions: { 'essai.lire': 'Lire' },
  roles: {},
  pages: [
    page({ path: '/essais/:id', may: un(permission('essai.lire'), agent), titre: 'Essai', params: z.object({ id: z.uuid() }), query: z.object({ q: z.string().optional() }), output: z.object({ le: z.date() }), load: async () => ({ le: new Date(0) }) }),
    page({ path: '/muet', may: ouvert, titre: 'Sans JSON', load: async () => ({}) }),
  ],
  actions: [action({ nom: 'essai.faire', path: '/essais/:id/faire', may: agent, titre: 'Faire', input: z.object({ motif: z.string() }), secondFacteur: true, run: async () => ({ vers: '/' }) })],
  jobs: [],
  menu: [],
  refus: {},
})

test('les portes qui parlent JSON sont décrites, avec qui peut passer', () => {
  const { paths } = decrireApi([module], { adresse: 'https://iroko.example', version: '1' })
  expect(Object.keys(paths)).toEqual(['/essais/{id}', '/essais/{id}/faire'])
  const lire = paths['/essais/{id}']!.get!
  expect(lire.security).toEqual([{ jeton: ['essai.lire'] }, { session: [] }])
  expect(lire.parameters).toMatchObject([{ name: 'id', in: 'path', required: true }, { name: 'q', in: 'query' }])
  expect(lire.responses).toMatchObject({ '200': { content: { 'application/json': { schema: { properties: { le: { type: 'string', format: 'date-time' } } } } } }, '404': {} })
  const faire = paths['/essais/{id}/faire']!.post!
  expect(faire.operationId).toBe('essai.faire')
  expect(JSON.stringify(faire.requestBody)).toContain('_code')
})

test('un schéma qui se contient lui-même garde des renvois justes', () => {
  type Arbre = { enfants: Arbre[] }
  const arbre: z.ZodType<Arbre> = z.object({ enfants: z.array(z.lazy(() => arbre)) })
  const schemas: Record<string, { [cle: string]: unknown }> = {}
  expect(versSchema(arbre, 'output', 'arbre', schemas)).toEqual({ $ref: '#/components/schemas/arbre' })
  expect(JSON.stringify(schemas)).toContain('"#/components/schemas/arbre')
})

test('les chemins et les accès se disent en mots', () => {
  expect(cheminOpenApi('/a/:b/c/:d')).toBe('/a/{b}/c/{d}')
  expect(direAcces(un(ouvert, permission('x.y')))).toBe('tous, ou la permission x.y, dans son territoire')
})
