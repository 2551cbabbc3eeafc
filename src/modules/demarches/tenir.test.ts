import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../tests/client.ts'
import { commencer, deposer, jetons, lieux, lire, lisible } from '../../../tests/demande.ts'
import { creerAgent, jusqua } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'

let essai: Essai
let bohicon: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
})
afterAll(() => essai.ranger())

describe('à qui est un dossier', () => {
  it('fait sans compte, il s’ouvre aussi à qui prouve tenir son téléphone, et à personne d’autre', async () => {
    const id = await deposer(creerClient(essai), bohicon, { telephone: '0196000051' })
    const client = creerClient(essai)
    const renvoye = await client.get(`/suivi/${id}`)
    expect(renvoye.vers).toBe(`/suivre?suite=${encodeURIComponent(`/suivi/${id}`)}`)
    const suivre = await client.get(renvoye.vers!)
    expect(suivre.texte).toContain(`/connexion?suite=${encodeURIComponent(`/suivi/${id}`)}`)
    const entre = await connecterCitoyen(client, essai, '0196000051', `/connexion?suite=${encodeURIComponent(`/suivi/${id}`)}`)
    expect(entre.vers).toBe(`/suivi/${id}`)
    expect((await client.get(`/suivi/${id}`)).statut).toBe(200)
    expect((await client.envoyer('/mes-demarches', {}, { action: '/mes-demarches/rattacher' })).vers).toBe('/mes-demarches')
    expect((await lire(essai, id)).titulaire).toMatch(/^citoyen:/)

    const autre = creerClient(essai)
    await connecterCitoyen(autre, essai, '0196000052')
    expect((await autre.get(`/suivi/${id}`)).statut).toBe(404)
    // Once it is in an account, a new holder of the number no longer opens it.
    await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.dossier set telephone = '+2290196000052' where id = ${id}`.execute(tx)))
    expect((await autre.get(`/suivi/${id}`)).statut).toBe(404)
  })

  it('sur un appareil partagé, une demande se ferme en partant ; le code la rouvre', async () => {
    const client = creerClient(essai)
    const id = await commencer(client)
    const page = await client.get(`/brouillons/${id}`)
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(page.texte)![0]
    expect(page.texte).toContain('Fermer sur cet appareil')
    expect((await client.poster('/deconnexion', jetons(page))).vers).toBe('/')
    expect((await client.get(`/brouillons/${id}`)).statut).toBe(303)
    expect((await client.envoyer('/suivre', { code }, { action: '/suivre' })).vers).toBe(`/brouillons/${id}`)
  })

  it('un citoyen connecté est prévenu dans son compte, et là où il se connecte s’il ne dit rien', async () => {
    const client = creerClient(essai)
    await connecterCitoyen(client, essai, 'afi@exemple.bj')
    const id = await deposer(client, bohicon, { telephone: '' })
    expect(await lire(essai, id)).toMatchObject({ telephone: null, courriel: 'afi@exemple.bj' })
    const page = await client.get('/compte/messages')
    expect(lisible(page.texte)).toContain('a reçu votre demande')
    expect(page.texte).toContain('Nouveau')
    expect(lisible((await client.get('/mes-demarches')).texte)).toContain('1 message non lu')
    await client.envoyer(page, {}, { action: '/compte/messages/lus' })
    expect((await client.get('/compte/messages')).texte).not.toContain('Nouveau')
  })
})

describe('qui a ouvert un dossier', () => {
  const fonctions = async (id: string) => (await sql<{ fonction: string }>`select fonction from identite.consultation where objet = ${`dossier:${id}`}`.execute(essai.maison.base.lire)).rows.map((r) => r.fonction)

  it('une photo, un récépissé, une preuve, un export, un code de suivi : chaque ouverture se voit', async () => {
    const citoyen = creerClient(essai)
    const id = await deposer(citoyen, bohicon)
    const agent = await creerAgent(essai, 'etat_civil', bohicon.slice(0, 4))
    const papier = /\/dossiers\/[^"]+\/fichiers\/[0-9a-f-]+/.exec((await citoyen.get(`/suivi/${id}`)).texte)![0]
    for (const chemin of [papier, `/dossiers/${id}/recepisse.pdf`, `/dossiers/${id}/journal`, '/dossiers?format=csv']) {
      const avant = (await fonctions(id)).length
      expect((await agent.client.get(chemin)).statut, chemin).toBe(200)
      await jusqua(async () => (await fonctions(id)).length > avant)
    }
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec((await citoyen.get(`/suivi/${id}`)).texte)![0]
    await creerClient(essai).envoyer('/suivre', { code }, { action: '/suivre' })
    expect(await fonctions(id)).toContain('Avec le code de suivi, Appareil inconnu')
  })

  it('l’administrateur qui lit les messages n’y trouve pas de quoi ouvrir un dossier', async () => {
    const citoyen = creerClient(essai)
    const id = await deposer(citoyen, bohicon)
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec((await citoyen.get(`/suivi/${id}`)).texte)![0]
    const admin = await creerAgent(essai, 'administrateur', 'BJ')
    const page = await admin.client.get('/administration/messages')
    expect(page.texte).toContain('Code de suivi')
    expect(page.texte).not.toContain(code)
  })
})
