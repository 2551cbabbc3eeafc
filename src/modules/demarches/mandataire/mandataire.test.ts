import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { codeRecu, connecterCitoyen, creerClient } from '../../../../tests/client.ts'
import { agir, commencer, etape, lieux, lire, lisible, photo, piece, PERSONNE, CONTACT, USAGE } from '../../../../tests/demande.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import { ecrite, publierEssai } from '../../../../tests/procedure.ts'
import { sql } from '../../../kernel/db/index.ts'
import { lireDemarche } from '../definition.ts'
import { accueilMandataire, cleMandant, etatMandat, exigerMandat, jetonMandat } from './mandat.ts'
import { findMandat } from './mandat.queries.ts'

describe('un mandat', () => {
  const regle = (effet: 'admis' | 'refuse', verifie: boolean) => ({ pour: 'public' as const, mandataire: { effet, verifie, source: 'essai' } })
  it('n’est refusé que par une règle confirmée', () => {
    expect([accueilMandataire({ pour: 'public', mandataire: undefined }), accueilMandataire(regle('admis', false)), accueilMandataire(regle('refuse', false)), accueilMandataire(regle('refuse', true))]).toEqual(['non_dit', 'admis', 'averti', 'refuse'])
    expect(accueilMandataire({ ...regle('admis', true), pour: 'agents' })).toBe('non_dit')
  })
  it('ne vaut qu’avec un pouvoir, et tant qu’il n’est pas fini', () => {
    const m = { preuve: 'code' as const, reponse: null as 'oui' | 'non' | null, finiLe: null as Date | null }
    expect([etatMandat(m), etatMandat({ ...m, reponse: 'oui' }), etatMandat({ ...m, reponse: 'non' }), etatMandat({ ...m, preuve: 'procuration' }), etatMandat({ ...m, reponse: 'oui', finiLe: new Date() })]).toEqual(['attend', 'valable', 'refuse', 'valable', 'fini'])
    expect(() => exigerMandat({ ...m, reponse: 'oui' } as never, regle('refuse', true))).toThrow(/se demande soi-même/)
  })
})

let essai: Essai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
})
afterAll(() => essai.ranger())

const sms = async (destinataire: string, dit: string) => (await sql<{ texte: string }>`select texte from notifications.message where destinataire = ${destinataire} and canal = 'sms' and texte like ${`%${dit}%`} order by id desc limit 1`.execute(essai.maison.base.lire)).rows[0]?.texte ?? ''
const lienPour = async (destinataire: string) => /\/mandat\/[\w-]{22}/.exec(await sms(destinataire, '/mandat/'))![0]
const QUI = { nom: 'Fifamè Adjovi', telephone: '0195556677', qualite: 'association', precision: 'Mains unies', preuve: 'code', mandant: '0196667788' }

async function remplirPour(client: ReturnType<typeof creerClient>): Promise<string> {
  const id = await commencer(client)
  await etape(client, id, 'personne', PERSONNE)
  await etape(client, id, 'contact', { ...CONTACT, domicile: lieux(essai).bohicon })
  await etape(client, id, 'usage', USAGE)
  await etape(client, id, 'papiers', { exactitude: 'oui' }, piece(await photo()))
  return id
}
const declarer = (client: ReturnType<typeof creerClient>, id: string, champs: Record<string, string>, fichiers = {}) => client.envoyer(`/brouillons/${id}/pour-autrui`, champs, { action: `/brouillons/${id}/pour-autrui`, fichiers })
const deposerPour = (client: ReturnType<typeof creerClient>, id: string) => client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })

