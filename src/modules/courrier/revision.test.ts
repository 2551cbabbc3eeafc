import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'

let essai: Essai
let a: AgentEssai
let b: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  a = await creerAgent(essai, 'agent_guichet', '1203', { nom: 'Codjo Lokossou' })
  b = await creerAgent(essai, 'secretaire_executif', '1203', { nom: 'Séraphine Ahossi' })
})
afterAll(() => essai.ranger())

const lire = async (id: string) => (await sql<Record<string, unknown>>`select objet, contact, urgent, echeance::text from courrier.courrier where id = ${id}`.execute(essai.maison.base.lire)).rows[0]!

describe('deux corrections d’un courrier à la fois', () => {
  it('la seconde lit la première à côté de la sienne, puis garde la sienne d’un bouton', async () => {
    const cree = await a.client.envoyer('/courrier/arrivees/nouvelle', { correspondant: 'Groupement', objet: 'Demande\nd’audience', nature: 'audience' })
    const id = /\/courrier\/([0-9a-f-]{36})/.exec(cree.vers!)![1]!
    const chezB = await b.client.get(`/courrier/${id}/corriger`)
    // Sent as it is: nothing differs, whatever browsers do with the ends of lines.
    expect((await b.client.envoyer(`/courrier/${id}/corriger`, { objet: 'Demande\r\nd’audience' })).statut).toBe(303)
    const premiere = await a.client.envoyer(`/courrier/${id}/corriger`, { contact: '0197000000', mentions: ['urgent'], 'echeance.jour': '1', 'echeance.mois': '12', 'echeance.annee': '2099' })
    expect(premiere.statut).toBe(303)
    const refus = await b.client.envoyer(chezB, { objet: 'Demande de rendez-vous', contact: '0160000000' })
    expect(refus.statut).toBe(409)
    for (const mot of ['Ce courrier a changé pendant que vous écriviez (Codjo Lokossou', '0197000000', 'value="0160000000"', 'Demande de rendez-vous</textarea>', 'Urgent', 'Enregistrer ma version']) expect(refus.texte).toContain(mot)
    expect(await lire(id)).toMatchObject({ objet: 'Demande\nd’audience', contact: '0197000000', urgent: true })
    expect((await b.client.envoyer(refus)).statut).toBe(303)
    expect(await lire(id)).toEqual({ objet: 'Demande de rendez-vous', contact: '0160000000', urgent: true, echeance: '2099-12-01' })
  })
})
