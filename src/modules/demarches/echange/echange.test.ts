import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import { agir, compter, deposer, lieux, lire, lisible, photo } from '../../../../tests/demande.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import { versJson } from '../exportation/archive.ts'
import { etatEchange, meritePrevenir } from './echange.ts'
import { listMessages } from './echange.queries.ts'

const HEURE = 3_600_000

describe('prévenir de l’autre côté', () => {
  it('dix messages de suite ne préviennent qu’une fois ; un jour sans lecture rappelle', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 * 60_000 }), { minLength: 1, maxLength: 15 }), (ecarts) => {
        let t = 0
        const envoyes: { prevenuLe: Date | null; luLe: null }[] = []
        for (const ecart of ecarts) {
          t += ecart
          envoyes.push({ prevenuLe: meritePrevenir(envoyes, new Date(t)) ? new Date(t) : null, luLe: null })
        }
        expect(envoyes.filter((m) => m.prevenuLe !== null).length).toBeLessThanOrEqual(1 + Math.floor(t / (24 * HEURE)))
        expect(envoyes[0]!.prevenuLe).not.toBeNull()
      }),
    )
    const le = new Date(0)
    expect(meritePrevenir([{ prevenuLe: le, luLe: null }], new Date(25 * HEURE))).toBe(true)
    expect(meritePrevenir([{ prevenuLe: le, luLe: le }], new Date(2 * HEURE))).toBe(true)
    expect(meritePrevenir([{ prevenuLe: le, luLe: le }], new Date(HEURE / 2))).toBe(false)
  })

  it('ferme le fil tant de jours après la décision, si la démarche le dit', () => {
    const echanges = { joursApres: 10, source: 'essai', verifie: false }
    const dossier = { etat: 'delivre' as const, decideLe: new Date('2026-06-01T10:00:00Z'), archiveLe: null }
    const ouvert = (le: string, regle?: typeof echanges) => etatEchange(dossier, regle ? { echanges: regle } : { echanges: undefined }, new Date(le)).ouvert
    expect(ouvert('2026-06-11T20:00:00Z', echanges)).toBe(true)
    expect(ouvert('2026-06-12T10:00:00Z', echanges)).toBe(false)
    expect(ouvert('2027-06-12T10:00:00Z')).toBe(true)
    expect(etatEchange({ etat: 'depose', decideLe: null, archiveLe: null }, { echanges }, new Date()).ouvert).toBe(true)
    expect(etatEchange({ etat: 'retire', decideLe: null, archiveLe: null }, { echanges }, new Date()).ouvert).toBe(false)
    expect(etatEchange({ ...dossier, archiveLe: new Date('2026-06-02T10:00:00Z') }, { echanges: undefined }, new Date('2026-06-03T10:00:00Z')).ouvert).toBe(false)
  })
})

