import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { codeDe, codeRecu, connecterAgent, connecterCitoyen, creerClient, creerHorloge, peupler } from '../../../tests/client.ts'
import { sql } from '../../kernel/db/index.ts'

const horloge = creerHorloge()
const CHEF = 'chef.bohicon1@demo.iroko.example'
let essai: Essai
beforeAll(async () => {
  essai = await ouvrirEssai({ maintenant: horloge.maintenant, travaille: false })
  await peupler(essai, horloge.maintenant())
})
afterAll(() => essai.ranger())

describe('un citoyen se connecte', () => {
  it('par téléphone, avec le code reçu, et revient où il allait', async () => {
    const client = creerClient(essai)
    const renvoye = await client.get('/compte')
    expect(renvoye.vers).toBe('/connexion?suite=%2Fcompte')
    const r = await connecterCitoyen(client, essai, '01 97 00 00 12')
    expect(r.vers).toBe('/compte')
    const compte = await client.suivre(r)
    expect(compte.statut).toBe(200)
    expect(compte.texte).toContain('Cette session')
  })

  it('un numéro à huit chiffres reçoit la forme à écrire, et rien n’est perdu', async () => {
    const r = await creerClient(essai).envoyer('/connexion', { contact: '97000012' })
    expect(r.statut).toBe(422)
    expect(r.texte).toContain('écrivez 01 97 00 00 12')
    expect(r.texte).toContain('value="97000012"')
  })

  it('un code faux se dit ; cinq essais l’usent ; le sixième code de l’heure est refusé', async () => {
    const client = creerClient(essai)
    const premiere = await client.envoyer('/connexion', { contact: 'afi@exemple.bj' })
    const code = await codeRecu(essai, premiere.vers!)
    const faux = code === '000000' ? '111111' : '000000'
    for (let i = 0; i < 5; i++) expect((await client.envoyer(premiere.vers!, { code: faux })).statut).toBe(422)
    expect((await client.envoyer(premiere.vers!, { code })).statut).toBe(422)
    for (let i = 0; i < 4; i++) await client.envoyer('/connexion', { contact: 'afi@exemple.bj' })
    const trop = await client.envoyer('/connexion', { contact: 'afi@exemple.bj' })
    expect(trop.texte).toContain('Cinq codes ont déjà été envoyés')
  })

  it('un code ne sert qu’une fois, et dix minutes', async () => {
    const client = creerClient(essai)
    const premiere = await client.envoyer('/connexion', { contact: 'codjo@exemple.bj' })
    const code = await codeRecu(essai, premiere.vers!)
    expect((await client.envoyer(premiere.vers!, { code })).statut).toBe(303)
    expect((await creerClient(essai).envoyer(premiere.vers!, { code })).statut).toBe(422)
    const seconde = await client.envoyer('/connexion', { contact: 'codjo@exemple.bj' })
    const nouveau = await codeRecu(essai, seconde.vers!)
    horloge.avancer(11 * 60_000)
    expect((await client.envoyer(seconde.vers!, { code: nouveau })).statut).toBe(422)
  })
})