it('par téléphone : rien ne se dépose sans l’accord ; les nouvelles vont aux deux ; la personne met fin au mandat', async () => {
  const mandataire = creerClient(essai)
  const id = await remplirPour(mandataire)
  expect(lisible((await mandataire.get(`/brouillons/${id}`)).texte)).toContain('Je demande pour quelqu’un d’autre')
  const faux = await declarer(mandataire, id, { ...QUI, mandant: QUI.telephone, precision: '' })
  expect([faux.statut, lisible(faux.texte).includes('Donnez son propre téléphone'), lisible(faux.texte).includes('Dites laquelle')]).toEqual([422, true, true])
  expect((await declarer(mandataire, id, QUI)).statut).toBe(303)
  expect((await declarer(mandataire, id, QUI)).statut).toBe(409)
  expect(lisible((await deposerPour(mandataire, id)).texte)).toContain('n’a pas encore donné son accord')

  const lien = await lienPour('+2290196667788')
  const personne = creerClient(essai)
  const vue = await personne.get(lien)
  expect(lisible(vue.texte)).toContain('Fifamè Adjovi, association (Mains unies) veut déposer pour vous')
  expect(vue.texte).not.toContain('Dossou')
  expect((await personne.poster(lien, { _jeton: /name="_jeton" value="([^"]+)"/.exec(vue.texte)![1]!, reponse: 'oui' })).statut).toBe(404)
  const code = await personne.envoyer(lien, {}, { action: `${lien}/code` })
  await personne.envoyer(code.vers!, { code: await codeRecu(essai, code.vers!) }, { action: `${lien}/ouvrir` })
  // Before the filing, the draft is the mandatary's: the person represented answers, and types nothing in it.
  expect([303, 404]).toContain((await personne.get(`/brouillons/${id}`)).statut)
  expect((await personne.envoyer(lien, { reponse: 'oui' }, { action: lien })).statut).toBe(303)
  expect(await sms('+2290195556677', 'a accepté')).not.toBe('')
  expect((await deposerPour(mandataire, id)).vers).toBe(`/suivi/${id}`)

  expect(await lire(essai, id)).toMatchObject({ telephone: '+2290195556677', mandantTelephone: '+2290196667788', demandeur: expect.stringContaining('Dossou') as string })
  const agent = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
  const dossier = lisible((await agent.client.get(`/dossiers/${id}`)).texte)
  expect(dossier).toMatch(/Par un mandataire.*Fifamè Adjovi, association \(Mains unies\).*Accord donné par téléphone/)
  await agir(agent, id, 'demander-complement', { demande: 'Une photo plus nette' })
  for (const qui of ['+2290195556677', '+2290196667788']) expect(await sms(qui, 'Une photo plus nette')).not.toBe('')

  const suivi = await personne.get(`/suivi/${id}`)
  expect(lisible(suivi.texte)).toContain('Mettre fin au mandat')
  const siens = await mandataire.get(`/suivi/${id}`)
  expect(lisible(siens.texte)).not.toContain('Oui, mettre fin au mandat')
  const jeton = /name="_jeton" value="([^"]+)"/.exec(siens.texte)![1]!
  expect((await mandataire.poster(`/suivi/${id}/finir-mandat`, { _jeton: jeton })).statut).toBe(403)
  expect((await personne.envoyer(suivi, {}, { action: `/suivi/${id}/finir-mandat` })).statut).toBe(303)
  expect((await personne.get(`/suivi/${id}`)).statut).toBe(200)
  expect([303, 404]).toContain((await mandataire.get(`/suivi/${id}`)).statut)
  expect(await sms('+2290195556677', 'a mis fin au mandat')).not.toBe('')
  expect(await sms('+2290196667788', 'Votre code de suivi')).not.toBe('')
  expect(await lire(essai, id)).toMatchObject({ telephone: '+2290196667788', mandantTelephone: null, serie: 1, etat: 'suspendu' })
  const signee = creerClient(essai)
  await connecterCitoyen(signee, essai, '0196667788')
  expect((await signee.get(`/suivi/${id}`)).statut).toBe(200)
})

it('par procuration : le papier suffit, reste dans le dossier, et ne se perd pas en revenant à une étape', async () => {
  const client = creerClient(essai)
  const id = await remplirPour(client)
  const sans = await declarer(client, id, { ...QUI, qualite: 'parent', preuve: 'procuration', mandant: '' })
  expect(lisible(sans.texte)).toContain('Joignez la procuration signée')
  expect((await declarer(client, id, { ...QUI, qualite: 'parent', preuve: 'procuration', mandant: '' }, { procuration: { nom: 'pouvoir.jpg', type: 'image/jpeg', octets: await photo() } })).statut).toBe(303)
  await etape(client, id, 'usage', USAGE)
  expect((await deposerPour(client, id)).vers).toBe(`/suivi/${id}`)
  const { fichier } = (await findMandat(essai.maison.base.lire, id))!
  expect((await client.get(`/dossiers/${id}/fichiers/${fichier}`)).statut).toBe(200)
  const agent = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
  expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).toContain('Procuration')
  expect((await lire(essai, id)).mandantTelephone).toBeNull()
  // Who acts for another does not give her file away.
  const jeton = /name="_jeton" value="([^"]+)"/.exec((await client.get(`/suivi/${id}/transferer`)).texte)![1]!
  expect((await client.poster(`/suivi/${id}/transferer`, { _jeton: jeton, contact: '0191112233' })).statut).toBe(409)

  // She comes to the counter, without a phone: known by her paper, she leaves with another code.
  const loin = await creerAgent(essai, 'agent_arrondissement', lieux(essai).kandi)
  expect((await loin.client.poster(`/dossiers/${id}/finir-mandat`, { _jeton: 'x', preuve: 'cip', numero: '0412' })).statut).toBe(404)
  const finir = (champs: Record<string, string>) => agent.client.envoyer(`/dossiers/${id}`, champs, { action: `/dossiers/${id}/finir-mandat` })
  expect(lisible((await finir({ preuve: 'cip', numero: '' })).texte)).toContain('Écrivez le numéro de la pièce')
  expect((await finir({ preuve: 'cip', numero: '0412' })).statut).toBe(303)
  expect(await lire(essai, id)).toMatchObject({ telephone: null, titulaire: null, serie: 1 })
  expect((await client.get(`/suivi/${id}`)).statut).not.toBe(200)
  expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).toContain('Fini le')
  expect((await agent.client.get(`/dossiers/${id}`)).texte).not.toContain('/finir-mandat')
})

