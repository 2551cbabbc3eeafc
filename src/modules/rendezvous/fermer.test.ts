import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient, creerHorloge } from '../../../tests/client.ts'
import { lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { fermerAgenda, forcer, idDe, inscrireAu, lireRendezVous, LUNDI_SUIVANT, MARDI, messagesDe, ouvrirAgenda, REGLES } from '../../../tests/rendezvous.ts'

const horloge = creerHorloge('2026-11-23T08:00:00Z')
let essai: Essai
let gestion: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  gestion = await creerAgent(essai, 'etat_civil', '1203')
})
afterAll(() => essai.ranger())

const inscrire = async (agenda: string, debut: string, nom: string, telephone = ''): Promise<string> => idDe(await inscrireAu(gestion.client, agenda, debut, { nom, telephone }))
const proposee = async (id: string): Promise<string | undefined> => /Encore libre : ([^.]+)\./.exec(lisible((await messagesDe(essai, id, 'rdv-annule-bureau'))[0] ?? ''))?.[1]
const message = (texte: string): string => lisible(/class="avis avis--ok message"[\s\S]*?<\/div>/.exec(texte)?.[0] ?? '')

describe('fermer un jour où des personnes sont attendues', () => {
  it('chacune lit une autre heure que les autres ; qui ne peut être prévenu est compté, et se trouve dans la liste', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const ids = [await inscrire(agenda, `${MARDI}T08:00`, 'Un', '0197000160'), await inscrire(agenda, `${MARDI}T08:30`, 'Sans Téléphone'), await inscrire(agenda, `${MARDI}T09:00`, 'Deux', '0197000161'), await inscrire(agenda, `${MARDI}T09:30`, 'Trois', '0197000162')]
    expect(await inscrire(agenda, `${LUNDI_SUIVANT}T08:30`, 'Gardée', '0197000163')).toMatch(/^[0-9a-f-]{36}$/)
    const ferme = await fermerAgenda(gestion.client, agenda, { du: MARDI, attendus: 'prevenir' })
    expect(await Promise.all(ids.map(proposee))).toEqual(['lundi 30 novembre à 8 h', undefined, 'lundi 30 novembre à 9 h', 'lundi 30 novembre à 9 h 30'])
    const { texte } = await gestion.client.suivre(ferme)
    expect(message(texte)).toMatch(/C’est fermé\. 4 rendez-vous annulés\. 3 personnes sont prévenues\. 1 personne n’a laissé ni téléphone ni adresse : prévenez-la, elle est dans cette liste\./)
    expect(message(texte)).not.toContain('Sans Téléphone')
    expect(lisible(texte)).toMatch(/Sans Téléphone Ni téléphone ni adresse/)
    // A period of one day is said once.
    expect([/\ble 24 novembre 2026/.test(lisible(texte)), /du 24 novembre/.test(lisible(texte))]).toEqual([true, false])
  })

  it('une heure à deux places se propose à deux personnes, puis une autre', async () => {
    const agenda = await ouvrirAgenda(gestion.client, { places: '2' })
    const ids = []
    for (const [n, heure] of ['08:00', '08:00', '08:30'].entries()) ids.push(await inscrire(agenda, `${MARDI}T${heure}`, `Personne ${n}`, `019700017${n}`))
    await fermerAgenda(gestion.client, agenda, { du: MARDI, attendus: 'prevenir' })
    expect((await Promise.all(ids.map(proposee))).toSorted()).toEqual(['lundi 30 novembre à 8 h', 'lundi 30 novembre à 8 h', 'lundi 30 novembre à 8 h 30'])
  })

  it('annuler un seul rendez-vous ne lui propose pas l’heure qu’il perd', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const id = await inscrire(agenda, `${MARDI}T08:00`, 'Un', '0197000180')
    const annule = await forcer(gestion.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${id}/annuler`, { motif: 'Agent malade' })
    expect([await proposee(id), message((await gestion.client.suivre(annule)).texte).includes('une autre heure lui est proposée')]).toEqual(['mardi 24 novembre à 8 h 30', true])
  })

  it('des réservations arrêtées ne promettent aucune heure', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const id = await inscrire(agenda, `${MARDI}T08:00`, 'Un', '0197000181')
    const { ouvert: _, ...arretees } = REGLES
    await forcer(gestion.client, `/agendas/${agenda}/reglages`, `/agendas/${agenda}/reglages`, arretees)
    const annule = await forcer(gestion.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${id}/annuler`, { motif: 'Agent malade' })
    expect([await proposee(id), message((await gestion.client.suivre(annule)).texte).includes('une autre heure')]).toEqual([undefined, false])
  })
})