describe('un agent se connecte', () => {
  it('mot de passe puis six chiffres ; le même code ne sert pas deux fois', async () => {
    const client = creerClient(essai)
    const premiere = await client.envoyer('/connexion/agent', { courriel: CHEF.toUpperCase(), motDePasse: 'iroko-demonstration' })
    const code = await codeDe(essai, CHEF, horloge.maintenant)
    expect((await client.envoyer(premiere.vers!, { code })).vers).toBe('/journee')
    const autre = creerClient(essai)
    const encore = await autre.envoyer('/connexion/agent', { courriel: CHEF, motDePasse: 'iroko-demonstration' })
    expect((await autre.envoyer(encore.vers!, { code })).texte).toContain('il a déjà servi')
    expect((await client.get('/compte')).texte).toContain('Chef d’arrondissement')
  })

  it('cinq mots de passe faux font attendre, même avec le bon, et l’inconnu répond pareil', async () => {
    const client = creerClient(essai)
    for (let i = 0; i < 5; i++) expect((await client.envoyer('/connexion/agent', { courriel: 'audit@demo.iroko.example', motDePasse: 'faux' })).statut).toBe(422)
    const bloque = await client.envoyer('/connexion/agent', { courriel: 'audit@demo.iroko.example', motDePasse: 'iroko-demonstration' })
    expect(bloque.statut).toBe(429)
    expect(bloque.texte).toContain('Trop d’essais. Attendez 1 minute')
    const inconnu = await client.envoyer('/connexion/agent', { courriel: 'personne@demo.iroko.example', motDePasse: 'faux' })
    expect(inconnu.texte).toContain('L’adresse ou le mot de passe ne va pas')
    horloge.avancer(61_000)
    expect((await client.envoyer('/connexion/agent', { courriel: 'audit@demo.iroko.example', motDePasse: 'iroko-demonstration' })).statut).toBe(303)
  })

  it('la seconde étape ne commence pas sans la première', async () => {
    const r = await creerClient(essai).envoyer('/connexion/agent/code', { pas: 'inventé.faux', code: '123456' })
    expect(r.statut).toBe(409)
    expect(r.texte).toContain('Recommencez depuis l’adresse et le mot de passe')
  })

  it('la suite ne mène jamais à un autre site, et survit à une faute', async () => {
    const page = await creerClient(essai).get('/connexion/agent?suite=//mechant.example')
    expect(page.texte).toContain('name="suite" value="/journee"')
    const faute = await creerClient(essai).envoyer('/connexion/agent?suite=/dossiers', { courriel: CHEF, motDePasse: '' })
    expect(faute.texte).toContain('name="suite" value="/dossiers"')
  })
})

