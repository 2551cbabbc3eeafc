import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import type { Champs, Client } from '../../../tests/client.ts'
import { creerAgent } from '../../../tests/monde.ts'

let essai: Essai
let a: Client
let b: Client
const BOHICON = '1203'
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  a = (await creerAgent(essai, 'secretaire_executif', BOHICON, { nom: 'Hortense Agbodjan' })).client
  b = (await creerAgent(essai, 'agent_guichet', BOHICON, { nom: 'Codjo Lokossou' })).client
})
afterAll(() => essai?.ranger())

let rang = 0
async function inscrire(champs: Champs = {}): Promise<string> {
  const r = await a.envoyer('/parcelles/nouvelle', { territoire: BOHICON, lotissement: 'Zongo', lot: `${300 + ++rang}`, ...champs })
  if (r.statut !== 303) throw new Error(r.texte)
  return r.vers!.split('/')[2]!
}
const net = (texte: string) => texte.replace(/[\u00a0\u202f]/g, ' ')
const lire = async (id: string) => (await a.json('GET', `/parcelles/${id}`)).json<{ quartier: string; contenance: number; titre: string }>()

describe('deux corrections à la fois', () => {
  test('la seconde ne fait pas disparaître la première : les deux versions se lisent, rien n’est perdu, un bouton garde la sienne', async () => {
    const id = await inscrire({ contenance: '500', titre: 'PH n° 1' })
    const chezB = await b.get(`/parcelles/${id}/modifier`)
    expect((await a.envoyer(`/parcelles/${id}/modifier`, { quartier: 'Zakpo', titre: 'PH n° 2' })).statut).toBe(303)
    const refus = await b.envoyer(chezB, { contenance: '480', titre: 'PH n° 3' })
    expect(refus.statut).toBe(409)
    const page = net(refus.texte)
    for (const mot of ['Cette parcelle a changé pendant que vous écriviez (Hortense Agbodjan', 'Enregistré maintenant', 'Vous avez écrit', 'PH n° 2', 'Vous n’y avez pas touché', 'value="480"', 'value="PH n° 3"', 'value="Zakpo"', 'Enregistrer ma version']) expect(page).toContain(mot)
    expect(await lire(id)).toMatchObject({ quartier: 'Zakpo', contenance: 500, titre: 'PH n° 2' })
    expect((await b.envoyer(refus)).statut).toBe(303)
    expect(await lire(id)).toMatchObject({ quartier: 'Zakpo', contenance: 480, titre: 'PH n° 3' })
  })

  test('une faute à corriger ne fait pas oublier que quelqu’un a enregistré', async () => {
    const id = await inscrire()
    const chezB = await b.get(`/parcelles/${id}/modifier`)
    const fautif = await b.envoyer(chezB, { contenance: 'beaucoup' })
    expect([fautif.statut, fautif.texte.includes('deux-versions')]).toEqual([422, false])
    await a.envoyer(`/parcelles/${id}/modifier`, { quartier: 'Zakpo' })
    expect((await b.envoyer(fautif, { contenance: '480' })).statut).toBe(409)
    expect((await lire(id)).quartier).toBe('Zakpo')
  })

  test('une session finie rend le texte, et dit qu’il vient d’un état ancien', async () => {
    const id = await inscrire()
    const chezB = await b.get(`/parcelles/${id}/modifier`)
    await a.envoyer(`/parcelles/${id}/modifier`, { quartier: 'Zakpo' })
    const session = b.cookies.get('iroko_s')!
    b.cookies.delete('iroko_s')
    const gardee = await b.envoyer(chezB, { contenance: '480' })
    b.cookies.set('iroko_s', session)
    expect(gardee.statut).toBe(303)
    const rendue = await b.get(`/parcelles/${id}/modifier`)
    for (const mot of ['Voici ce que vous aviez écrit', 'deux-versions', 'value="480"', 'value="Zakpo"']) expect(rendue.texte).toContain(mot)
    expect((await b.envoyer(rendue)).statut).toBe(303)
    expect(await lire(id)).toMatchObject({ quartier: 'Zakpo', contenance: 480 })
  })

  test('la même correction, ou un autre geste, ne gêne personne ; un programme n’y est pas tenu', async () => {
    const id = await inscrire({ contenance: '500' })
    const chezB = await b.get(`/parcelles/${id}/modifier`)
    await a.envoyer(`/parcelles/${id}/litige`, { motif: 'Deux héritiers' })
    expect((await b.envoyer(chezB, { contenance: '480' })).statut).toBe(303)
    const jeton = /name="_jeton" value="([^"]+)"/.exec(chezB.texte)![1]!
    expect((await b.json('POST', `/parcelles/${id}/modifier`, { territoire: BOHICON, lotissement: 'Zongo', lot: `${300 + rang}`, contenance: '470' }, { 'x-iroko-jeton': jeton })).statut).toBe(200)
  })
})

const ACTE = { genre: 'personne', mode: 'vente', acte: 'Convention du 3 mars 2020', 'du.jour': '3', 'du.mois': '3', 'du.annee': '2020' }
describe('deux gestes à la fois', () => {
  test('un détenteur inscrit entre-temps ne se ferme pas sans un mot, et les papiers attendent', async () => {
    const id = await inscrire()
    const chezB = await b.get(`/parcelles/${id}/transferer`)
    expect((await a.envoyer(`/parcelles/${id}/transferer`, { ...ACTE, nom: 'Afi DOSSOU' })).statut).toBe(303)
    const refus = await b.envoyer(chezB, { ...ACTE, nom: 'Codjo HOUNSOU' }, { fichiers: { papiers: { nom: 'acte.png', type: 'image/png', octets: PNG } } })
    expect([refus.statut, refus.texte.includes('Son détenteur est maintenant Afi DOSSOU'), refus.texte.includes('value="Codjo HOUNSOU"')]).toEqual([409, true, true])
    expect((await a.get(`/parcelles/${id}`)).texte).not.toContain('HOUNSOU')
    expect((await b.envoyer(refus, {}, { fichiers: {} })).statut).toBe(303)
    for (const mot of ['Codjo HOUNSOU', 'Papier de Codjo HOUNSOU']) expect((await a.get(`/parcelles/${id}`)).texte).toContain(mot)
  })

  test('une division faite sur un état ancien se relit d’abord', async () => {
    const id = await inscrire({ contenance: '500' })
    const chezB = await b.get(`/parcelles/${id}/diviser`)
    await a.envoyer(`/parcelles/${id}/modifier`, { contenance: '800' })
    const parts = { acte: 'PV n° 4', 'parts.0.contenance': '250', 'parts.1.contenance': '250' }
    const refus = await b.envoyer(chezB, parts, { bouton: ['_diviser', '1'] })
    expect([refus.statut, net(refus.texte).includes('800 m²'), refus.texte.includes('PV n° 4')]).toEqual([409, true, true])
    expect((await b.envoyer(refus, {}, { bouton: ['_diviser', '1'] })).statut).toBe(303)
  })
})