it('qui vient sans rendez-vous n’est pas nommé dans la phrase qui voyage', async () => {
  const agenda = await ouvrirAgenda(gestion.client)
  const insere = await gestion.client.envoyer(`/agendas/${agenda}`, { nom: 'Venu Seul' }, { action: `/agendas/${agenda}/inserer` })
  const { texte } = await gestion.client.suivre(insere)
  expect([message(texte).includes('cette personne attend'), message(texte).includes('Venu Seul'), texte.includes('Venu Seul')]).toEqual([true, false, true])
})

describe('la semaine', () => {
  it('la dernière, vide, mène à la place qui reste avant elle', async () => {
    // Open on Tuesdays only, for a week: the last week of the window is a Monday.
    const agenda = await ouvrirAgenda(gestion.client, { horizon: '7', 'h.1.0.debut': '', 'h.1.0.fin': '' })
    const page = lisible((await creerClient(essai).get(`/rendez-vous/agendas/${agenda}?semaine=${LUNDI_SUIVANT}`)).texte)
    expect([/Semaine du 30 novembre .*Prochaine place : 24 novembre à 8 h/.test(page), page.includes('plus de place')]).toEqual([true, false])
  })

  it('sans semaine demandée, c’est la première où il reste une heure ; sans aucune, on le dit', async () => {
    const agenda = await ouvrirAgenda(gestion.client, { horizon: '8' })
    const lire = async () => lisible((await creerClient(essai).get(`/rendez-vous/agendas/${agenda}`)).texte)
    await fermerAgenda(gestion.client, agenda, { du: MARDI })
    expect(await lire()).toContain('Semaine du 30')
    await fermerAgenda(gestion.client, agenda, { du: LUNDI_SUIVANT, au: '2026-12-01' })
    expect(await lire()).toContain('Il n’y a plus de place')
  })

  it('deux places d’une heure se donnent à deux personnes, pas à une troisième', async () => {
    const agenda = await ouvrirAgenda(gestion.client, { places: '2' })
    const ids = [await inscrire(agenda, `${MARDI}T08:00`, 'Un'), await inscrire(agenda, `${MARDI}T08:00`, 'Deux')]
    expect((await Promise.all(ids.map((id) => lireRendezVous(essai, id)))).map((r) => r.place).toSorted()).toEqual([0, 1])
    expect((await inscrireAu(gestion.client, agenda, `${MARDI}T08:00`)).statut).toBe(422)
  })
})

it('une fermeture dit qui l’a écrite, un agenda depuis quand il est ouvert, et réglé', async () => {
  const agenda = await ouvrirAgenda(gestion.client)
  await fermerAgenda(gestion.client, agenda, { du: MARDI })
  expect(lisible((await gestion.client.get(`/agendas/${agenda}/exceptions`)).texte)).toMatch(/Coupure de courant A\., Agent de l’état civil, le 23 novembre 2026/)
  const reglages = async () => lisible((await gestion.client.get(`/agendas/${agenda}/reglages`)).texte)
  expect(await reglages()).toContain('Agenda ouvert le 23 novembre 2026.')
  horloge.avancer(86_400_000)
  expect((await forcer(gestion.client, `/agendas/${agenda}/reglages`, `/agendas/${agenda}/reglages`, REGLES)).statut).toBe(303)
  expect(await reglages()).toContain('Agenda ouvert le 23 novembre 2026, réglé pour la dernière fois le 24 novembre 2026.')
})
