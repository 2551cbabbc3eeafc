import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerHorloge } from '../../../tests/client.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { ouvrirAgenda } from '../../../tests/rendezvous.ts'
import { getAgenda } from './agenda.queries.ts'

const horloge = creerHorloge('2026-11-23T08:00:00Z')
let essai: Essai
let a: AgentEssai
let b: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  a = await creerAgent(essai, 'etat_civil', '1203')
  b = await creerAgent(essai, 'etat_civil', '1203')
})
afterAll(() => essai.ranger())

it('deux réglages à la fois : le second lit le premier, ne perd rien, et garde le sien d’un bouton', async () => {
  const id = await ouvrirAgenda(a.client)
  const reglages = `/agendas/${id}/reglages`
  const chezB = await b.client.get(reglages)
  // The clock stands still: what changed is told by what is written, not by a time.
  expect((await a.client.envoyer(reglages, { places: '3', 'h.3.0.debut': '9:00', 'h.3.0.fin': '11:00' })).statut).toBe(303)
  const refus = await b.client.envoyer(chezB, { places: '2', apporter: 'la pièce et le reçu' })
  expect(refus.statut).toBe(409)
  for (const mot of ['Quelqu’un a réglé cet agenda', '09:00 à 11:00', 'Mercredi', 'value="2"', 'la pièce et le reçu', 'value="09:00"', 'Enregistrer ma version']) expect(refus.texte).toContain(mot)
  expect(await getAgenda(essai.maison.base.lire, id)).toMatchObject({ places: 3, apporter: 'la pièce' })
  expect((await b.client.envoyer(refus)).statut).toBe(303)
  const agenda = await getAgenda(essai.maison.base.lire, id)
  expect(agenda).toMatchObject({ places: 2, apporter: 'la pièce et le reçu', descend: true, sansDossier: true })
  expect(agenda.plages).toContainEqual({ jour: 3, debut: 540, fin: 660 })
})
