import { afterAll, beforeAll, expect, it } from 'vitest'
import { creerJeton } from '../src/jeton.ts'
import { ouvrirEssai } from './base.ts'
import type { Essai } from './base.ts'
import { creerClient } from './client.ts'
import { CONTACT, lieux, lire, PERSONNE, photo, USAGE } from './demande.ts'

let essai: Essai
let secret: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  secret = await creerJeton(essai.maison.base, { pour: 'caisse de retraite', droits: ['demarches.guichet', 'demarches.lire'], lieux: ['Bohicon'], jours: 3 }, new Date())
})
afterAll(() => essai.ranger())

/** A multipart body with one file, as a program sends it. */
function parties(champs: Record<string, string>, octets: Buffer): { type: string; corps: Buffer } {
  const limite = 'programme'
  const textes = Object.entries(champs).map(([nom, v]) => `--${limite}\r\ncontent-disposition: form-data; name="${nom}"\r\n\r\n${v}\r\n`).join('')
  const tete = `${textes}--${limite}\r\ncontent-disposition: form-data; name="piece"; filename="carte.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`
  return { type: `multipart/form-data; boundary=${limite}`, corps: Buffer.concat([Buffer.from(tete), octets, Buffer.from(`\r\n--${limite}--\r\n`)]) }
}

it('un programme dépose une demande avec son jeton, sur les mêmes portes et les mêmes règles', async () => {
  const avec = { authorization: `Bearer ${secret}` }
  const logiciel = creerClient(essai)
  const commence = await logiciel.json('POST', '/guichet/certificat-de-vie', {}, avec)
  expect(commence.statut).toBe(200)
  const base = commence.json<{ vers: string }>().vers
  const id = base.split('/')[2]!
  const faux = await logiciel.json('POST', `${base}/personne`, { ...PERSONNE, npi: '12' }, avec)
  expect(faux.statut).toBe(422)
  expect(faux.entetes['content-type']).toContain('application/problem+json')
  expect(faux.json<{ champs: Record<string, string> }>().champs.npi).toContain('10 chiffres')
  expect((await logiciel.json('POST', `${base}/personne`, PERSONNE, avec)).json()).toEqual({ vers: `${base}/contact` })
  expect((await logiciel.json('POST', `${base}/contact`, { ...CONTACT, domicile: lieux(essai).bohicon }, avec)).json()).toEqual({ vers: `${base}/usage` })
  expect((await logiciel.json('POST', `${base}/usage`, USAGE, avec)).json()).toEqual({ vers: `${base}/papiers` })
  const { type, corps } = parties({ exactitude: 'oui' }, await photo())
  const papiers = await essai.serveur.inject({ method: 'POST', url: `${base}/papiers`, headers: { ...avec, accept: 'application/json', 'content-type': type }, payload: corps })
  expect(papiers.json()).toEqual({ vers: `${base}/resume` })
  const depose = await logiciel.json('POST', `${base}/deposer`, {}, { ...avec, 'idempotency-key': 'caisse-2026-0001' })
  expect(depose.json()).toMatchObject({ vers: `/dossiers/${id}`, message: expect.stringContaining('CV-') })
  // The same sending again gives the same answer, and files nothing more.
  expect((await logiciel.json('POST', `${base}/deposer`, {}, { ...avec, 'idempotency-key': 'caisse-2026-0001' })).json()).toEqual(depose.json())
  expect(await lire(essai, id)).toMatchObject({ etat: 'depose', canal: 'api', demandeur: 'Dossou Sènami' })
  expect((await logiciel.json('GET', `/dossiers/${id}`, undefined, avec)).statut).toBe(200)
})

it('hors du territoire du jeton, rien ne s’ouvre', async () => {
  const avec = { authorization: `Bearer ${secret}` }
  const ailleurs = await creerClient(essai).json('POST', '/guichet/certificat-de-vie', { territoire: '0405' }, avec)
  expect(ailleurs.statut).toBe(422)
  expect(ailleurs.json<{ champs: Record<string, string> }>().champs.territoire).toContain('territoire du jeton')
})