it('la personne refuse : la demande ne se dépose pas ; on peut encore demander pour soi', async () => {
  const client = creerClient(essai)
  const id = await remplirPour(client)
  await declarer(client, id, { ...QUI, mandant: '0194443322' })
  const lien = await lienPour('+2290194443322')
  const personne = creerClient(essai)
  await connecterCitoyen(personne, essai, '0194443322')
  expect((await personne.envoyer(lien, { reponse: 'non' }, { action: lien })).statut).toBe(303)
  expect(lisible((await deposerPour(client, id)).texte)).toContain('a refusé')
  await client.envoyer(`/brouillons/${id}/pour-autrui`, {}, { action: `/brouillons/${id}/pour-moi` })
  expect((await personne.get(lien)).statut).toBe(404)
  expect((await deposerPour(client, id)).vers).toBe(`/suivi/${id}`)
})

it('un téléphone n’est pas sonné sans cesse : un quart d’heure entre deux liens, cinq par jour, même en changeant d’avis ou de numéro', async () => {
  const client = creerClient(essai)
  const id = await remplirPour(client)
  const vers = async (mandant: string) => (await declarer(client, id, { ...QUI, mandant })).statut
  expect(await vers('0193000001')).toBe(303)
  // Given up then taken again, or by way of another number: the first phone still waits.
  await client.envoyer(`/brouillons/${id}/pour-autrui`, {}, { action: `/brouillons/${id}/pour-moi` })
  expect(await vers('0193000001')).toBe(409)
  // A number corrected leaves at once.
  expect(await vers('0193000002')).toBe(303)
  expect(await vers('0193000001')).toBe(409)
  for (const n of [3, 4, 5]) expect(await vers(`019300000${n}`)).toBe(303)
  expect(lisible((await declarer(client, id, { ...QUI, mandant: '0193000006' })).texte)).toContain('Cinq liens sont déjà partis')
})

it('une démarche le refuse, ou n’en dit rien', async () => {
  await publierEssai(essai, { mandataire: { effet: 'refuse', source: 'Arrêté d’essai', verifie: true } })
  const client = creerClient(essai)
  const commence = await client.envoyer('/demarches/essai-de-circuit', {}, { action: '/demarches/essai-de-circuit/commencer' })
  const id = commence.vers!.split('/')[2]!.split('?')[0]!
  expect(lisible((await client.get(`/brouillons/${id}`)).texte)).toContain('se demande soi-même')
  const page = await client.get(`/brouillons/${id}/pour-autrui`)
  const jeton = /name="_jeton" value="([^"]+)"/.exec((await client.get(`/brouillons/${id}`)).texte)![1]!
  expect(lisible(page.texte)).toContain('La personne concernée la demande elle-même')
  expect((await client.poster(`/brouillons/${id}/pour-autrui`, { _jeton: jeton, ...QUI })).statut).toBe(409)
  expect(() => lireDemarche(ecrite({ mandataire: { effet: 'peut-être', source: 'x', verifie: false } }))).toThrow()
})

it('le lien et la clé d’un mandat ne valent que pour le téléphone nommé', () => {
  const cle = essai.maison.cle('mandat')
  const lien = { dossierId: 'd', tour: 1, mandantTelephone: '+22990000001' }
  expect(jetonMandat(cle, lien)).toBe(jetonMandat(cle, { ...lien }))
  expect(jetonMandat(cle, lien)).not.toBe(jetonMandat(cle, { ...lien, mandantTelephone: '+22990000002' }))
  expect(cleMandant('d', '+22990000001')).not.toBe(cleMandant('d', '+22990000002'))
})
