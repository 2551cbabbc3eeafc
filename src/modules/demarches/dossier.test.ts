import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient, listFormulaires } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { constater, constatHier, lisible } from '../../../tests/demande.ts'
import { attendreCode, creerAgent, jusqua } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { getDossier } from './dossier.queries.ts'
import { listEvenements } from './evenement.queries.ts'

let essai: Essai
let bohicon: string
let autre: string
let instructeur: AgentEssai
let chef: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: true })
  const { territoires } = essai.maison
  bohicon = territoires.chercher('Bohicon I', { niveau: 'arrondissement' })[0]!.code
  autre = territoires.chercher('Kandi I', { niveau: 'arrondissement' })[0]!.code
  instructeur = await creerAgent(essai, 'agent_arrondissement', bohicon)
  chef = await creerAgent(essai, 'chef_arrondissement', bohicon)
})
afterAll(() => essai.ranger())

const photo = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#aa8' } }).withExif({ IFD0: { Make: 'Telephone' }, IFD3: { GPSLatitudeRef: 'N' } }).jpeg().toBuffer()
const idDe = (vers: string | undefined) => vers!.split('/')[2]!.split('?')[0]!
const lire = (id: string) => getDossier(essai.maison.base.lire, id)

const ETAPES: Record<string, Record<string, string>> = {
  personne: { nom: 'Dossou', prenoms: 'Sènami Tɔ́ Xɛ́ɖe', 'naissance.precision': 'vers', 'naissance.annee': '1958', lieu_naissance: 'Abomey', npi: '1234567890' },
  contact: { 'domicile.recherche': 'Bohicon I', 'domicile.precision': 'Zongo', telephone: '0197000011', constat_souhait: 'guichet' },
  usage: { usage: 'retraite', organisme: 'CNSS' },
}

async function remplir(client: Client, depart = '/demarches/certificat-de-vie'): Promise<string> {
  const commence = await client.envoyer(depart, {}, { action: '/demarches/certificat-de-vie/commencer' })
  expect(commence.statut).toBe(303)
  return remplirEtapes(client, idDe(commence.vers))
}

async function remplirEtapes(client: Client, id: string): Promise<string> {
  const base = `/brouillons/${id}`
  for (const [etape, champs] of Object.entries(ETAPES)) {
    const envoye = await client.envoyer(`${base}/${etape}`, { ...champs, ...(etape === 'contact' ? { domicile: bohicon, 'domicile.cherche': 'Bohicon I' } : {}) }, { action: base, bouton: ['_continuer', '1'] })
    expect(envoye.statut, envoye.texte.match(/class="erreurs"[\s\S]*?<\/div>/)?.[0]).toBe(303)
  }
  const papiers = await client.envoyer(`${base}/papiers`, { exactitude: 'oui' }, { action: base, bouton: ['_continuer', '1'], fichiers: { piece: { nom: 'carte.png.exe', type: 'application/octet-stream', octets: await photo() } } })
  expect(papiers.vers).toBe(`${base}/resume`)
  return id
}

async function deposer(client: Client): Promise<string> {
  const id = await remplir(client)
  const depose = await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
  expect(depose.vers).toBe(`/suivi/${id}`)
  return id
}

const constatDuJour = () => ({ ...constatHier(), lieu: 'guichet de Bohicon I' })
const agir = (agent: AgentEssai, id: string, geste: string, champs: Record<string, string> = {}) => agent.client.envoyer(`/dossiers/${id}`, champs, { action: `/dossiers/${id}/${geste}` })
/** Posts what the page does not offer, with a good token: the rule must hold without the screen. */
async function forcer(agent: AgentEssai, id: string, geste: string, champs: Record<string, string>) {
  const page = await agent.client.get(`/dossiers/${id}`)
  const jeton = /name="_jeton" value="([^"]+)"/.exec(page.texte)![1]!
  return agent.client.poster(`/dossiers/${id}/${geste}`, { _jeton: jeton, ...champs })
}

