import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerAgent } from '../../../tests/monde.ts'
import { construireActifs } from '../../ui/actifs.ts'
import { cleActeur } from '../identite/acteur.ts'
import { action, agent, defineModule, ouvert, page } from '../module.ts'
import type { Module } from '../module.ts'
import { ouvrir } from './ouvrir.ts'

const signer = (corps: string) => createHmac('sha256', 'cle').update(corps).digest('hex')
const vus: { acteur: string; pouvoir: boolean; session: string | undefined; entetes: object }[] = []
const recevoir = action({
  nom: 'essai.recevoir',
  path: '/essai/avis',
  may: ouvert,
  titre: 'Avis',
  machine: { entetes: ['x-signature'] },
  input: z.object({}),
  preparer: async ({ brut }) => (brut && brut.entetes['x-signature'] === signer(brut.corps.toString()) ? { corps: brut.corps.toString(), entetes: brut.entetes } : undefined),
  run: async ({ acteur, prepare, porteePour, session }) => {
    vus.push({ acteur: cleActeur(acteur), pouvoir: !porteePour('demarches.lire').vide, session, entetes: prepare!.entetes })
    return { vers: '/', message: prepare!.corps }
  },
})
const module: Module = { name: 'essai', titre: 'Essai', needs: [], permissions: {}, roles: {}, pages: [], jobs: [], menu: [], refus: {}, actions: [recevoir] }

let essai: Essai
let serveur: Essai['serveur']
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  serveur = await ouvrir([defineModule(module)], essai.maison, { actifs: await construireActifs(), journaux: false, limites: false })
})
afterAll(async () => {
  await serveur.close()
  await essai.ranger()
})
const envoyer = (corps: string, entetes: Record<string, string>) => serveur.inject({ method: 'POST', url: '/essai/avis', payload: corps, headers: entetes })

describe('une porte de machine', () => {
  it('donne les octets reçus, quel que soit leur type, et seulement les en-têtes demandés', async () => {
    const corps = '{ "montant" :  2000 }'
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const r = await envoyer(corps, { 'content-type': type, 'x-signature': signer(corps), 'x-autre': 'non' })
      expect([r.statusCode, r.json().message]).toEqual([200, corps])
    }
    expect(vus.at(-1)!.entetes).toEqual({ 'x-signature': signer(corps) })
  })

  it('refuse ce dont personne ne répond, sans rien exécuter', async () => {
    const avant = vus.length
    for (const entetes of [{}, { 'x-signature': signer('autre') }] as Record<string, string>[]) {
      const r = await envoyer('{}', { 'content-type': 'application/json', ...entetes })
      expect([r.statusCode, r.headers['content-type']]).toEqual([403, 'application/problem+json; charset=utf-8'])
    }
    const lourd = await envoyer('x'.repeat(70_000), { 'content-type': 'text/plain', accept: 'application/json' })
    expect([lourd.statusCode, lourd.headers['content-type']]).toEqual([413, 'application/problem+json; charset=utf-8'])
    expect(vus).toHaveLength(avant)
  })

  it('ne lit ni la session d’un navigateur ni un jeton : ils n’y donnent aucun pouvoir, et rien n’est posé', async () => {
    const qui = await creerAgent(essai, 'secretaire_executif', '1203')
    const cookie = [...qui.client.cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join('; ')
    const r = await envoyer('{}', { 'content-type': 'application/json', cookie, authorization: 'Bearer quelconque', 'x-signature': signer('{}') })
    expect([r.statusCode, r.cookies]).toEqual([200, []])
    expect(vus.at(-1)).toMatchObject({ acteur: 'visiteur', pouvoir: false, session: undefined })
    // The same cookies without the signature are as nothing.
    expect((await envoyer('{}', { 'content-type': 'application/json', cookie })).statusCode).toBe(403)
  })

  it('ne se déclare ni sans vérification ni avec un droit', () => {
    const { preparer: _, ...sans } = recevoir
    expect(() => defineModule({ ...module, actions: [sans as typeof recevoir] })).toThrow('vérifie leur signature')
    expect(() => defineModule({ ...module, actions: [{ ...recevoir, may: agent }] })).toThrow('vérifie leur signature')
    expect(() => defineModule({ ...module, pages: [page({ path: '/essai/page', may: ouvert, titre: 'x', load: async () => ({}) })] })).not.toThrow()
  })
})
