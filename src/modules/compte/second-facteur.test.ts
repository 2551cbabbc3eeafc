import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { codeDe, connecterAgent, creerClient, creerHorloge, peupler } from '../../../tests/client.ts'
import { sql } from '../../kernel/db/index.ts'
import { Secret } from 'otpauth'
import { totpDe } from '../../kernel/identite/second-facteur.ts'

const horloge = creerHorloge()
const DOMAINE = '@demo.iroko.example'
let essai: Essai
beforeAll(async () => {
  essai = await ouvrirEssai({ maintenant: horloge.maintenant, travaille: false })
  await peupler(essai, horloge.maintenant())
})
afterAll(() => essai.ranger())

const lienDe = async (courriel: string) => {
  const { rows } = await sql<{ texte: string }>`select texte from notifications.message where destinataire = ${courriel} order by cree_le desc, id desc limit 1`.execute(essai.maison.base.lire)
  return /http:\/\/iroko\.test(\/[\w/-]+)/.exec(rows[0]!.texte)![1]!
}

describe('une invitation', () => {
  it('ouvre un compte sans pouvoir, dont le second facteur s’active et protège', async () => {
    const admin = creerClient(essai)
    await connecterAgent(admin, essai, `admin1${DOMAINE}`, horloge.maintenant)
    const envoi = await admin.envoyer('/administration/agents/inviter', { nom: 'Sènan  Hounkpè', courriel: 'Senan@Mairie-Bohicon.example', rattachement: '1203' })
    expect(envoi.vers).toMatch(/^\/administration\/agents\/[0-9a-f-]{36}$/)
    const double = await admin.envoyer('/administration/agents/inviter', { nom: 'Un autre', courriel: 'senan@mairie-bohicon.example', rattachement: '1203' })
    expect(double.statut).toBe(422)
    expect(double.texte).toContain('Un agent a déjà cette adresse')

    const lien = await lienDe('senan@mairie-bohicon.example')
    const nouveau = creerClient(essai)
    const faible = await nouveau.envoyer(lien, { motDePasse: 'azertyuiop12', encore: 'azertyuiop12' })
    expect(faible.texte).toContain('trop facile à deviner')
    const autre = await nouveau.envoyer(lien, { motDePasse: 'trois iguanes à Lokossa', encore: 'trois iguanes' })
    expect(autre.texte).toContain('Les deux ne sont pas les mêmes')
    expect(autre.texte).not.toContain('trois iguanes')
    const ouvert = await nouveau.envoyer(lien, { motDePasse: 'trois iguanes à Lokossa', encore: 'trois iguanes à Lokossa' })
    expect(ouvert.vers).toBe('/compte/second-facteur')
    expect((await creerClient(essai).get(lien)).statut).toBe(404)
    expect((await nouveau.get('/registres')).statut).toBe(403)

    const page = await nouveau.suivre(ouvert)
    const cle = /<b class="code">([A-Z2-7 ]+)<\/b>/.exec(page.texte)![1]!.replaceAll(' ', '')
    expect((await nouveau.envoyer(page, { code: '000000' }, { action: '/compte/second-facteur' })).statut).toBe(422)
    const code = totpDe(Secret.fromBase32(cle).bytes, 'x').generate({ timestamp: horloge.maintenant().getTime() })
    const actif = await nouveau.envoyer('/compte/second-facteur', { code }, { action: '/compte/second-facteur' })
    expect(actif.statut).toBe(200)
    const secours = [...actif.texte.matchAll(/[A-HJKMNP-Z2-9]{5}-[A-HJKMNP-Z2-9]{5}/g)].map(([c]) => c)
    expect(secours).toHaveLength(10)

    const encore = creerClient(essai)
    const etape = await encore.envoyer('/connexion/agent', { courriel: 'senan@mairie-bohicon.example', motDePasse: 'trois iguanes à Lokossa' })
    expect(etape.vers).toContain('/connexion/agent/code')
    expect((await encore.envoyer(etape.vers!, { code: secours[0]!.toLowerCase() })).vers).toBe('/journee')
    const rejeu = await creerClient(essai).envoyer(etape.vers!, { code: secours[0]! })
    expect(rejeu.statut).toBe(422)
    const stocke = await sql<{ n: number }>`select count(*) as n from identite.code_secours where utilise_le is null and agent_id = (select id from identite.agent where courriel = 'senan@mairie-bohicon.example')`.execute(essai.maison.base.lire)
    expect(stocke.rows[0]!.n).toBe(9)
  })

  it('un lien vieux de huit jours ne vaut plus rien', async () => {
    const admin = creerClient(essai)
    horloge.avancer(60_000)
    await connecterAgent(admin, essai, `admin1${DOMAINE}`, horloge.maintenant)
    await admin.envoyer('/administration/agents/inviter', { nom: 'Tardif', courriel: 'tardif@mairie.example', rattachement: 'BJ' })
    const lien = await lienDe('tardif@mairie.example')
    expect((await creerClient(essai).get(lien)).statut).toBe(200)
    horloge.avancer(8 * 86_400_000)
    const perdu = await creerClient(essai).get(lien)
    expect(perdu.statut).toBe(404)
    expect(perdu.texte).toContain('demandez une nouvelle invitation')
  })
})

