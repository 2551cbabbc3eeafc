import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient, creerHorloge } from '../../../tests/client.ts'
import type { Champs, Client } from '../../../tests/client.ts'
import { creerAgent } from '../../../tests/monde.ts'

let essai: Essai
let agent: Client
let guichet: Client
let ailleurs: Client
let bohicon = ''
const horloge = creerHorloge()
const net = (texte: string) => texte.replace(/[\u00a0\u202f]/g, ' ')

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  const commune = (nom: string) => essai.maison.territoires.chercher(nom, { niveau: 'commune' })[0]!.code
  bohicon = commune('Bohicon')
  agent = (await creerAgent(essai, 'secretaire_executif', bohicon)).client
  guichet = (await creerAgent(essai, 'agent_guichet', bohicon)).client
  ailleurs = (await creerAgent(essai, 'secretaire_executif', commune('Parakou'))).client
})
afterAll(() => essai?.ranger())

let rang = 0
async function inscrire(champs: Champs = {}, detenteur?: string): Promise<string> {
  const r = await agent.envoyer('/parcelles/nouvelle', { territoire: bohicon, lotissement: 'Gestes', lot: `${++rang}`, contenance: '500', ...champs })
  if (r.statut !== 303) throw new Error(r.texte)
  const id = r.vers!.split('/')[2]!
  if (detenteur) await agent.envoyer(`/parcelles/${id}/transferer`, { nom: detenteur, genre: 'personne', mode: 'attribution', acte: 'Lettre n° 4', 'du.jour': '2', 'du.mois': '1', 'du.annee': '2015' })
  return id
}
const page = async (id: string) => net((await agent.get(`/parcelles/${id}`)).texte)
const liensVers = (texte: string) => [...new Set([...texte.matchAll(/href="\/parcelles\/([0-9a-f-]{36})"/g)].map((m) => m[1]!))]

describe('le litige', () => {
  test('se signale et se clôt avec un motif, et se voit d’abord', async () => {
    const id = await inscrire()
    expect((await agent.envoyer(`/parcelles/${id}/litige`, {})).texte).toContain('Écrivez qui conteste quoi')
    await agent.envoyer(`/parcelles/${id}/litige`, { motif: 'Deux attributaires, tribunal d’Abomey' })
    expect(await page(id)).toContain('Deux attributaires')
    expect((await agent.get('/parcelles?etat=litigieuse')).texte).toContain(id)
    const deux = await agent.envoyer(`/parcelles/${id}/litige`, { motif: 'x', vers: 'litigieuse' })
    expect([deux.statut, deux.texte.includes('déjà signalé')]).toEqual([409, true])
    await agent.envoyer(`/parcelles/${id}/litige`, { motif: 'Jugement n° 12' })
    expect(await page(id)).toContain('Litige clos')
  })
})

const DIVISION = { acte: 'PV de morcellement n° 3', 'parts.0.parcelle': 'A1', 'parts.0.contenance': '300', 'parts.1.parcelle': 'A2', 'parts.1.contenance': '150' }

describe('diviser', () => {
  test('les parts gardent la filiation et le détenteur ; la mère est close et sa désignation libre', async () => {
    const id = await inscrire({ parcelle: 'A', lot: '900' }, 'Afi DOSSOU')
    const r = await agent.envoyer(`/parcelles/${id}/diviser`, DIVISION, { bouton: ['_diviser', '1'] })
    expect(r.statut, r.texte.slice(0, 300)).toBe(303)
    const mere = net((await agent.suivre(r)).texte)
    for (const mot of ['Divisée', 'A donné', 'Lot 900, parcelle A1', 'Les parts font 450 m², la parcelle était déclarée pour 500 m²']) expect(mere).toContain(mot)
    for (const fille of liensVers(mere)) for (const mot of ['Vient de', 'Afi DOSSOU', 'PV de morcellement n° 3']) expect(await page(fille)).toContain(mot)
    expect(liensVers(mere)).toHaveLength(2)
    expect((await agent.get(`/parcelles/${id}/diviser`)).statut).toBe(409)
    expect((await agent.envoyer('/parcelles/nouvelle', { territoire: bohicon, lotissement: 'Gestes', lot: '900', parcelle: 'A' })).statut).toBe(303)
  })

  test('ajouter et retirer une part garde ce qui est écrit', async () => {
    const id = await inscrire()
    const trois = await agent.envoyer(`/parcelles/${id}/diviser`, { ...DIVISION, 'parts.0.parcelle': 'Z9' }, { bouton: ['_ajouter', 'parts'] })
    expect(trois.texte.match(/<legend>Part \d/g)).toHaveLength(3)
    const deux = await agent.envoyer(trois, {}, { action: `/parcelles/${id}/diviser`, bouton: ['_retirer', 'parts.0'] })
    expect(deux.texte.match(/<legend>Part \d/g)).toHaveLength(2)
    // As a value: the two letters may stand in a random token.
    expect([deux.texte.includes('value="Z9"'), deux.texte.includes('value="A2"')]).toEqual([false, true])
  })

  test('deux parts du même nom sont refusées, et la mère reste', async () => {
    const id = await inscrire({ lot: '901' })
    const r = await agent.envoyer(`/parcelles/${id}/diviser`, { ...DIVISION, 'parts.1.parcelle': 'A1' }, { bouton: ['_diviser', '1'] })
    expect([r.statut, r.texte.includes('déjà une parcelle de ce lotissement')]).toEqual([409, true])
    expect(await page(id)).toContain('Active')
  })
})

