import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/kernel/db/index.ts'
import { insertSession } from '../../src/kernel/identite/session.queries.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { connecterCitoyen, creerClient, listFormulaires } from '../client.ts'
import type { Client, Reponse } from '../client.ts'
import { agir, commencer, compter, constater, constatHier, CONTACT, deposer, etape, finirSession, lieux, lire, lisible, PERSONNE, photo, piece, publierEncore, remplir } from '../demande.ts'
import { creerAgent } from '../monde.ts'

let essai: Essai
let bohicon: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
})
afterAll(() => essai.ranger())

const saisieDe = (page: Reponse, action: string) => Object.fromEntries(listFormulaires(page.texte).find((f) => f.action.startsWith(action))!.champs)
const suiteDe = (reponse: Reponse) => new URL(reponse.vers!, 'http://x').searchParams.get('suite')!

async function codeSuivi(client: Client, id: string): Promise<string> {
  return /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec((await client.get(`/brouillons/${id}`)).texte)![0]
}

describe('la session finit pendant qu’on écrit', () => {
  it('un citoyen se connecte de nouveau et retrouve sa page comme il l’avait laissée', async () => {
    const client = creerClient(essai)
    await connecterCitoyen(client, essai, '0197000021')
    const id = await commencer(client)
    const page = await client.get(`/brouillons/${id}/personne`)
    await finirSession(essai, client)
    const tape = { ...PERSONNE, nom: 'D’Almeida <b>', lieu_naissance: 'Grand-Popo' }
    const avant = await compter(essai, sql<{ n: number }>`select count(*) as n from fichiers.contenu`)
    const perdu = await client.envoyer(page, tape, { action: `/brouillons/${id}/personne`, bouton: ['_continuer', '1'], fichiers: piece(await photo()) })
    expect(perdu.statut).toBe(303)
    expect(perdu.vers).toMatch(/^\/connexion\?suite=/)
    expect((await lire(essai, id)).reponses).toEqual({ telephone: '+2290197000021' })
    const entre = await connecterCitoyen(client, essai, '0197000021', perdu.vers)
    const retrouvee = await client.suivre(entre)
    expect(saisieDe(retrouvee, `/brouillons/${id}/personne`)).toMatchObject(tape)
    expect(lisible(retrouvee.texte)).toContain('Voici ce que vous aviez écrit')
    expect(await compter(essai, sql<{ n: number }>`select count(*) as n from fichiers.contenu`)).toBe(avant)
    const envoyee = await client.envoyer(retrouvee, { nom: 'D’Almeida' }, { action: `/brouillons/${id}/personne`, bouton: ['_continuer', '1'] })
    expect(envoyee.vers).toBe(`/brouillons/${id}/contact`)
    expect((await lire(essai, id)).reponses).toMatchObject({ nom: 'D’Almeida', lieu_naissance: 'Grand-Popo' })
    // Once sent, it is not shown again.
    expect(lisible((await client.get(`/brouillons/${id}/personne`)).texte)).not.toContain('Voici ce que vous aviez écrit')
    expect(client.cookies.has('iroko_g')).toBe(false)
  })

  it('la photo envoyée à une session finie est gardée, et part avec le formulaire rempli de nouveau', async () => {
    const client = creerClient(essai)
    await connecterCitoyen(client, essai, '0197000023')
    const id = await commencer(client)
    const chemin = `/brouillons/${id}/papiers`
    const page = await client.get(chemin)
    await finirSession(essai, client)
    const perdu = await client.envoyer(page, { exactitude: 'oui' }, { action: chemin, bouton: ['_continuer', '1'], fichiers: piece(await photo(), 'ma-carte.jpg') })
    // Another person of the same telephone gets nothing of it.
    const autre = creerClient(essai)
    autre.cookies.set('iroko_g', client.cookies.get('iroko_g')!)
    expect((await autre.get(perdu.vers!)).texte).not.toContain('ma-carte.jpg')
    const retrouvee = await client.suivre(await connecterCitoyen(client, essai, '0197000023', perdu.vers))
    expect(lisible(retrouvee.texte)).toContain('« ma-carte.jpg »')
    const envoyee = await client.envoyer(retrouvee, {}, { action: chemin, bouton: ['_continuer', '1'] })
    expect(envoyee.statut).toBe(303)
    expect((await lire(essai, id)).reponses).toMatchObject({ piece: [{ nom: 'ma-carte.jpg' }] })
    expect((await client.get(chemin)).texte).not.toContain('partira avec ce formulaire')
    // Nobody who was never let in can leave a file here.
    const inconnu = creerClient(essai)
    const page2 = await inconnu.get('/demarches/certificat-de-vie')
    await inconnu.envoyer(page2, {}, { action: chemin, fichiers: piece(await photo(), 'intrus.jpg') }).catch(() => undefined)
    expect(await compter(essai, sql<{ n: number }>`select count(*) as n from corridor.saisie_gardee where fichiers::text like '%intrus%'`)).toBe(0)
  })

  it('un formulaire à corriger garde la photo qui était bonne', async () => {
    const agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
    const id = await deposer(creerClient(essai), bohicon)
    const faux = await constater(agent, id, { ...constatHier(), classement: '', heure: '25:00' }, { fiche: { nom: 'fiche.jpg', type: 'image/jpeg', octets: await photo() } })
    expect(faux.statut).toBe(422)
    expect(lisible(faux.texte)).toContain('« fiche.jpg »')
    expect((await agent.client.envoyer(faux, { heure: '10:00' }, { action: `/dossiers/${id}/constater` })).vers).toBe(`/dossiers/${id}`)
    expect((await agent.client.get(`/dossiers/${id}`)).texte).toContain('Marque de la personne')
  })

  it('un visiteur ouvre de nouveau son brouillon avec son code de suivi, et sa page est comme il l’avait laissée', async () => {
    const client = creerClient(essai)
    const id = await commencer(client)
    const code = await codeSuivi(client, id)
    const page = await client.get(`/brouillons/${id}/contact`)
    await finirSession(essai, client)
    const tape = { ...CONTACT, courriel: 'awa@exemple.bj', 'domicile.precision': 'près du marché' }
    const perdu = await client.envoyer(page, tape, { action: `/brouillons/${id}/contact`, bouton: ['_continuer', '1'], fichiers: {} })
    expect(perdu.vers).toMatch(/^\/suivre\?suite=/)
    const suivre = await client.get(perdu.vers!)
    expect(lisible(suivre.texte)).toContain('Donnez votre code de suivi')
    const retrouvee = await client.suivre(await client.envoyer(suivre, { code }, { action: '/suivre' }))
    expect(saisieDe(retrouvee, `/brouillons/${id}/contact`)).toMatchObject(tape)
  })

  it('le témoin de session a disparu du téléphone : par le code de suivi, la page revient aussi', async () => {
    const client = creerClient(essai)
    const id = await commencer(client)
    const code = await codeSuivi(client, id)
    const page = await client.get(`/brouillons/${id}/personne`)
    client.cookies.delete('iroko_s')
    const perdu = await client.envoyer(page, PERSONNE, { action: `/brouillons/${id}/personne`, bouton: ['_continuer', '1'] })
    expect(perdu.vers).toMatch(/^\/suivre/)
    await client.envoyer('/suivre', { code }, { action: '/suivre' })
    expect(saisieDe(await client.get(`/brouillons/${id}/personne`), `/brouillons/${id}/personne`)).toMatchObject(PERSONNE)
  })

  it('un agent : son texte ne revient qu’à lui, et jamais un secret', async () => {
    const agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
    const collegue = await creerAgent(essai, 'agent_arrondissement', bohicon)
    const id = await deposer(creerClient(essai), bohicon)
    const page = await agent.client.get(`/dossiers/${id}`)
    await finirSession(essai, agent.client)
    const perdu = await agent.client.envoyer(page, { demande: 'La carte est floue', motDePasse: 'tres-secret' }, { action: `/dossiers/${id}/demander-complement` })
    expect(perdu.vers).toMatch(/^\/connexion\/agent\?suite=/)
    expect(suiteDe(perdu)).toContain(`/dossiers/${id}`)
    expect(await compter(essai, sql<{ n: number }>`select count(*) as n from corridor.saisie_gardee where saisie::text like '%tres-secret%'`)).toBe(0)
    // The same machine, another agent: nothing is shown to him.
    agent.client.cookies.set('iroko_s', collegue.client.cookies.get('iroko_s')!)
    expect((await agent.client.get(suiteDe(perdu))).texte).not.toContain('La carte est floue')
    const revenu = await essai.maison.base.ecrire((tx) => insertSession(tx, { genre: 'agent', personneId: agent.id, jours: 1, ip: '', navigateur: '', maintenant: new Date() }))
    agent.client.cookies.set('iroko_s', revenu)
    expect((await agent.client.get(suiteDe(perdu))).texte).toContain('La carte est floue')
  })

  it('l’adresse du retour ne sort jamais du site', async () => {
    const client = creerClient(essai)
    const id = await commencer(client)
    await finirSession(essai, client)
    for (const retour of ['https://ailleurs.example/', '//ailleurs.example', '/\\ailleurs.example']) {
      const perdu = await client.poster(`/brouillons/${id}/personne`, { _retour: retour, nom: 'x' })
      expect(suiteDe(perdu).startsWith(`/brouillons/${id}/personne?`)).toBe(true)
    }
  })

  it('un programme reçoit 401, sans rien qui soit gardé', async () => {
    const id = await commencer(creerClient(essai))
    const reponse = await creerClient(essai).json('POST', `/brouillons/${id}/personne`, { nom: 'x' })
    expect(reponse.statut).toBe(401)
    expect(reponse.json().detail).toBe('Connectez-vous, ou donnez un jeton')
  })
})

