import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../tests/client.ts'
import type { Client, Reponse } from '../../../tests/client.ts'
import { agir, jetons, lieux, lire, lisible, photo } from '../../../tests/demande.ts'
import { attendreCode, creerAgent, jusqua } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { findDocument } from '../../kernel/documents/queries.ts'
import { rendreApercu } from './apercu.ts'
import { listAccords } from './accord.queries.ts'
import { lireDemarche } from './definition.ts'
import { findInscription, insertInscription } from './registre.queries.ts'

const CODES = ['affirmation-de-convention', 'identification-de-parcelle', 'duplicata'] as const
let essai: Essai
let bohicon: string
let commune: string
let agents: Record<'etatCivil' | 'guichet' | 'maire' | 'secretaire' | 'ailleurs', AgentEssai>
beforeAll(async () => {
  essai = await ouvrirEssai()
  bohicon = lieux(essai).bohicon
  commune = bohicon.slice(0, 4)
  agents = { etatCivil: await creerAgent(essai, 'etat_civil', commune), guichet: await creerAgent(essai, 'agent_guichet', commune), maire: await creerAgent(essai, 'maire', commune), secretaire: await creerAgent(essai, 'secretaire_executif', commune), ailleurs: await creerAgent(essai, 'secretaire_executif', lieux(essai).kandi.slice(0, 4)) }
})
afterAll(() => essai.ranger())

type Etape = [string, Record<string, string>, string[]?]
const commencer = async (client: Client, code: string): Promise<string> => (await client.envoyer(`/demarches/${code}`, {}, { action: `/demarches/${code}/commencer` })).vers!.split('/')[2]!.split('?')[0]!
async function envoyer(client: Client, id: string, [etape, champs, papiers = []]: Etape): Promise<Reponse> {
  const base = `/brouillons/${id}/${etape}`
  const fichiers = Object.fromEntries(await Promise.all(papiers.map(async (p) => [p, { nom: 'p.jpg', type: 'image/jpeg', octets: await photo() }] as const)))
  return client.envoyer(base, champs, { action: base, bouton: ['_continuer', '1'], ...(papiers.length > 0 ? { fichiers } : {}) })
}
async function remplir(client: Client, code: string, etapes: readonly Etape[]): Promise<string> {
  const id = await commencer(client, code)
  for (const etape of etapes) {
    const r = await envoyer(client, id, etape)
    expect(r.statut, `${etape[0]} : ${lisible(r.texte).slice(0, 1200)}`).toBe(303)
  }
  return id
}
async function deposee(client: Client, code: string, etapes: readonly Etape[]): Promise<string> {
  const id = await remplir(client, code, etapes)
  const r = await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
  expect(r.vers, lisible(r.texte).slice(0, 900)).toBe(`/suivi/${id}`)
  return id
}
async function signer(qui: AgentEssai, id: string): Promise<void> {
  await attendreCode(essai, qui)
  const r = await agir(qui, id, 'signer', { decision: 'accorder', _code: qui.code() })
  expect(r.statut, lisible(r.texte).slice(0, 600)).toBe(303)
}
const delivre = (id: string) => jusqua(async () => ((d) => d.etat === 'delivre' && d)(await lire(essai, id)))

const jour = (nom: string, j: number, m: number, a: number) => ({ [`${nom}.jour`]: String(j), [`${nom}.mois`]: String(m), [`${nom}.annee`]: String(a) })
const OBJET: Etape = ['objet', { objet: 'vehicule', ...jour('date_convention', 3, 11, 2025) }]
const CONVENTION: Etape[] = [
  OBJET,
  ['convention', { bien: 'Vente d’une moto, AB 1234 RB, pour 350 000 F', montant: '350000' }, ['pages']],
]
const parties = (): Etape[] => [
  ['vous', { nom: 'Dossou', prenoms: 'Paul', qualite: 'vendeur', domicile: bohicon, 'domicile.precision': 'Zongo', telephone: '0197000031' }, ['piece']],
  ['autre', { nom_autre: 'Ahouansou', prenoms_autre: 'Rose', qualite_autre: 'acheteuse' }, ['piece_autre']],
  ['temoins', { nom_temoin_1: 'Zinsou', prenoms_temoin_1: 'Codjo', nom_temoin_2: 'Tossou', prenoms_temoin_2: 'Afiavi', exactitude: 'oui' }],
]