describe('fusionner', () => {
  test('deux parcelles d’un même détenteur deviennent une', async () => {
    const [a, b] = [await inscrire({ lot: '910', parcelle: 'A' }, 'Codjo HOUNSOU'), await inscrire({ lot: '910', parcelle: 'B' }, 'codjo hounsou')]
    const r = await agent.envoyer(`/parcelles/${a}/fusionner`, { avec: b, acte: 'PV n° 8', parcelle: 'AB' })
    expect(r.statut, r.texte.slice(0, 300)).toBe(303)
    const fille = net((await agent.suivre(r)).texte)
    for (const mot of ['Lot 910, parcelle AB', '1 000 m²', 'Vient de', 'Codjo HOUNSOU', 'Réunit 2 parcelles']) expect(fille).toContain(mot)
    expect(await page(b)).toContain('n’existe plus')
  })

  test('pas avec une autre personne, ni avec une parcelle d’ailleurs ou imaginaire', async () => {
    const [a, b] = [await inscrire({ lot: '911', parcelle: 'A' }, 'Un'), await inscrire({ lot: '911', parcelle: 'B' }, 'Deux')]
    expect((await agent.envoyer(`/parcelles/${a}/fusionner`, { avec: b, acte: 'PV' })).texte).toContain('n’ont pas le même détenteur')
    const parakou = (await ailleurs.envoyer('/parcelles/nouvelle', { territoire: essai.maison.territoires.chercher('Parakou', { niveau: 'commune' })[0]!.code, lot: '1' })).vers!.split('/')[2]!
    for (const avec of [parakou, '01a213e8-e9f0-7bb3-b90c-f5e6f1c3bc66']) expect((await agent.envoyer(`/parcelles/${a}/fusionner`, { avec, acte: 'PV' })).texte).toContain('Choisissez des voisines dans la liste')
  })
})

const AVIS = { objet: 'attestation', demandeur: 'Nom SECRET', motif: 'Motif caché', 'du.jour': '20', 'du.mois': '11', 'du.annee': '2026', 'au.jour': '20', 'au.mois': '12', 'au.annee': '2026', source: 'Arrêté d’exemple', lieu: 'Mairie de Bohicon, bureau 4' }

describe('l’avis d’opposition', () => {
  test('est public sans aucun nom, « à confirmer » jusqu’à ce qu’on le confirme', async () => {
    const id = await inscrire({ lot: '920', quartier: 'Honmèho' }, 'Détenteur CACHÉ')
    const r = await agent.envoyer(`/parcelles/${id}/avis`, AVIS)
    expect(r.statut, r.texte.slice(0, 300)).toBe(303)
    const visiteur = creerClient(essai)
    const publie = net((await visiteur.get(`/avis-fonciers?commune=${bohicon}`)).texte)
    for (const mot of ['Lot 920', 'Honmèho', 'bureau 4', 'encore 27 jours', 'À confirmer', 'Délivrance d’une attestation']) expect(publie).toContain(mot)
    const json = (await visiteur.json('GET', '/avis-fonciers')).texte
    for (const nom of ['SECRET', 'caché', 'CACHÉ']) expect(publie + json).not.toContain(nom)
    await agent.envoyer(r.vers!, { source: 'Arrêté lu' }, { action: `${r.vers}/confirmer` })
    expect((await visiteur.get(`/avis-fonciers?commune=${bohicon}`)).texte).not.toContain('À confirmer')
    expect((await visiteur.get('/avis-fonciers?commune=0101')).texte).toContain('Aucun avis ouvert')
  })

  test('reçoit des oppositions, se lève avec un motif, une seule fois', async () => {
    const id = await inscrire({ lot: '921' })
    const { vers } = await agent.envoyer(`/parcelles/${id}/avis`, AVIS)
    expect((await agent.envoyer(vers!, { nom: '', motif: '' }, { action: `${vers}/contester` })).statut).toBe(422)
    expect((await guichet.envoyer(vers!, { nom: 'Koffi S.', motif: 'J’y cultive depuis 1990' }, { action: `${vers}/contester` })).statut).toBe(303)
    expect(await page(id)).toContain('1 opposition')
    expect((await agent.envoyer(vers!, { leveeMotif: '' }, { action: `${vers}/lever` })).texte).toContain('Écrivez pourquoi')
    const lever = await agent.get(vers!)
    expect((await agent.envoyer(lever, { leveeMotif: 'Demande retirée' }, { action: `${vers}/lever` })).statut).toBe(303)
    const encore = await agent.poster(`${vers}/lever`, { leveeMotif: 'x', _jeton: /name="_jeton" value="([^"]+)"/.exec(lever.texte)![1]! })
    expect([encore.statut, encore.texte.includes('déjà levé')]).toEqual([409, true])
    expect((await creerClient(essai).get('/avis-fonciers?etat=finis')).texte).toContain('921')
  })

  test('une période à l’envers ou déjà finie est refusée ; le guichet ne publie pas ; ailleurs, rien n’existe', async () => {
    const id = await inscrire({ lot: '922' })
    expect((await agent.envoyer(`/parcelles/${id}/avis`, { ...AVIS, 'au.mois': '10' })).texte).toContain('avant le premier')
    expect((await agent.envoyer(`/parcelles/${id}/avis`, { ...AVIS, 'du.mois': '9', 'au.mois': '10' })).texte).toContain('déjà finie')
    expect((await guichet.get(`/parcelles/${id}/avis`)).statut).toBe(403)
    const { vers } = await agent.envoyer(`/parcelles/${id}/avis`, AVIS)
    for (const chemin of [vers!, `/parcelles/${id}/avis`, `/parcelles/${id}/diviser`, `/parcelles/${id}/fusionner`, `/parcelles/${id}/litige`]) expect([chemin, (await ailleurs.get(chemin)).statut]).toEqual([chemin, 404])
    for (const geste of ['lever', 'confirmer', 'contester']) expect((await ailleurs.poster(`${vers}/${geste}`, {})).statut).toBe(404)
  })
})