describe('la démarche change pendant qu’on écrit', () => {
  const nouvelle = (contenu: string) => {
    const d = JSON.parse(contenu)
    d.formulaire.etapes[2].champs.push({ code: 'pays', type: 'texte', libelle: 'Pays de la caisse', requis: true, max: 100, manque: 'Écrivez le pays de la caisse' })
    return JSON.stringify(d)
  }

  it('un dossier déposé garde la version sous laquelle il a été déposé', async () => {
    const id = await deposer(creerClient(essai), bohicon)
    const { version } = await lire(essai, id)
    await publierEncore(essai, (contenu) => contenu.replace('"Lieu de naissance"', '"Lieu de naissance (ville)"'))
    const agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
    await agir(agent, id, 'proposer', { decision: 'accorder', motif: '' })
    expect(await lire(essai, id)).toMatchObject({ version, etat: 'propose' })
  })

  it('au résumé : rien n’est déposé avant d’avoir relu ; les réponses sont gardées, la personne le sait', async () => {
    const client = creerClient(essai)
    const id = await remplir(client, bohicon)
    const avant = await lire(essai, id)
    const resume = await client.get(`/brouillons/${id}/resume`)
    await publierEncore(essai, nouvelle)
    const refus = await client.envoyer(resume, {}, { action: `/brouillons/${id}/deposer` })
    expect(refus.statut).toBe(422)
    expect(lisible(refus.texte)).toContain('La démarche a changé depuis votre dernière visite. Vos réponses sont gardées : relisez-les, puis déposez')
    expect(lisible(refus.texte)).toContain('Compléter « L’usage du certificat »')
    const apres = await lire(essai, id)
    expect(apres).toMatchObject({ etat: 'brouillon', version: avant.version + 1, reponses: avant.reponses })
    const usage = await etape(client, id, 'usage', { pays: 'France' })
    expect(usage.statut).toBe(303)
    const depose = await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
    expect(depose.vers).toBe(`/suivi/${id}`)
  })

  it('au milieu d’une étape : ce qui vient d’être écrit est gardé, et dit', async () => {
    const client = creerClient(essai)
    const id = await commencer(client)
    const page = await client.get(`/brouillons/${id}/personne`)
    await publierEncore(essai, (contenu) => contenu.replace('"Lieu de naissance (ville)"', '"Lieu de naissance (village)"'))
    const envoi = await client.envoyer(page, PERSONNE, { action: `/brouillons/${id}/personne`, bouton: ['_continuer', '1'] })
    expect(envoi.statut).toBe(303)
    expect(lisible((await client.suivre(envoi)).texte)).toContain('La démarche a changé depuis votre dernière visite. Vos réponses sont gardées')
    expect((await lire(essai, id)).reponses).toMatchObject({ nom: 'Dossou', lieu_naissance: 'Abomey' })
  })

  it('l’étape ouverte n’existe plus, une question a changé d’étape : rien de ce qui a encore sa place n’est perdu', async () => {
    const client = creerClient(essai)
    const id = await commencer(client)
    const page = await client.get(`/brouillons/${id}/personne`)
    await publierEncore(essai, (contenu) => {
      const d = JSON.parse(contenu)
      d.formulaire.etapes[0].code = 'identite'
      d.formulaire.etapes[1].champs.push(d.formulaire.etapes[0].champs.pop())
      return JSON.stringify(d)
    })
    const envoi = await client.envoyer(page, PERSONNE, { action: `/brouillons/${id}/personne`, bouton: ['_continuer', '1'] })
    expect(envoi.statut).toBe(303)
    const suite = await client.suivre(envoi)
    expect(suite.statut).toBe(200)
    expect(lisible(suite.texte)).toContain('La démarche a changé depuis votre dernière visite. Vos réponses sont gardées')
    expect((await lire(essai, id)).reponses).toMatchObject({ nom: 'Dossou', npi: '1234567890' })
  })

})