describe('un fil de messages', () => {
  let essai: Essai
  let agent: AgentEssai
  let ailleurs: AgentEssai
  let citoyen: ReturnType<typeof creerClient>
  let id: string
  const pageBureau = () => `/dossiers/${id}/messages`
  const page = () => `/suivi/${id}/messages`
  const ecrire = (texte: string) => agent.client.envoyer(pageBureau(), { texte }, { action: pageBureau() })
  const avis = () => compter(essai, sql`select count(*) as n from notifications.message where objet = ${`dossier:${id}`} and canal = 'sms' and texte like '%vous écrit%'`)
  beforeAll(async () => {
    essai = await ouvrirEssai({ travaille: false })
    const { bohicon, kandi } = lieux(essai)
    agent = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: 'Assiba Kpadonou' })
    ailleurs = await creerAgent(essai, 'agent_arrondissement', kandi)
    citoyen = creerClient(essai)
    id = await deposer(citoyen, bohicon)
  })
  afterAll(() => essai.ranger())

  it('le demandeur écrit avec un fichier ; le bureau le voit dans sa journée, sa liste et le dossier', async () => {
    const octets = await photo()
    const sansRien = await citoyen.envoyer(page(), {}, { action: page() })
    expect([sansRien.statut, lisible(sansRien.texte).includes('Écrivez votre message, ou joignez un fichier')]).toEqual([422, true])
    const avant = await lire(essai, id)
    const r = await citoyen.envoyer(page(), { texte: 'Quand sera-t-il prêt ?' }, { action: page(), fichiers: { papiers: { nom: 'billet.jpg', type: 'image/jpeg', octets } } })
    expect(r.statut).toBe(303)
    const apres = await lire(essai, id)
    expect([apres.etat, apres.echeance, apres.horloge, apres.revision]).toEqual([avant.etat, avant.echeance, avant.horloge, avant.revision])
    expect(lisible((await agent.client.get('/journee')).texte)).toContain('message attend')
    expect(lisible((await agent.client.get('/dossiers?messages=non_lus')).texte)).toContain('Un message attend')
    expect((await ailleurs.client.get('/dossiers?messages=non_lus')).texte).not.toContain(id)
    expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).toContain('1 message du demandeur attend')
    const fil = await agent.client.get(pageBureau())
    expect(lisible(fil.texte)).toContain('Quand sera-t-il prêt')
    const papier = /\/dossiers\/[0-9a-f-]+\/fichiers\/[0-9a-f-]+/.exec(fil.texte)![0]
    expect((await agent.client.get(papier)).statut).toBe(200)
    expect((await ailleurs.client.get(papier)).statut).toBe(404)
    expect((await ailleurs.client.get(pageBureau())).statut).toBe(404)
    expect([303, 404]).toContain((await creerClient(essai).get(page())).statut)
  })

  it('refuse un fichier qui n’est pas ce qu’il dit, et garde le texte tapé', async () => {
    const r = await citoyen.envoyer(page(), { texte: 'Voici mon programme' }, { action: page(), fichiers: { papiers: { nom: 'carte.jpg', type: 'image/jpeg', octets: Buffer.from('MZ\x90\x00 pas une image') } } })
    expect(r.statut).toBe(422)
    expect(r.texte).toContain('Voici mon programme')
  })

  it('dix messages du bureau font un SMS ; le demandeur lit un poste et un bureau, pas un nom', async () => {
    for (let n = 0; n < 10; n++) expect((await ecrire(`Réponse ${n}`)).statut).toBe(303)
    expect(await avis()).toBe(1)
    const suivi = await citoyen.get(`/suivi/${id}`)
    expect(lisible(suivi.texte)).toContain('10 messages vous attendent')
    const ouvert = await citoyen.envoyer(suivi, {}, { action: `${page()}/lire` })
    expect(ouvert.vers).toBe(page())
    const fil = lisible((await citoyen.get(page())).texte)
    expect(fil).toContain('Agent d’arrondissement, Arrondissement de Bohicon I')
    expect(fil).not.toMatch(/Kpadonou|A\. K\./)
    expect(lisible((await citoyen.get(`/suivi/${id}`)).texte)).not.toContain('messages vous attendent')
    // Whoever answers has read: nothing waits for the office any more.
    expect((await agent.client.get('/dossiers?messages=non_lus')).texte).not.toContain(id)
  })

  it('ne raconte pas les messages dans l’histoire, les donne dans l’export, et dit l’événement sans le texte', async () => {
    expect(lisible((await citoyen.get(`/suivi/${id}`)).texte)).not.toContain('Réponse 3')
    const messages = await listMessages(essai.maison.base.lire, id)
    expect(JSON.stringify(versJson({ ...(await lire(essai, id)) } as never, '', messages))).toContain('Quand sera-t-il prêt')
    const { rows } = await sql<{ texte: string; detail: object }>`select texte, detail from demarches.evenement where dossier_id = ${id} and genre = 'message'`.execute(essai.maison.base.lire)
    expect(rows).toHaveLength(11)
    expect(JSON.stringify(rows)).not.toMatch(/Réponse|prêt/)
    expect((await listReferences(essai.maison.base.lire, `dossier:${id}`)).filter((f) => f.champ.startsWith('message:'))).toHaveLength(1)
  })

  it('un message du bureau devient une demande de complément ; seul le complément arrête le délai', async () => {
    expect((await lire(essai, id)).etat).toBe('depose')
    const phrase = await agent.client.get(`${pageBureau()}?phrase=1`)
    expect(lisible(phrase.texte)).toContain('Présentez-vous au bureau')
    const fil = await agent.client.get(pageBureau())
    expect(lisible(fil.texte)).toContain('Reprendre le dernier message du bureau')
    expect((await agent.client.envoyer(fil, { demande: 'Une photo plus nette' }, { action: `/dossiers/${id}/demander-complement` })).statut).toBe(303)
    expect(await lire(essai, id)).toMatchObject({ etat: 'suspendu', echeance: null })
    expect(lisible((await citoyen.get(page())).texte)).toContain('Un message ne la remplace pas')
  })

  it('clos, on n’y écrit plus, mais on le lit', async () => {
    const ouverte = await citoyen.get(page())
    await citoyen.envoyer(`/suivi/${id}`, {}, { action: `/suivi/${id}/retirer` })
    expect((await citoyen.envoyer(ouverte, { texte: 'Encore' }, { action: page() })).statut).toBe(409)
    expect(lisible((await citoyen.get(page())).texte)).toContain('On n’écrit plus ici')
    expect((await agir(agent, id, 'noter', { note: 'x' })).statut).toBe(303)
  })
})
