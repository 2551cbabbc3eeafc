import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { agir, lieux, lire, lisible } from '../../../tests/demande.ts'
import { attendreCode, creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { deposerEssai, publierEssai, SIGNATURE, visaOuvert } from '../../../tests/procedure.ts'
import { listVisas } from './visa.queries.ts'

let essai: Essai
let bohicon: string
let agent: AgentEssai
let etatCivil: AgentEssai
let se: AgentEssai
let prefet: AgentEssai
let maire: AgentEssai

const viseur = (code: string, titre: string, role: string) => ({ code, titre, qui: { roles: [role] } })
const STATIONS = [
  { code: 'verification', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } },
  { code: 'visas', genre: 'visa', titre: 'Visas', regle: { quorum: 2 }, viseurs: [viseur('etat_civil', 'État civil', 'etat_civil'), viseur('se', 'Secrétariat', 'secretaire_executif'), viseur('prefet', 'Préfecture', 'prefet')] },
  SIGNATURE,
]

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
  await publierEssai(essai, { circuit: { stations: STATIONS } })
  const commune = bohicon.slice(0, 4)
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
  etatCivil = await creerAgent(essai, 'etat_civil', commune)
  se = await creerAgent(essai, 'secretaire_executif', commune)
  prefet = await creerAgent(essai, 'prefet', bohicon.slice(0, 2))
  maire = await creerAgent(essai, 'maire', commune)
})
afterAll(() => essai.ranger())

async function verifie(): Promise<string> {
  const id = await deposerEssai(creerClient(essai), bohicon)
  const propose = await agir(agent, id, 'proposer', { decision: 'accorder' })
  expect(lisible((await agent.client.get(propose.vers!)).texte)).toContain('Le dossier passe à « Visas »')
  return id
}
const visaDe = (id: string, code: string) => visaOuvert(essai, id, code)
const viser = async (qui: AgentEssai, id: string, code: string, avis: string, observation = '') => agir(qui, id, 'viser', { visa: await visaDe(id, code), avis, observation })

describe('des visas en parallèle', () => {
  it('le quorum atteint, le dossier avance et plus rien n’est demandé aux autres', async () => {
    const id = await verifie()
    expect(await lire(essai, id)).toMatchObject({ etat: 'soumis', station: 'visas' })
    expect(lisible((await etatCivil.client.get('/journee')).texte)).toContain('À viser')
    await viser(etatCivil, id, 'etat_civil', 'favorable')
    expect(await lire(essai, id)).toMatchObject({ etat: 'soumis' })
    expect((await viser(prefet, id, 'prefet', 'favorable')).statut).toBe(303)
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose', station: 'signature', attend: [`poste:maire@${bohicon.slice(0, 4)}`] })
    const visas = await listVisas(essai.maison.base.lire, id)
    expect(visas.map((v) => [v.viseur, v.avis, v.closLe !== null])).toEqual([['etat_civil', 'favorable', false], ['se', null, true], ['prefet', 'favorable', false]])
    await attendreCode(essai, maire)
    expect((await agir(maire, id, 'signer', { decision: 'accorder', _code: maire.code() })).statut).toBe(303)
    expect(await lire(essai, id)).toMatchObject({ etat: 'signe', station: null, attend: [] })
  })

  it('le dossier d’un autre territoire s’ouvre à qui doit le viser, et à personne d’autre', async () => {
    const id = await deposerEssai(creerClient(essai), bohicon)
    expect((await prefet.client.get(`/dossiers/${id}`)).statut).toBe(404)
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    expect((await prefet.client.get(`/dossiers/${id}`)).statut).toBe(200)
    const loin = await creerAgent(essai, 'prefet', essai.maison.territoires.ancetres(lieux(essai).kandi)[1]!.code)
    expect((await loin.client.get(`/dossiers/${id}`)).statut).toBe(404)
    expect((await loin.client.get('/journee')).texte).not.toContain(id)
  })

  it('personne ne donne le visa d’un autre, ni deux fois le sien', async () => {
    const id = await verifie()
    const duPrefet = await visaDe(id, 'prefet')
    const vole = await agir(etatCivil, id, 'viser', { visa: duPrefet, avis: 'favorable' })
    expect(vole.statut).toBe(403)
    const sien = await visaDe(id, 'etat_civil')
    await agir(etatCivil, id, 'viser', { visa: sien, avis: 'favorable' })
    const encore = await etatCivil.client.get(`/dossiers/${id}`)
    expect(encore.texte).not.toContain(`value="${sien}"`)
    expect(await lire(essai, id)).toMatchObject({ etat: 'soumis' })
  })

  it('un avis défavorable dit pourquoi, renvoie le dossier, et le second tour est un nouveau tour', async () => {
    const id = await verifie()
    const muet = await viser(etatCivil, id, 'etat_civil', 'defavorable')
    expect(muet.statut).toBe(422)
    expect(lisible(muet.texte)).toContain('Dites pourquoi votre avis est défavorable')
    await viser(etatCivil, id, 'etat_civil', 'defavorable', 'La quittance manque')
    expect(await lire(essai, id)).toMatchObject({ etat: 'soumis' })
    await viser(se, id, 'se', 'defavorable', 'D’accord avec l’état civil')
    expect(await lire(essai, id)).toMatchObject({ etat: 'depose', station: 'verification', decision: null })
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    expect((await listVisas(essai.maison.base.lire, id)).filter((v) => v.tour === 2)).toHaveLength(3)
    expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).toContain('La quittance manque')
  })

  it('deux derniers avis donnés ensemble ne passent le dossier qu’une fois', async () => {
    const id = await verifie()
    await viser(etatCivil, id, 'etat_civil', 'favorable')
    const ouvrir = async (qui: AgentEssai, code: string) => ({ qui, visa: await visaDe(id, code), page: await qui.client.get(`/dossiers/${id}`) })
    const ouvertes = [await ouvrir(se, 'se'), await ouvrir(prefet, 'prefet')]
    const deux = await Promise.all(ouvertes.map(({ qui, visa, page }) => qui.client.envoyer(page, { visa, avis: 'favorable', observation: '' }, { action: `/dossiers/${id}/viser` })))
    expect(deux.map((r) => r.statut).toSorted()).toEqual([303, 409])
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose' })
  })

  it('un refus proposé va droit à qui le signe', async () => {
    const id = await deposerEssai(creerClient(essai), bohicon)
    const { demarche, version } = await lire(essai, id)
    expect([demarche, version]).toEqual(['essai-de-circuit', 1])
    const page = await agent.client.get(`/dossiers/${id}`)
    const motif = /<option value="([^"]+)"/.exec(page.texte.slice(page.texte.indexOf('name="motif"')))![1]!
    await agir(agent, id, 'proposer', { decision: 'refuser', motif })
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose', station: 'signature', decision: 'refuser' })
    expect(await listVisas(essai.maison.base.lire, id)).toEqual([])
  })
})
