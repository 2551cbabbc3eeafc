import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import { agir, deposer, lieux, lire, lisible } from '../../../../tests/demande.ts'
import { creerAgent, jusqua } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'

let essai: Essai
let assiba: AgentEssai
let yabo: AgentEssai
let chef: AgentEssai
let ailleurs: AgentEssai
let citoyen: ReturnType<typeof creerClient>
let id: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  const { bohicon, kandi } = lieux(essai)
  assiba = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: 'Assiba Kpadonou' })
  yabo = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: 'Yabo Tossou' })
  chef = await creerAgent(essai, 'chef_arrondissement', bohicon, { nom: 'Hounsou Tognon' })
  ailleurs = await creerAgent(essai, 'agent_arrondissement', kandi, { nom: 'Bio Orou' })
  citoyen = creerClient(essai)
  id = await deposer(citoyen, bohicon)
  await deposer(creerClient(essai), bohicon)
})
afterAll(() => essai.ranger())

const confier = (qui: AgentEssai, agent: string) => agir(qui, id, 'confier', { agent })

describe('un dossier se confie', () => {
  it('chacun se charge de ce qui attend son poste, et le rend', async () => {
    expect((await confier(assiba, assiba.id)).statut).toBe(303)
    expect((await lire(essai, id)).instructeur).toBe(assiba.id)
    expect(lisible((await assiba.client.get('/dossiers?instructeur=moi')).texte)).toContain('Assiba Kpadonou')
    expect((await assiba.client.get('/dossiers?instructeur=moi')).texte).toContain(id)
    expect((await yabo.client.get('/dossiers?instructeur=moi')).texte).not.toContain(id)
    expect((await yabo.client.get('/dossiers?instructeur=personne')).texte).not.toContain(id)
    expect((await confier(assiba, '')).statut).toBe(303)
    expect((await lire(essai, id)).instructeur).toBeNull()
  })

  it('seul le chef confie à un autre, et seulement à qui a le poste attendu', async () => {
    const page = await assiba.client.get(`/dossiers/${id}`)
    const champs = { _jeton: /name="_jeton" value="([^"]+)"/.exec(page.texte)![1]!, agent: yabo.id }
    expect((await assiba.client.poster(`/dossiers/${id}/confier`, champs)).statut).toBe(403)
    expect((await confier(chef, yabo.id)).statut).toBe(303)
    expect((await lire(essai, id)).instructeur).toBe(yabo.id)
    for (const qui of [chef.id, ailleurs.id]) expect((await confier(chef, qui)).statut).toBe(409)
    expect((await lire(essai, id)).instructeur).toBe(yabo.id)
    expect((await ailleurs.client.get(`/dossiers/${id}`)).statut).toBe(404)
  })
})

describe('le bureau se parle', () => {
  it('une note reste au bureau', async () => {
    expect((await agir(assiba, id, 'noter', { note: '' })).statut).toBe(422)
    expect((await agir(assiba, id, 'noter', { note: 'Rappeler la famille lundi' })).statut).toBe(303)
    expect(lisible((await yabo.client.get(`/dossiers/${id}`)).texte)).toContain('« Rappeler la famille lundi »')
    expect((await citoyen.get(`/suivi/${id}`)).texte).not.toContain('Rappeler la famille')
  })

  it('qui ouvre un dossier sait qui l’a ouvert avant lui, lui-même excepté', async () => {
    await yabo.client.get(`/dossiers/${id}`)
    await jusqua(async () => lisible((await assiba.client.get(`/dossiers/${id}`)).texte).includes('Ouvert aussi par'))
    const page = lisible((await assiba.client.get(`/dossiers/${id}`)).texte)
    expect(/Ouvert aussi par [^.]*Yabo Tossou/.test(page)).toBe(true)
    expect(/Ouvert aussi par [^.]*Assiba Kpadonou/.test(page)).toBe(false)
  })
})

describe('une décision prise sur un dossier qui a changé', () => {
  it('est refusée avec ce qui s’est passé ; relue, elle passe', async () => {
    const vers = `/dossiers/${id}/proposer`
    const motif = /<option value="([^"]+)"/.exec((await assiba.client.get(`/dossiers/${id}`)).texte.split('name="motif"')[1]!.split('</select>')[0]!.replace('<option value=""', ''))![1]!
    const ouverte = await assiba.client.get(`/dossiers/${id}`)
    // Who is in charge, and a note, change nothing to what is decided.
    await confier(yabo, yabo.id)
    await agir(yabo, id, 'noter', { note: 'Vu' })
    await agir(yabo, id, 'demander-complement', { demande: 'Une photo plus nette' })
    const refus = await assiba.client.envoyer(ouverte, { decision: 'refuser', motif }, { action: vers })
    expect(refus.statut).toBe(409)
    expect(lisible(refus.texte)).toMatch(/Ce dossier a changé depuis que vous l’avez ouvert : .*complément demandé, délai en pause \(Y\. T\., Agent d’arrondissement, \d/)
    const autre = await deposer(creerClient(essai), lieux(essai).bohicon)
    const page = await assiba.client.get(`/dossiers/${autre}`)
    await agir(yabo, autre, 'noter', { note: 'Vu' })
    await agir(yabo, autre, 'confier', { agent: yabo.id })
    expect((await assiba.client.envoyer(page, { decision: 'refuser', motif }, { action: `/dossiers/${autre}/proposer` })).statut).toBe(303)
  })
})

describe('une vue', () => {
  it('garde des filtres sous un nom, pour soi seul, se renomme et s’efface', async () => {
    const adresse = '/dossiers?demarche=certificat-de-vie&instructeur=moi'
    expect((await assiba.client.envoyer(adresse, { nom: 'Mes vies' }, { action: '/vues' })).vers).toContain('/dossiers?demarche=certificat-de-vie')
    const onglet = (texte: string) => /<a href="([^"]+)"( aria-current="page")?>Mes vies/.exec(texte)
    expect(onglet((await assiba.client.get(adresse)).texte)?.[2]).toContain('aria-current')
    expect(onglet((await yabo.client.get('/dossiers')).texte)).toBeNull()
    const deux = await assiba.client.envoyer('/dossiers?etat=depose', { nom: 'Mes vies' }, { action: '/vues' })
    expect([deux.statut, lisible(deux.texte).includes('Vous avez déjà une vue de ce nom')]).toEqual([409, true])
    const id = /\/vues\/([0-9a-f-]{36})"/.exec((await assiba.client.get('/vues')).texte)![1]!
    const jeton = /name="_jeton" value="([^"]+)"/.exec((await yabo.client.get(`/dossiers/${(await yabo.client.get('/dossiers')).texte.match(/\/dossiers\/([0-9a-f-]{36})/)![1]}`)).texte)![1]!
    expect((await yabo.client.poster(`/vues/${id}/effacer`, { _jeton: jeton })).statut).toBe(403)
    await assiba.client.envoyer('/vues', { nom: 'Vies' }, { action: `/vues/${id}` })
    expect(lisible((await assiba.client.get('/dossiers')).texte)).toContain('Vies')
    await assiba.client.envoyer('/vues', {}, { action: `/vues/${id}/effacer` })
    expect(lisible((await assiba.client.get('/vues')).texte)).toContain('Aucune vue')
  })
})