describe('les papiers', () => {
  it.each(CODES)('%s compile et tient sur une page', async (code) => {
    const demarche = lireDemarche(parse(await readFile(join(import.meta.dirname, `../../../content/demarches/${code}/demarche.yaml`), 'utf8')))
    const pdf = await rendreApercu(essai.maison, demarche, '', new Date())
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('affirmation de convention', () => {
  it('arrête tout de suite une convention foncière depuis le 15 août 2023, et rien ne se dépose', async () => {
    const client = creerClient(essai)
    const id = await remplir(client, 'affirmation-de-convention', [OBJET, ...CONVENTION.slice(1), ...parties()])
    const arrete = await envoyer(client, id, ['objet', { objet: 'foncier', ...jour('date_convention', 15, 8, 2023) }])
    expect(arrete.vers).toBe(`/brouillons/${id}/objet`)
    const page = (await client.get(`/brouillons/${id}/objet`)).texte
    expect(lisible(page)).toContain('Cette convention se fait chez un notaire')
    expect(page).toContain('href="https://www.andf.bj/"')
    expect(page).toContain('Corriger mes réponses')
    expect(page).not.toContain('Enregistrer et continuer')
    // Every other page of the draft says so, and a filing sent by hand is refused.
    const resume = await client.get(`/brouillons/${id}/resume`)
    expect(lisible(resume.texte)).toContain('se fait chez un notaire')
    expect(resume.texte).not.toContain('Déposer la demande')
    expect(lisible((await client.get(`/brouillons/${id}/temoins`)).texte)).toContain('se fait chez un notaire')
    const { _jeton } = jetons(resume)
    expect((await client.poster(`/brouillons/${id}/temoins`, { _jeton: _jeton!, ...parties()[2]![1], _continuer: '1' })).vers).toBe(`/brouillons/${id}/objet`)
    const force = await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
    expect(force.statut).toBe(409)
    expect((await lire(essai, id)).etat).toBe('brouillon')
    // Corrected, it goes on.
    expect((await envoyer(client, id, OBJET)).vers).toBe(`/brouillons/${id}/convention`)
    expect((await client.get(`/brouillons/${id}/resume`)).texte).toContain('Déposer la demande')
  })

  it('avertit une fois d’une règle que personne n’a confirmée, puis laisse continuer', async () => {
    const client = creerClient(essai)
    const id = await commencer(client, 'affirmation-de-convention')
    const ancienne: Etape = ['objet', { objet: 'foncier', ...jour('date_convention', 14, 8, 2023) }]
    expect((await envoyer(client, id, ancienne)).vers).toBe(`/brouillons/${id}/objet`)
    const page = (await client.get(`/brouillons/${id}/objet`)).texte
    expect(lisible(page)).toContain('Une convention foncière plus ancienne')
    expect(page).toContain('Enregistrer et continuer')
    expect((await envoyer(client, id, ancienne)).vers).toBe(`/brouillons/${id}/convention`)
  })

  it('les parties et les témoins confirment, la mairie signe, et le papier porte le numéro du registre', async () => {
    const id = await deposee(creerClient(essai), 'affirmation-de-convention', [...CONVENTION, ...parties()])
    const accords = await listAccords(essai.maison.base.lire, id)
    expect(accords.map((a) => a.nom)).toEqual(['Ahouansou Rose', 'Zinsou Codjo', 'Tossou Afiavi'])
    for (const a of accords) await agir(agents.guichet, id, 'recueillir', { accord: a.id, reponse: 'oui', piece: 'CIP 0412 7788' })
    expect(await lire(essai, id)).toMatchObject({ etat: 'depose', station: 'verification' })
    await agir(agents.etatCivil, id, 'proposer', { decision: 'accorder' })
    expect(await findInscription(essai.maison.base.lire, id)).toBeUndefined()
    await signer(agents.maire, id)
    const { numero } = (await findInscription(essai.maison.base.lire, id))!
    expect(numero).toMatch(/^1\/\d{4}$/)
    const { documentId } = await delivre(id)
    expect((await findDocument(essai.maison.base.lire, documentId!))!.champs).toMatchObject({ nom: 'Paul Dossou', autres: expect.arrayContaining([['Registre', `n° ${numero}`]]) })
    expect(lisible((await agents.etatCivil.client.get(`/dossiers/${id}`)).texte)).toContain(`Registre des affirmations de convention, n° ${numero}`)
  })

  it('vingt inscriptions à la fois se suivent sans trou, et une signature défaite rend son numéro', async () => {
    const { base } = essai.maison
    const ids = await Promise.all(Array.from({ length: 20 }, () => commencer(creerClient(essai), 'duplicata')))
    const inscrire = (dossierId: string, rate = false) => base.ecrire(async (tx) => {
      const numero = await insertInscription(tx, { dossierId, registre: 'essai', territoire: commune, bureau: 'Mairie de Bohicon', annee: 2031, par: 'agent:1', maintenant: new Date() })
      if (rate) throw new Error('signature défaite')
      return numero
    })
    const issues = await Promise.allSettled(ids.map((id, i) => inscrire(id, i % 5 === 0)))
    const rangs = issues.flatMap((i) => (i.status === 'fulfilled' ? [Number(i.value.split('/')[0])] : [])).toSorted((a, b) => a - b)
    expect(rangs).toEqual(Array.from({ length: 16 }, (_, i) => i + 1))
    // Another year, another register: each its own series; a file is written once.
    await expect(inscrire(ids[1]!)).rejects.toThrow('inscription_pkey')
    expect(await inscrire(ids[0]!)).toBe('17/2031')
  })
})

describe('identification de parcelle', () => {
  const terrain = (champs: Record<string, string>, par = 'papiers'): Etape[] => [
    ['ou', { lieu: bohicon, designe_par: par }],
    ['terrain', { surface: '500', ...champs }],
  ]
  const reste: Etape[] = [
    ['voisins', {}],
    ['vous', { nom: 'Dossou', prenoms: 'Rose', telephone: '0197000041', acte: 'vente' }],
    ['papiers', { exactitude: 'oui' }, ['piece', 'recu', 'preuve']],
  ]
  async function inscrireParcelle(lot: string): Promise<string> {
    const r = await agents.secretaire.client.envoyer('/parcelles/nouvelle', { territoire: commune, lotissement: 'Honmèho', lot, parcelle: 'B', contenance: '500' })
    expect(r.statut, lisible(r.texte).slice(0, 600)).toBe(303)
    const id = r.vers!.split('/')[2]!.split('?')[0]!
    await agents.secretaire.client.envoyer(`/parcelles/${id}/transferer`, { nom: 'Kpossou Veuve', genre: 'personne', mode: 'attribution', acte: 'Lettre n° 4', ...jour('du', 2, 1, 2015) })
    return id
  }

  it('une parcelle du registre est reconnue, sans nom, et l’attestation se passe de lever', async () => {
    const parcelle = await inscrireParcelle('501')
    const client = creerClient(essai)
    const id = await commencer(client, 'identification-de-parcelle')
    const [ou, dit] = terrain({ 'parcelle.lot': '501', 'parcelle.parcelle': 'b' })
    await envoyer(client, id, ou!)
    const suite = await envoyer(client, id, dit!)
    expect(suite.statut, lisible(suite.texte).slice(0, 900)).toBe(303)
    expect((await lire(essai, id)).reponses).toMatchObject({ parcelle: { reference: parcelle, verifie: true }, a_lever: false, designation: 'Lot 501, parcelle B' })
    const apres = lisible((await client.get(suite.vers!)).texte)
    expect(apres).toContain('Ce terrain est au registre de la mairie')
    for (const etape of reste) await envoyer(client, id, etape)
    const resume = lisible((await client.get(`/brouillons/${id}/resume`)).texte)
    expect(resume).toContain('Ce terrain est au registre')
    expect(apres + resume).not.toContain('Kpossou')
    expect((await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })).vers).toBe(`/suivi/${id}`)
    const bureau = (await agents.etatCivil.client.get(`/dossiers/${id}`)).texte
    expect(bureau).toContain(`href="/parcelles/${parcelle}"`)
    expect(bureau).not.toContain('Kpossou')
    await agir(agents.etatCivil, id, 'proposer', { decision: 'accorder' })
    expect(await lire(essai, id)).toMatchObject({ etat: 'differe', station: 'opposition' })
    await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.dossier set station_echeance = current_date - 2 where id = ${id}`.execute(tx)))
    await agir(agents.guichet, id, 'terminer-attente')
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose', station: 'signature' })
    await signer(agents.secretaire, id)
    const { documentId } = await delivre(id)
    expect((await findDocument(essai.maison.base.lire, documentId!))!.champs).toMatchObject({ nom: 'Rose Dossou', objet: 'Lot 501, parcelle B' })
  })

  it('un point dans le contour d’une parcelle est reconnu ; dehors, un lever est demandé', async () => {
    const contour = '2.0660 7.1780\n2.0662 7.1780\n2.0662 7.1782\n2.0660 7.1782'
    const r = await agents.secretaire.client.envoyer('/parcelles/nouvelle', { territoire: commune, lotissement: 'Point', lot: '7', contour })
    const parcelle = r.vers!.split('/')[2]!.split('?')[0]!
    const client = creerClient(essai)
    const id = await commencer(client, 'identification-de-parcelle')
    await envoyer(client, id, ['ou', { lieu: bohicon, designe_par: 'point' }])
    await envoyer(client, id, ['terrain', { 'point.latitude': '7,1781', 'point.longitude': '2,0661' }])
    expect((await lire(essai, id)).reponses).toMatchObject({ point: { reference: parcelle }, a_lever: false })
    await envoyer(client, id, ['terrain', { 'point.latitude': '7,1791', 'point.longitude': '2,0661' }])
    expect((await lire(essai, id)).reponses).toMatchObject({ point: { reference: null }, a_lever: true })
    expect(lisible((await client.get(`/brouillons/${id}/resume`)).texte)).toContain('n’a pas été trouvé au registre')
  })

  it('une parcelle absente du registre, ou d’une autre commune, passe par le service foncier', async () => {
    await inscrireParcelle('502')
    const client = creerClient(essai)
    const etapes = terrain({ 'parcelle.lot': '502', 'parcelle.parcelle': 'B' })
    const id = await deposee(client, 'identification-de-parcelle', [['ou', { lieu: lieux(essai).kandi, designe_par: 'papiers' }], etapes[1]!, ...reste])
    expect((await lire(essai, id)).reponses).toMatchObject({ parcelle: { reference: null, verifie: false }, a_lever: true })
    const sienne = await deposee(creerClient(essai), 'identification-de-parcelle', [...terrain({ 'parcelle.lot': '9999' }), ...reste])
    expect(lisible((await agents.etatCivil.client.get(`/dossiers/${sienne}`)).texte)).toContain('Ce terrain n’est pas au registre')
    await agir(agents.etatCivil, sienne, 'proposer', { decision: 'accorder' })
    expect(await lire(essai, sienne)).toMatchObject({ etat: 'soumis', station: 'lever' })
    await agir(agents.guichet, sienne, 'viser', { viseur: 'service_foncier', avis: 'favorable' })
    expect(await lire(essai, sienne)).toMatchObject({ etat: 'differe', station: 'opposition' })
  })
})

describe('duplicata', () => {
  const document = (champs: Record<string, string>): Etape[] => [
    ['origine', { perte: 'vole', origine: champs.origine! }],
    ['document', Object.fromEntries(Object.entries(champs).filter(([nom]) => nom !== 'origine'))],
    ['preuves', { declaration: 'n° 145 du 3 novembre 2026, commissariat de Bohicon' }, ['certificat_perte']],
  ]
  const vous = (): Etape => ['vous', { nom: 'Dossou', prenoms: 'Rose', mairie: commune, telephone: '0197000051', exactitude: 'oui' }, ['piece']]

  it('d’une attestation papier, sur certificat de perte : il porte le mot et le numéro de l’original', async () => {
    const id = await deposee(creerClient(essai), 'duplicata', [...document({ origine: 'papier', intitule: 'Attestation de recasement', numero_ancien: '2019/118' }), vous()])
    await agir(agents.guichet, id, 'proposer', { decision: 'accorder' })
    await signer(agents.maire, id)
    const { documentId } = await delivre(id)
    expect(await findDocument(essai.maison.base.lire, documentId!)).toMatchObject({ titre: 'DUPLICATA', champs: { objet: 'Duplicata de : Attestation de recasement, n° 2019/118' } })
  })

  it('d’un document de la plateforme, par son code ou par sa demande ; l’original vaut encore, le bureau voit le vœu de l’annuler', async () => {
    const client = creerClient(essai)
    await connecterCitoyen(client, essai, '0196000091')
    const premier = await deposee(client, 'duplicata', [...document({ origine: 'papier', intitule: 'Attestation' }), vous()])
    await agir(agents.guichet, premier, 'proposer', { decision: 'accorder' })
    await signer(agents.maire, premier)
    const original = (await findDocument(essai.maison.base.lire, (await delivre(premier)).documentId!))!
    const parCode = await deposee(creerClient(essai), 'duplicata', [...document({ origine: 'code', certificat: original.codeCourt, annuler: 'oui' }), vous()])
    expect((await lire(essai, parCode)).reponses).toMatchObject({ certificat: { numero: original.codeCourt, verifie: true }, original: `DUPLICATA, code ${original.codeCourt}` })
    const page = await agents.guichet.client.get(`/dossiers/${parCode}`)
    expect(page.texte).toContain(`href="/dossiers/${premier}"`)
    expect(lisible(page.texte)).toContain('Oui, qu’il ne vaille plus rien')
    expect((await findDocument(essai.maison.base.lire, original.id))!.revocation).toBeUndefined()
    const numero = (await lire(essai, premier)).numero!
    const parDemande = await deposee(client, 'duplicata', [...document({ origine: 'demande', demande: numero, annuler: 'non' }), vous()])
    expect((await lire(essai, parDemande)).reponses).toMatchObject({ original: expect.stringContaining(numero) })
    const faux = await remplir(client, 'duplicata', document({ origine: 'code' }).slice(0, 1))
    const inconnu = await envoyer(client, faux, ['document', { certificat: '0000-0000-00', annuler: 'non' }])
    expect(lisible(inconnu.texte)).toContain('Aucun certificat ne porte ce code')
  })
})

describe('l’avis de la personne', () => {
  it('se donne une fois, après la décision, et le bureau de son territoire le lit sans nom', async () => {
    const client = creerClient(essai)
    const id = await deposee(client, 'duplicata', [['origine', { perte: 'perdu', origine: 'papier' }], ['document', { intitule: 'Attestation' }], ['preuves', { declaration: 'n° 1' }, ['certificat_perte']], ['vous', { nom: 'Kpadonou', prenoms: 'Yabo', mairie: commune, exactitude: 'oui' }, ['piece']]])
    const { _jeton } = jetons(await client.get(`/suivi/${id}`))
    expect((await client.poster(`/suivi/${id}/satisfaction`, { _jeton: _jeton!, note: '5' })).statut).toBe(409)
    await agir(agents.guichet, id, 'proposer', { decision: 'accorder' })
    await signer(agents.maire, id)
    await delivre(id)
    const envoyerAvis = (champs: Record<string, string>) => client.envoyer(`/suivi/${id}`, champs, { action: `/suivi/${id}/satisfaction` })
    const sans = await envoyerAvis({ remarque: 'Une heure d’attente' })
    expect(sans.statut).toBe(422)
    expect(sans.texte).toContain('Une heure d’attente')
    expect((await envoyerAvis({ note: '2', remarque: 'Une heure d’attente' })).statut).toBe(303)
    expect(lisible((await client.get(`/suivi/${id}`)).texte)).toContain('Vous avez répondu « Difficile »')
    expect((await client.poster(`/suivi/${id}/satisfaction`, { _jeton: _jeton!, note: '5' })).statut).toBe(409)
    expect((await creerClient(essai).poster(`/suivi/${id}/satisfaction`, { note: '5' })).vers).toMatch(/^\/(suivre|connexion)\b/)
    const page = lisible((await agents.etatCivil.client.get('/satisfaction')).texte)
    expect(page).toContain('« Une heure d’attente »')
    expect(page).toContain('2 sur 5')
    expect(page).not.toContain('Kpadonou')
    expect((await agents.ailleurs.client.get('/satisfaction')).texte).not.toContain('Une heure d’attente')
  })
})
