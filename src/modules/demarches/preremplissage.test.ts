import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { commencer, etape, lieux, lire, lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { fautesPreremplissage, sourcesPour } from './preremplissage.ts'

let essai: Essai
let bohicon: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
})
afterAll(() => essai.ranger())

/** A citizen whose account holds a name and a number. */
async function citoyen(telephone: string, nom: string | null = 'DOSSOU YOVO Sènami', npi: string | null = '1234567890'): Promise<Client> {
  const client = creerClient(essai)
  await connecterCitoyen(client, essai, telephone)
  await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.citoyen set nom = ${nom}, npi = ${npi} where telephone = ${`+229${telephone}`}`.execute(tx)))
  return client
}

describe('ce que le compte sait', () => {
  it('un citoyen : nom, prénoms, NPI et téléphone sont repris, dits tels, relus, et se corrigent', async () => {
    const client = await citoyen('0196000081')
    const id = await commencer(client)
    expect((await lire(essai, id)).reponses).toEqual({ nom: 'DOSSOU YOVO', prenoms: 'Sènami', npi: '1234567890', telephone: '+2290196000081' })
    const page = await client.get(`/brouillons/${id}/personne`)
    expect(page.texte).toContain('value="DOSSOU YOVO"')
    expect(lisible(page.texte).split('Repris de votre compte')).toHaveLength(4)
    await etape(client, id, 'personne', { nom: 'Dossou', 'naissance.precision': 'vers', 'naissance.annee': '1958', lieu_naissance: 'Abomey' })
    expect((await lire(essai, id)).reponses).toMatchObject({ nom: 'Dossou', prenoms: 'Sènami' })
    expect(lisible((await client.get(`/brouillons/${id}/personne`)).texte).split('Repris de votre compte')).toHaveLength(3)
  })

  it('un nom que rien ne sépare laisse les cases vides ; sans compte et au guichet, rien n’est repris', async () => {
    const client = await citoyen('0196000082', 'Dossou Sènami', null)
    expect((await lire(essai, await commencer(client))).reponses).toEqual({ telephone: '+2290196000082' })
    expect((await lire(essai, await commencer(creerClient(essai)))).reponses).toEqual({})
    const agent = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: 'Assiba Kpadonou' })
    const guichet = await agent.client.envoyer('/guichet', {}, { action: '/guichet/certificat-de-vie' })
    expect((await lire(essai, guichet.vers!.split('/')[2]!)).reponses).toEqual({})
  })

  it('jamais pour quelqu’un d’autre : ce que le compte disait s’en va, ce qui a été écrit reste ; revenu à soi, il est offert de nouveau', async () => {
    const client = await citoyen('0196000083')
    const id = await commencer(client)
    await etape(client, id, 'personne', { prenoms: 'Autre', 'naissance.precision': 'vers', 'naissance.annee': '1958', lieu_naissance: 'Abomey' })
    const declare = await client.envoyer(`/brouillons/${id}/pour-autrui`, { nom: 'Fifamè Adjovi', telephone: '0195556677', qualite: 'parent', precision: '', preuve: 'code', mandant: '0196667788' }, { action: `/brouillons/${id}/pour-autrui` })
    expect(declare.statut).toBe(303)
    const pour = (await lire(essai, id)).reponses
    expect(pour).toMatchObject({ prenoms: 'Autre', lieu_naissance: 'Abomey' })
    for (const code of ['nom', 'npi', 'telephone']) expect(pour).not.toHaveProperty(code)
    expect(lisible((await client.get(`/brouillons/${id}/personne`)).texte)).not.toContain('Repris de votre compte')
    await client.envoyer(`/brouillons/${id}/pour-autrui`, {}, { action: `/brouillons/${id}/pour-moi` })
    expect((await lire(essai, id)).reponses).toMatchObject({ nom: 'DOSSOU YOVO', prenoms: 'Autre', npi: '1234567890' })
  })

  it('un agent pour lui-même : nom, prénoms, téléphone, fonction et bureau de son poste ; l’étape n’est pas comptée avant qu’il l’ait lue', async () => {
    const agent = await creerAgent(essai, 'agent_ministere', 'BJ', { nom: 'Ines Tchibozo' })
    await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.agent set telephone = '+2290197000099' where id = ${agent.id}`.execute(tx)))
    const r = await agent.client.envoyer('/demandes', {}, { action: '/demandes/fiche-de-besoin' })
    const id = r.vers!.split('/')[2]!
    expect((await lire(essai, id)).reponses).toMatchObject({ nom: 'Tchibozo', prenoms: 'Ines', telephone: '+2290197000099', fonction: 'Agent du ministère' })
    const debut = await agent.client.get(`/brouillons/${id}`)
    expect(debut.texte).toContain(`href="/brouillons/${id}/agent"`)
    expect(lisible(debut.texte)).not.toContain('Complet')
    const page = await agent.client.get(`/brouillons/${id}/agent`)
    expect(lisible(page.texte).split('Repris de votre compte')).toHaveLength(5)
    expect((await etape(agent.client, id, 'agent', {})).vers).toBe(`/brouillons/${id}/besoin`)
    expect(lisible((await agent.client.get(`/brouillons/${id}`)).texte)).toContain('Complet')
  })
})

describe('ce qui se publie', () => {
  const demarche = (pour: 'public' | 'agents', champ: object) => fautesPreremplissage({ pour, formulaire: { etapes: [{ code: 'e', titre: 'E', champs: [{ code: 'x', libelle: 'X', ...champ }] }] } as never })
  it.each([
    ['public', { type: 'nom', prefill: 'compte.age' }, 'n’est pas une donnée du compte'],
    ['public', { type: 'nom', prefill: 'constructor' }, 'n’est pas une donnée du compte'],
    ['public', { type: 'texte', prefill: 'compte.telephone' }, 'ne répond pas à une question de ce genre'],
    ['public', { type: 'texte', prefill: 'poste.fonction' }, 'n’est connu que pour une démarche d’agents'],
    ['agents', { type: 'npi', prefill: 'compte.npi' }, 'n’est connu que pour une démarche du public'],
    ['public', { type: 'bloc', champs: [{ code: 'y', type: 'nom', prefill: 'compte.nom' }] }, 'une question d’un bloc ne se préremplit pas'],
  ] as const)('%s %j est refusée', (pour, champ, phrase) => {
    expect(demarche(pour, champ)).toEqual([expect.stringContaining(phrase)])
  })

  it('ce qui est offert en concevant est ce qui est admis', () => {
    for (const pour of ['public', 'agents'] as const)
      for (const type of ['nom', 'texte', 'telephone', 'courriel', 'npi', 'date']) for (const [prefill] of sourcesPour(type, pour)) expect(demarche(pour, { type, prefill })).toEqual([])
    expect(sourcesPour('date', 'public')).toEqual([])
    expect(sourcesPour('texte', 'public').map(([nom]) => nom)).not.toContain('poste.bureau')
  })

  it('toutes les démarches d’agents reprennent le nom de qui demande', async () => {
    for (const code of ['attestation-de-travail', 'autorisation-d-absence', 'compte-rendu-de-mission', 'demande-de-conge', 'fiche-de-besoin', 'materiel-informatique', 'ordre-de-mission']) {
      const { formulaire } = parse(await readFile(`content/demarches/${code}/demarche.yaml`, 'utf8')) as { formulaire: { etapes: { champs: { prefill?: string }[] }[] } }
      expect(formulaire.etapes[0]!.champs.map((c) => c.prefill).filter(Boolean), code).toEqual(expect.arrayContaining(['compte.nom_famille', 'compte.prenoms', 'compte.telephone']))
    }
  })
})
