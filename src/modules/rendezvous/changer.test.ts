import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient, creerHorloge } from '../../../tests/client.ts'
import { deposer, lieux, lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { demanderSansDossier, forcer, idDe, inscrireAu, LUNDI_SUIVANT, MARDI, ouvrirAgenda, prendreSansDossier } from '../../../tests/rendezvous.ts'
import { sql } from '../../kernel/db/index.ts'

const horloge = creerHorloge('2026-11-23T08:00:00Z')
let essai: Essai
let gestion: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  gestion = await creerAgent(essai, 'etat_civil', '1203')
})
afterAll(() => essai.ranger())

describe('qui n’est plus, ou pas, connecté', () => {
  it('un agent dont la session a fini se reconnecte comme agent, et revient là où il était', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const id = idDe(await inscrireAu(gestion.client, agenda, `${MARDI}T08:00`))
    const collegue = await creerAgent(essai, 'agent_guichet', '1203')
    const page = await collegue.client.get(`/rendez-vous/${id}/deplacer`)
    expect(page.statut).toBe(200)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.session set expire_le = ${horloge.maintenant()} where personne_id = ${collegue.id}`.execute(tx)))
    expect((await collegue.client.get(`/rendez-vous/${id}/deplacer`)).vers).toBe(`/connexion/agent?suite=${encodeURIComponent(`/rendez-vous/${id}/deplacer`)}`)
    expect((await collegue.client.envoyer(page, { debut: `${MARDI}T09:00` }, { action: `/rendez-vous/${id}/deplacer` })).vers).toMatch(/^\/connexion\/agent\?suite=/)
  })

  it('la demande faite sur un autre téléphone mène aux rendez-vous, pas au suivi d’un dossier', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const { vers } = await demanderSansDossier(essai, creerClient(essai), agenda, `${MARDI}T09:00`, '0197000190')
    const autre = creerClient(essai)
    const refuse = await autre.get(vers)
    expect(refuse.vers).toBe(`/rendez-vous?suite=${encodeURIComponent(vers)}`)
    expect(lisible((await autre.suivre(refuse)).texte)).toContain('Cette demande se confirme là où elle a été faite')
    for (const suite of ['', '/code']) expect((await forcer(autre, '/rendez-vous/suivre', `${vers}${suite}`, { code: '123456' })).vers).toMatch(/^\/rendez-vous\?suite=/)
    expect((await autre.get('/rendez-vous')).texte).not.toContain('se confirme là où')
  })
})

describe('ce qui s’est passé', () => {
  it('un déplacement se dit du jour à l’autre, ou d’une heure à l’autre du même jour', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const { client, id } = await prendreSansDossier(essai, agenda, `${MARDI}T08:00`, '0197000191')
    for (const debut of [`${MARDI}T09:30`, `${LUNDI_SUIVANT}T08:00`]) expect((await client.envoyer(`/rendez-vous/${id}/deplacer`, { debut }, { action: `/rendez-vous/${id}/deplacer` })).statut).toBe(303)
    const histoire = lisible((await client.get(`/rendez-vous/${id}`)).texte)
    for (const phrase of ['Le mardi 24 novembre 2026, de 8 h à 9 h 30', 'Du mardi 24 novembre 2026 à 9 h 30 au lundi 30 novembre 2026 à 8 h']) expect(histoire).toContain(phrase)
  })

  it('qui retire sa demande lit que c’est lui, et le bureau lit « La personne »', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const client = creerClient(essai)
    const dossier = await deposer(client, lieux(essai).bohicon)
    const id = idDe(await forcer(client, `/suivi/${dossier}/rendez-vous?agenda=${agenda}`, `/suivi/${dossier}/rendez-vous`, { agenda, debut: `${MARDI}T09:00` }))
    await client.envoyer(`/suivi/${dossier}`, {}, { action: `/suivi/${dossier}/retirer` })
    const [sien, bureau] = [lisible((await client.get(`/rendez-vous/${id}`)).texte), lisible((await gestion.client.get(`/agendas/rendez-vous/${id}`)).texte)]
    expect([/Rendez-vous annulé .*Vous/.test(sien), sien.includes('Demandeur')]).toEqual([true, false])
    expect([/Annulé .*La personne/.test(bureau), bureau.includes('Demandeur')]).toEqual([true, false])
  })
})

it('l’heure passée, un agenda sans délai le dit, sans parler de « moins de 0 heure »', async () => {
  const agenda = await ouvrirAgenda(gestion.client, { delaiAnnulation: '0', preavis: '0' })
  const { client, id } = await prendreSansDossier(essai, agenda, `${MARDI}T08:00`, '0197000192')
  horloge.avancer(86_400_000)
  const refuse = await forcer(client, '/rendez-vous/suivre', `/rendez-vous/${id}/annuler`, {})
  expect([refuse.statut, lisible(refuse.texte).includes('L’heure de ce rendez-vous est passée'), /moins de 0/.test(lisible(refuse.texte))]).toEqual([409, true, false])
})