describe('jetons et sessions', () => {
  it('sans jeton, ou avec celui d’un autre navigateur, rien ne passe et rien n’est perdu', async () => {
    const client = creerClient(essai)
    const page = await client.get('/connexion')
    const jeton = /name="_jeton" value="([^"]+)"/.exec(page.texte)![1]!
    const sans = await client.poster('/connexion', { contact: 'essai@exemple.bj' })
    expect(sans.statut).toBe(422)
    expect(sans.texte).toContain('Cette page était ouverte depuis longtemps')
    expect(sans.texte).toContain('value="essai@exemple.bj"')
    const voleur = creerClient(essai)
    await voleur.get('/connexion')
    expect((await voleur.poster('/connexion', { contact: 'essai@exemple.bj', _jeton: jeton })).statut).toBe(422)
    expect((await client.poster('/connexion', { contact: 'essai@exemple.bj', _jeton: jeton.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) })).statut).toBe(422)
    expect((await client.poster('/connexion', { contact: 'essai@exemple.bj', _jeton: jeton }, { origin: 'https://mechant.example' })).statut).toBe(403)
    expect((await client.json('POST', '/connexion', { contact: 'essai@exemple.bj' })).statut).toBe(422)
  })

  it('une session fermée depuis un autre appareil ne vaut plus rien', async () => {
    const telephone = creerClient(essai, { appareil: 'Mozilla/5.0 (Linux; Android 13) Chrome/120' })
    await connecterCitoyen(telephone, essai, 'sessions@exemple.bj')
    const bureau = creerClient(essai, { appareil: 'Mozilla/5.0 (Windows NT 10.0) Firefox/121' })
    await connecterCitoyen(bureau, essai, 'sessions@exemple.bj')
    const page = await bureau.get('/compte')
    expect(page.texte).toContain('Chrome sur Android')
    expect((await bureau.envoyer(page, {}, { action: '/compte/sessions/' })).statut).toBe(303)
    expect((await telephone.get('/compte')).vers).toBe('/connexion?suite=%2Fcompte')
    expect((await bureau.get('/compte')).statut).toBe(200)
  })

  it('la session d’un autre ne se ferme pas', async () => {
    const moi = creerClient(essai)
    await connecterCitoyen(moi, essai, 'moi@exemple.bj')
    const { rows } = await sql<{ h: string }>`select encode(empreinte, 'hex') as h from identite.session s join identite.citoyen c on c.id = s.personne_id where c.courriel = 'sessions@exemple.bj' limit 1`.execute(essai.maison.base.lire)
    const page = await moi.get('/compte')
    const jeton = /name="_jeton" value="([^"]+)"/.exec(page.texte)![1]!
    expect((await moi.poster(`/compte/sessions/${rows[0]!.h}/fermer`, { _jeton: jeton })).statut).toBe(404)
  })

  it('une session finie pendant la saisie : on se reconnecte, et le texte est là', async () => {
    const client = creerClient(essai)
    await connecterCitoyen(client, essai, 'garde@exemple.bj')
    const page = await client.get('/compte/donnees')
    await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.session set expire_le = ${horloge.maintenant()} where personne_id = (select id from identite.citoyen where courriel = 'garde@exemple.bj')`.execute(tx)))
    const perdu = await client.envoyer(page, { genre: 'rectification', texte: 'Mon nom s’écrit Tɔ́' }, { action: '/compte/donnees/requetes' })
    expect(perdu.vers).toMatch(/^\/connexion\?suite=%2Fcompte%2Fdonnees%3F_garde%3D/)
    const rentre = await connecterCitoyen(client, essai, 'garde@exemple.bj', perdu.vers!)
    const retrouve = await client.suivre(rentre)
    expect(retrouve.texte).toContain('Mon nom s’écrit Tɔ́')
    const autre = creerClient(essai)
    await connecterCitoyen(autre, essai, 'curieux@exemple.bj')
    expect((await autre.get(rentre.vers!)).texte).not.toContain('Mon nom s’écrit')
  })

  it('se déconnecter ferme la session', async () => {
    const client = creerClient(essai)
    await connecterAgent(client, essai, 'guichet.bohicon@demo.iroko.example', horloge.maintenant)
    const volee = new Map(client.cookies)
    const page = await client.get('/compte')
    const jeton = /name="_jeton" value="([^"]+)"/.exec(page.texte)![1]!
    expect((await client.poster('/deconnexion', { _jeton: jeton })).vers).toBe('/')
    for (const [nom, valeur] of volee) client.cookies.set(nom, valeur)
    expect((await client.get('/compte')).statut).toBe(303)
  })

  it('un citoyen change de téléphone : le nouveau se prouve, l’ancien est prévenu, celui d’un autre compte est refusé', async () => {
    const citoyen = creerClient(essai)
    await connecterCitoyen(citoyen, essai, '01 96 00 00 41')
    await connecterCitoyen(creerClient(essai), essai, '01 96 00 00 42')
    expect((await citoyen.envoyer('/compte/contact', { contact: '96000043' })).statut).toBe(422)
    const demande = await citoyen.envoyer('/compte/contact', { contact: '01 96 00 00 43' })
    expect(demande.vers).toMatch(/^\/compte\/contact\//)
    expect((await citoyen.envoyer(demande.vers!, { code: '000000' })).statut).toBe(422)
    expect((await citoyen.envoyer(demande.vers!, { code: await codeRecu(essai, demande.vers!) })).vers).toBe('/compte')
    expect((await citoyen.get('/compte')).texte).toMatch(/01.96.00.00.43/)
    const { rows } = await sql<{ destinataire: string }>`select destinataire from notifications.message where cle like 'contact:%'`.execute(essai.maison.base.lire)
    expect(rows).toEqual([{ destinataire: '+2290196000041' }])
    const pris = await citoyen.envoyer('/compte/contact', { contact: '01 96 00 00 42' })
    const refus = await citoyen.envoyer(pris.vers!, { code: await codeRecu(essai, pris.vers!) })
    expect(refus.statut).toBe(409)
    expect(refus.texte).toContain('Un autre compte a déjà ce numéro')
  })
})