describe('le mot de passe', () => {
  it('oublié : un lien d’une heure, une fois, et toutes les sessions se ferment', async () => {
    const courriel = `agent.bohicon2${DOMAINE}`
    const dehors = creerClient(essai)
    await connecterAgent(dehors, essai, courriel, horloge.maintenant)
    const client = creerClient(essai)
    const demande = await client.envoyer('/connexion/oubli', { courriel })
    const inconnu = await creerClient(essai).envoyer('/connexion/oubli', { courriel: 'personne@nulle.part.example' })
    expect([demande.vers, inconnu.vers]).toEqual(['/connexion/oubli?envoye=oui', '/connexion/oubli?envoye=oui'])
    const lien = await lienDe(courriel)
    const fait = await client.envoyer(lien, { motDePasse: 'sept pirogues à Ganvié', encore: 'sept pirogues à Ganvié' })
    expect(fait.vers).toBe('/connexion/agent')
    expect((await client.get(lien)).statut).toBe(404)
    expect((await dehors.get('/compte')).statut).toBe(303)
    expect((await creerClient(essai).envoyer('/connexion/agent', { courriel, motDePasse: 'iroko-demonstration' })).statut).toBe(422)
    expect((await creerClient(essai).envoyer('/connexion/agent', { courriel, motDePasse: 'sept pirogues à Ganvié' })).statut).toBe(303)
  })

  it('changé : l’ancien est demandé, et les autres sessions se ferment', async () => {
    const courriel = `ministere${DOMAINE}`
    const moi = creerClient(essai)
    await connecterAgent(moi, essai, courriel, horloge.maintenant)
    horloge.avancer(60_000)
    const autre = creerClient(essai)
    await connecterAgent(autre, essai, courriel, horloge.maintenant)
    const nouveau = { motDePasse: 'neuf baobabs au bord du Niger', encore: 'neuf baobabs au bord du Niger' }
    expect((await moi.envoyer('/compte/mot-de-passe', { ancien: 'faux', ...nouveau })).texte).toContain('Ce n’est pas votre mot de passe actuel')
    expect((await moi.envoyer('/compte/mot-de-passe', { ancien: 'iroko-demonstration', ...nouveau })).vers).toBe('/compte')
    expect((await moi.get('/compte')).statut).toBe(200)
    expect((await autre.get('/compte')).statut).toBe(303)
  })
})

describe('le second facteur', () => {
  it('se retire avec un code, pas sans', async () => {
    const courriel = `prefecture.zou${DOMAINE}`
    const moi = creerClient(essai)
    await connecterAgent(moi, essai, courriel, horloge.maintenant)
    const page = await moi.get('/compte/second-facteur')
    expect((await moi.envoyer(page, { _code: '' }, { action: '/compte/second-facteur/retirer' })).statut).toBe(422)
    expect((await moi.envoyer(page, { _code: '123456' }, { action: '/compte/second-facteur/retirer' })).texte).toContain('il a déjà servi')
    horloge.avancer(60_000)
    expect((await moi.envoyer(page, { _code: await codeDe(essai, courriel, horloge.maintenant) }, { action: '/compte/second-facteur/retirer' })).vers).toBe('/compte/second-facteur')
    expect((await creerClient(essai).envoyer('/connexion/agent', { courriel, motDePasse: 'iroko-demonstration' })).vers).toBe('/compte/second-facteur')
  })

  it('cinq codes faux font attendre', async () => {
    const courriel = `se.parakou${DOMAINE}`
    const client = creerClient(essai)
    const etape = await client.envoyer('/connexion/agent', { courriel, motDePasse: 'iroko-demonstration' })
    for (let i = 0; i < 5; i++) expect((await client.envoyer(etape.vers!, { code: '000001' })).statut).toBe(422)
    expect((await client.envoyer(etape.vers!, { code: await codeDe(essai, courriel, horloge.maintenant) })).statut).toBe(429)
  })
})
