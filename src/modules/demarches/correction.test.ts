import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { lieux, lire, lisible, photo } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { deposerEssai, publierEssai } from '../../../tests/procedure.ts'
import { listReferences } from '../../kernel/fichiers/index.ts'

let essai: Essai
let bohicon: string
let agent: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
  await publierEssai(essai)
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
})
afterAll(() => essai.ranger())

async function renvoye(champs: string[]): Promise<{ id: string; client: Client; page: string }> {
  const client = creerClient(essai)
  const id = await deposerEssai(client, bohicon)
  const demande = await agent.client.envoyer(`/dossiers/${id}`, { demande: 'Le nom ne correspond pas à la pièce', champs }, { action: `/dossiers/${id}/demander-complement` })
  expect(demande.statut).toBe(303)
  return { id, client, page: `/suivi/${id}/corriger` }
}

describe('corriger des réponses nommées', () => {
  it('la personne ne voit que celles-là, l’office lit avant et après, le délai repart', async () => {
    const { id, client, page } = await renvoye(['nom', 'piece'])
    const suivi = lisible((await client.get(`/suivi/${id}`)).texte)
    expect(suivi).toMatch(/Ces réponses sont à corriger : Nom de famille Pièce d’identité/)
    const vue = await client.get(page)
    expect(vue.texte).toContain('name="nom"')
    expect(vue.texte).not.toContain('name="prenoms"')
    const envoye = await client.envoyer(vue, { nom: 'Dossou-Yovo', prenoms: 'Autre' }, { action: page, bouton: ['_envoyer', '1'], fichiers: { piece: { nom: 'n.jpg', type: 'image/jpeg', octets: await photo(80) } } })
    expect(envoye.vers, lisible(envoye.texte).slice(0, 600)).toBe(`/suivi/${id}`)
    const dossier = await lire(essai, id)
    expect(dossier).toMatchObject({ etat: 'depose', correction: null, demandeur: 'Dossou-Yovo Sènami', reponses: { nom: 'Dossou-Yovo', prenoms: 'Sènami' } })
    expect(dossier.horloge.map((h) => h.genre)).toEqual(['depart', 'suspension', 'reprise'])
    expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).toContain('Nom de famille : Dossou → Dossou-Yovo')
    // The paper that was replaced stays in the file.
    expect(await listReferences(essai.maison.base.lire, `dossier:${id}`)).toHaveLength(2)
  })

  it('une réponse fausse est gardée et montrée de nouveau ; le dossier ne change pas avant l’envoi', async () => {
    const { id, client, page } = await renvoye(['naissance'])
    const faux = await client.envoyer(page, { 'naissance.precision': 'jour', 'naissance.jour': '45', 'naissance.mois': '2', 'naissance.annee': '1958' }, { action: page, bouton: ['_envoyer', '1'] })
    expect(faux.statut).toBe(422)
    expect((await lire(essai, id)).etat).toBe('suspendu')
    const plusTard = await client.get(page)
    expect(plusTard.texte).toContain('value="45"')
    expect((await lire(essai, id)).reponses.naissance).toMatchObject({ precision: 'vers', annee: 1958 })
  })

  it('une correction qui en appelle une autre la demande aussitôt', async () => {
    const { id, client, page } = await renvoye(['titre_occupation'])
    const suite = await client.envoyer(page, { titre_occupation: 'heberge' }, { action: page, bouton: ['_envoyer', '1'] })
    expect(suite.statut).toBe(422)
    expect(lisible(suite.texte)).toContain('Votre correction demande une réponse de plus')
    expect(suite.texte).toContain('name="hebergeur"')
    const fini = await client.envoyer(page, { hebergeur: 'Agossou Marc' }, { action: page, bouton: ['_envoyer', '1'] })
    expect(fini.statut).toBe(303)
    expect((await lire(essai, id)).reponses).toMatchObject({ titre_occupation: 'heberge', hebergeur: 'Agossou Marc' })
  })

  it('l’adresse qui désigne le bureau, ou une question inventée, ne se renvoie pas ; le guichet corrige avec la personne', async () => {
    const { id } = await renvoye(['domicile', 'inconnue', 'profession', 'prenoms'])
    expect((await lire(essai, id)).correction?.champs).toEqual(['prenoms', 'profession'])
    const fait = await agent.client.envoyer(`/suivi/${id}/corriger`, { prenoms: 'Sènami Rose' }, { action: `/suivi/${id}/corriger`, bouton: ['_envoyer', '1'] })
    expect(fait.vers).toBe(`/dossiers/${id}`)
    const ailleurs = await creerAgent(essai, 'agent_arrondissement', lieux(essai).kandi)
    expect((await ailleurs.client.get(`/suivi/${id}/corriger`)).statut).toBe(404)
    expect((await creerClient(essai).get(`/suivi/${id}/corriger`)).statut).toBe(303)
  })

  it('sans réponse nommée, la réponse libre reste ; rien à corriger n’a pas de page', async () => {
    const { id, client, page } = await renvoye([])
    expect((await client.get(page)).statut).toBe(404)
    expect((await client.envoyer(`/suivi/${id}`, { message: 'Voici' }, { action: `/suivi/${id}/repondre` })).statut).toBe(303)
  })
})
