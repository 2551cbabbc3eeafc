import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { insertJeton } from '../../kernel/identite/jeton.queries.ts'
import { bureauDuPoste } from './lecteur.ts'

let essai: Essai
let secretariat: AgentEssai
let maire: AgentEssai
let agent: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  secretariat = await creerAgent(essai, 'agent_guichet', '1203')
  maire = await creerAgent(essai, 'maire', '1203')
  agent = await creerAgent(essai, 'etat_civil', '1203', { nom: 'Adjoa Dossou' })
})
afterAll(() => essai.ranger())

const LETTRE = { correspondant: 'Tribunal d’Abomey', objet: 'Réquisition secrète', nature: 'lettre', mentions: 'confidentiel' }
const enregistrer = async () => (await secretariat.client.envoyer('/courrier/arrivees/nouvelle', LETTRE)).vers!

describe('le bureau d’un poste', () => {
  it.each([
    ['1203', 'Mairie de Bohicon', 'mairie-1203'],
    ['1203', 'Mairie de Bohicon, guichet 2', 'mairie-1203'],
    ['1203', 'Service des affaires domaniales', 'mairie-1203'],
    ['BJ', 'Secrétariat général du ministère', 'direction-sgm'],
    ['BJ', 'Ministère', undefined],
    ['9999', 'Mairie', undefined],
  ])('%s, « %s » : %s', (territoire, bureau, id) => {
    expect(bureauDuPoste({ territoire, bureau }, essai.maison.territoires)?.id).toBe(id)
  })
})

describe('un courrier suit le poste, non la personne', () => {
  it('qui assure l’intérim le lit et le traite ; qui le remplace après aussi', async () => {
    const chemin = await enregistrer()
    await maire.client.envoyer(`${chemin}/imputer`, { [`a.poste:${agent.posteId}`]: 'attribution' })
    const interim = await creerAgent(essai, 'etat_civil', '1203', { poste: agent.posteId, nature: 'interim' })
    const autre = await creerAgent(essai, 'etat_civil', '1203')
    expect((await interim.client.get('/courrier/a-traiter')).texte).toContain('Réquisition secrète')
    expect((await autre.client.get('/courrier/a-traiter')).texte).not.toContain(chemin)
    expect((await interim.client.envoyer(chemin, {}, { action: `${chemin}/traiter` })).statut).toBe(303)
    expect((await agent.client.get('/courrier/a-traiter')).texte).not.toContain(chemin)
  })
})

describe('un logiciel', () => {
  it('enregistre et lit le registre des bureaux de ses territoires, jamais le confidentiel, même si on lui en donne le droit', async () => {
    const maintenant = new Date()
    const permissions = ['courrier.lire', 'courrier.enregistrer', 'courrier.confidentiel']
    const { secret } = await essai.maison.base.ecrire((tx) => insertJeton(tx, { nom: 'Scanner', permissions, territoires: ['1203'], creePar: 'systeme:essai', expireLe: new Date(maintenant.getTime() + 86_400_000), maintenant }))
    const avec = { authorization: `Bearer ${secret}` }
    const logiciel = creerClient(essai)
    const ferme = (await enregistrer()).split('/').at(-1)!
    const cree = await logiciel.json('POST', '/courrier/arrivees', { ...LETTRE, bureau: 'mairie-1203', objet: 'Facture', mentions: [] }, avec)
    expect([cree.statut, cree.json<{ message: string }>().message]).toEqual([200, expect.stringMatching(/^Arrivée n° A-\d{4}-\d{5} enregistrée/)])
    expect((await logiciel.json('POST', '/courrier/arrivees', { ...LETTRE, bureau: 'mairie-0407' }, avec)).statut).toBe(422)
    const { courriers } = (await logiciel.json('GET', '/courrier', undefined, avec)).json<{ courriers: { id: string; objet: string | null }[] }>()
    expect(courriers.find((c) => c.objet === 'Facture')).toBeDefined()
    expect(courriers.find((c) => c.id === ferme)?.objet).toBeNull()
    expect((await logiciel.json('GET', `/courrier/${ferme}`, undefined, avec)).json()).toMatchObject({ courrier: { objet: null } })
  })
})