describe('un certificat de vie, du dépôt à la révocation', () => {
  it('sans compte : dépôt, complément, constat, proposition, signature, document, révocation', async () => {
    const citoyen = creerClient(essai)
    const id = await deposer(citoyen)
    const depose = await lire(id)
    expect(depose).toMatchObject({ etat: 'depose', territoire: bohicon, demandeur: 'Dossou Sènami Tɔ́ Xɛ́ɖe', telephone: '+2290197000011' })
    expect(depose.numero).toMatch(/^CV-\d{4}-\d{6}$/)
    expect(depose.echeance).not.toBeNull()

    const recepisse = await citoyen.get(`/suivi/${id}/recepisse.pdf`)
    expect(recepisse.octets.subarray(0, 5).toString()).toBe('%PDF-')

    expect((await agir(instructeur, id, 'demander-complement', { demande: 'La photo est floue' })).vers).toBe(`/dossiers/${id}`)
    expect(await lire(id)).toMatchObject({ etat: 'suspendu', echeance: null })
    const suivi = await citoyen.get(`/suivi/${id}`)
    expect(suivi.texte).toContain('La photo est floue')
    await citoyen.envoyer(`/suivi/${id}`, { message: 'La voici' }, { action: `/suivi/${id}/repondre`, fichiers: { papiers: { nom: 'carte.jpg', type: 'image/jpeg', octets: await photo() } } })
    expect((await lire(id)).etat).toBe('depose')

    expect((await agir(instructeur, id, 'proposer', { decision: 'accorder', motif: '' })).vers).toBe(`/dossiers/${id}`)
    const sansConstat = await chef.client.get(`/dossiers/${id}`)
    expect(sansConstat.texte).toContain('Pas encore signable')
    expect((await forcer(chef, id, 'signer', { decision: 'accorder', _code: chef.code() })).statut).toBe(409)
    const sansMarque = await constater(instructeur, id, { ...constatDuJour(), classement: '', heure: '99:99', cadre: '' })
    expect(sansMarque.statut).toBe(422)
    expect(lisible(sansMarque.texte)).toContain('Choisissez où la personne a été vue')
    expect(lisible(sansMarque.texte)).toMatch(/photo de la fiche signée.*par exemple 09:30|par exemple 09:30.*photo de la fiche signée/)
    const fiche = await instructeur.client.get(`/dossiers/${id}/fiche-constat.pdf`)
    expect(fiche.octets.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await constater(instructeur, id, { ...constatDuJour(), classement: '' }, { fiche: { nom: 'fiche.jpg', type: 'image/jpeg', octets: await photo() } })).vers).toBe(`/dossiers/${id}`)
    const marque = /src="(\/dossiers\/[^"]+\/apercu\.jpg)" alt="Marque de la personne/.exec((await instructeur.client.get(`/dossiers/${id}`)).texte)?.[1]
    expect((await instructeur.client.get(marque!)).octets.subarray(0, 3).toString('hex')).toBe('ffd8ff')

    await attendreCode(essai, chef)
    expect((await agir(chef, id, 'signer', { decision: 'accorder', _code: '000000' })).statut).toBe(422)
    expect((await agir(chef, id, 'signer', { decision: 'accorder', _code: chef.code() })).vers).toBe(`/dossiers/${id}`)
    const delivre = await jusqua(async () => ((await lire(id)).etat === 'delivre' ? lire(id) : undefined))
    const pdf = await citoyen.get(`/dossiers/${id}/document.pdf`)
    expect(pdf.statut).toBe(200)
    expect(pdf.octets.includes('/ByteRange')).toBe(true)

    await attendreCode(essai, chef)
    const revoque = await agir(chef, id, 'revoquer', { motif: 'Pièce déclarée volée', _code: chef.code() })
    expect(revoque.vers).toBe(`/dossiers/${id}`)
    expect((await lire(id)).etat).toBe('revoque')
    expect(delivre.documentId).toBe((await lire(id)).documentId)
    const genres = (await listEvenements(essai.maison.base.lire, id, true)).map((e) => e.genre)
    expect(genres).toEqual(['depose', 'complement', 'reponse', 'propose', 'constat', 'signe', 'delivre', 'revoque'])
  })

  it('un téléphone perdu : le citoyen, ou le guichet devant lui, change où arrivent les nouvelles ; les deux contacts le savent', async () => {
    const citoyen = creerClient(essai)
    const id = await deposer(citoyen)
    const faux = await citoyen.envoyer(`/suivi/${id}/contact`, { telephone: '97000099', courriel: 'pas une adresse' })
    expect(faux.statut).toBe(422)
    expect(lisible(faux.texte)).toMatch(/écrivez 01 97 00 00 99.*nom@exemple\.bj/)
    expect((await citoyen.envoyer(`/suivi/${id}/contact`, { telephone: '01 97 00 00 99', courriel: '' })).vers).toBe(`/suivi/${id}`)
    expect(await lire(id)).toMatchObject({ telephone: '+2290197000099', courriel: null })
    const { rows } = await sql<{ destinataire: string }>`select destinataire from notifications.message where cle like ${`contact:${id}:%`} order by destinataire`.execute(essai.maison.base.lire)
    expect(rows.map((r) => r.destinataire)).toEqual(['+2290197000011', '+2290197000099'])
    const guichet = await creerAgent(essai, 'agent_guichet', bohicon.slice(0, 4))
    expect((await guichet.client.envoyer(`/suivi/${id}/contact`, { courriel: 'awa@exemple.bj' })).vers).toBe(`/dossiers/${id}`)
    expect(await lire(id)).toMatchObject({ telephone: '+2290197000099', courriel: 'awa@exemple.bj' })
    const ailleurs = await creerAgent(essai, 'agent_guichet', autre.slice(0, 4))
    expect((await ailleurs.client.get(`/suivi/${id}/contact`)).statut).toBe(404)
  })

  it('qui propose ne signe pas', async () => {
    const id = await deposer(creerClient(essai))
    const seul = await creerAgent(essai, 'chef_arrondissement', bohicon)
    await essai.maison.base.ecrire(async (tx) => {
      await sql`update demarches.dossier set etat = 'propose', station = 'signature', attend = ${[`poste:chef_arrondissement@${bohicon}`]}, decision = 'refuser', motif = 'x', propose_par = ${`agent:${seul.id}`} where id = ${id}`.execute(tx)
    })
    const refuse = await forcer(seul, id, 'signer', { decision: 'refuser', _code: seul.code() })
    expect(refuse.statut).toBe(409)
    expect(refuse.texte).toContain('une autre personne doit la signer')
  })

  it('renvoie à l’instruction, puis refuse avec un motif de la liste', async () => {
    const id = await deposer(creerClient(essai))
    const sansMotif = await agir(instructeur, id, 'proposer', { decision: 'refuser', motif: 'inventé' })
    expect(sansMotif.statut).toBe(422)
    expect(sansMotif.texte).toContain('Choisissez le motif du refus dans la liste')
    const motif = 'La personne n’a pas pu être vue en vie'
    await agir(instructeur, id, 'proposer', { decision: 'refuser', motif })
    expect((await agir(chef, id, 'renvoyer', { raison: 'Appelez-la d’abord' })).statut).toBe(303)
    expect((await lire(id)).etat).toBe('depose')
    await agir(instructeur, id, 'proposer', { decision: 'refuser', motif })
    await attendreCode(essai, chef)
    expect((await agir(chef, id, 'signer', { decision: 'refuser', _code: chef.code() })).statut).toBe(303)
    expect(await lire(id)).toMatchObject({ etat: 'refuse', motif })
  })

  it('un dossier d’une autre commune n’existe pas, et un visiteur doit se connecter', async () => {
    const id = await deposer(creerClient(essai))
    const ailleurs = await creerAgent(essai, 'agent_arrondissement', autre)
    expect((await ailleurs.client.get(`/dossiers/${id}`)).statut).toBe(404)
    expect((await ailleurs.client.get(`/dossiers/01a00000-0000-7000-8000-000000000000`)).statut).toBe(404)
    expect((await ailleurs.client.poster(`/dossiers/${id}/proposer`, { decision: 'accorder' })).statut).toBe(404)
    expect((await creerClient(essai).get(`/dossiers/${id}`)).vers).toMatch(/^\/connexion\/agent/)
    expect((await creerClient(essai).get(`/suivi/${id}`)).vers).toMatch(/^\/suivre\?suite=/)
  })

  it('le code de suivi ouvre le dossier depuis un autre téléphone', async () => {
    const premier = creerClient(essai)
    const id = await deposer(premier)
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec((await premier.get(`/suivi/${id}`)).texte)![0]
    const second = creerClient(essai)
    expect((await second.envoyer('/suivre', { code: 'faux' }, { action: '/suivre' })).statut).toBe(422)
    expect((await second.envoyer('/suivre', { code: code.toLowerCase().replace('-', ' ') }, { action: '/suivre' })).vers).toBe(`/suivi/${id}`)
    expect((await second.get(`/suivi/${id}`)).statut).toBe(200)
  })

  it('au guichet, l’agent dit pour qui il remplit', async () => {
    const commence = await instructeur.client.envoyer('/guichet', {}, { action: '/guichet/certificat-de-vie' })
    const id = idDe(commence.vers)
    expect(commence.vers).toBe(`/brouillons/${id}/mandat`)
    await instructeur.client.envoyer(`/brouillons/${id}/mandat`, { pour: 'present', preuve: 'cip', numero: '0412 77' }, { action: `/brouillons/${id}/mandat` })
    await remplirEtapes(instructeur.client, id)
    expect((await instructeur.client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })).vers).toBe(`/dossiers/${id}`)
    expect(await lire(id)).toMatchObject({ canal: 'guichet', mandat: { pour: 'present', preuve: 'cip' } })
  })

  it('un double clic ne dépose qu’une fois', async () => {
    const citoyen = creerClient(essai)
    const id = await remplir(citoyen)
    const page = await citoyen.get(`/brouillons/${id}/resume`)
    const champs = Object.fromEntries(listFormulaires(page.texte).find((f) => f.action.endsWith('/deposer'))!.champs)
    const reponses = await Promise.all([1, 2, 3].map(() => citoyen.poster(`/brouillons/${id}/deposer`, champs)))
    expect(reponses.map((r) => [r.statut, r.vers])).toEqual([1, 2, 3].map(() => [303, `/suivi/${id}`]))
    expect((await listEvenements(essai.maison.base.lire, id, true)).length).toBe(1)
  })

  it('les deux fichiers envoyés sont des images redressées, sans EXIF ni position', async () => {
    const citoyen = creerClient(essai)
    const id = await remplir(citoyen)
    const [reference] = (await lire(id)).reponses.piece as { reference: string; nom: string }[]
    const image = await citoyen.get(`/dossiers/${id}/fichiers/${reference!.reference}`)
    expect(image.entetes['content-type']).toBe('image/jpeg')
    expect(reference!.nom).toBe('carte.png.jpg')
    expect((await sharp(image.octets).metadata()).exif).toBeUndefined()
  })
})
