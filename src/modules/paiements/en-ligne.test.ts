import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { compter, lieux, lire, lisible } from '../../../tests/demande.ts'
import { attendreCode, creerAgent, jusqua } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { lirePaiement, surPaiement } from '../../../tests/paiement.ts'
import { deposerEssai, FRAIS, publierEssai, SIGNATURE } from '../../../tests/procedure.ts'
import { sql } from '../../kernel/db/index.ts'
import { listEvenements } from '../demarches/evenement.queries.ts'
import { listPaiements } from './index.ts'
import { BAC_A_SABLE, signerAvis } from './prestataires/bac-a-sable.ts'
import { listRemboursementsDe } from './remboursement.queries.ts'
import { listTentatives } from './tentative.queries.ts'

let essai: Essai
let bohicon: string
let agent: AgentEssai
let chef: AgentEssai

const portLibre = () => new Promise<number>((suite) => {
  const sonde = createServer().listen(0, '127.0.0.1', () => {
    const { port } = sonde.address() as AddressInfo
    sonde.close(() => suite(port))
  })
})

beforeAll(async () => {
  const port = await portLibre()
  essai = await ouvrirEssai({ reglages: { port } })
  // The sandbox calls the door as a provider does: through the network.
  await essai.serveur.listen({ port, host: '127.0.0.1' })
  bohicon = lieux(essai).bohicon
  await publierEssai(essai, { circuit: { stations: [FRAIS, { code: 'verification', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } }, SIGNATURE] } })
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
  chef = await creerAgent(essai, 'chef_arrondissement', bohicon)
})
afterAll(() => essai.ranger())

type Ouvert = { id: string; citoyen: Client; paiement: string; reference: string; tentative: string }

/** A file that waits for its fee, and an attempt opened in the sandbox. */
async function ouvrir(): Promise<Ouvert> {
  const citoyen = creerClient(essai)
  const id = await deposerEssai(citoyen, bohicon)
  const paiement = (await listPaiements(essai.maison.base.lire, `dossier:${id}`))[0]!.id
  const parti = await citoyen.envoyer(`/suivi/${id}`, {}, { action: `/payer/${paiement}` })
  const reference = /^\/bac-a-sable\/paiements\/(BAS-[0-9A-F]{12})$/.exec(parti.vers ?? '')![1]!
  const [tentative] = await listTentatives(essai.maison.base.lire, paiement)
  return { id, citoyen, paiement, reference, tentative: tentative!.id }
}
const choisir = (o: Ouvert, choix: string) => o.citoyen.envoyer(`/bac-a-sable/paiements/${o.reference}`, { choix }, { action: `/bac-a-sable/paiements/${o.reference}` })
const etatDe = async (o: Ouvert) => (await lirePaiement(essai, o.paiement)).etat
const tentatives = (o: Ouvert) => listTentatives(essai.maison.base.lire, o.paiement)
const ecarts = (reference: string) => compter(essai, sql`select count(*) as n from paiements.ecart where reference = ${reference}`)

type Contenu = Parameters<typeof signerAvis>[1]
/** A notice as a provider would send it, spoiled by the test; without any cookie. */
async function aviser(o: Pick<Ouvert, 'reference' | 'tentative'>, change: Partial<Contenu> = {}, options: { le?: Date; corps?: (c: string) => string; entetes?: Record<string, string>; prestataire?: string } = {}) {
  const { corps, entetes } = signerAvis(essai.maison, { reference: o.reference, tentative: o.tentative, issue: 'reussie', montant: 2000, ...change }, options.le ?? new Date())
  const r = await essai.serveur.inject({ method: 'POST', url: `/paiements/avis/${options.prestataire ?? BAC_A_SABLE}`, payload: options.corps?.(corps) ?? corps, headers: { ...entetes, ...options.entetes } })
  return { statut: r.statusCode, dit: (JSON.parse(r.body) as { message?: string }).message }
}

describe('par le bac à sable', () => {
  it('payer : l’avis signé arrive, le dossier avance, le reçu s’ouvre', async () => {
    const o = await ouvrir()
    const page = await o.citoyen.get(`/bac-a-sable/paiements/${o.reference}`)
    expect(lisible(page.texte)).toContain('Aucun argent ne bouge ici')
    expect((await choisir(o, 'reussie')).vers).toBe(`/payer/${o.paiement}`)
    await jusqua(async () => (await etatDe(o)) === 'paye')
    expect(await lire(essai, o.id)).toMatchObject({ etat: 'depose', station: 'verification' })
    expect(await lirePaiement(essai, o.paiement)).toMatchObject({ moyen: 'en_ligne', reference: o.reference, reglePar: 'systeme:bac-a-sable' })
    expect(lisible((await o.citoyen.get(`/payer/${o.paiement}`)).texte)).toContain('C’est payé')
    expect((await o.citoyen.get(`/paiements/${o.paiement}/recu.pdf`)).statut).toBe(200)
    expect((await listEvenements(essai.maison.base.lire, o.id, true)).map((e) => e.genre)).toEqual(['depose', 'liquide', 'paye'])
    expect((await choisir(o, 'echouee').catch((erreur: Error) => erreur.message))).toContain('n’a pas de formulaire')
  })

  it('échouer ou abandonner : rien n’est payé, et l’on recommence', async () => {
    const o = await ouvrir()
    await choisir(o, 'abandonnee')
    expect(lisible((await o.citoyen.get(`/payer/${o.paiement}`)).texte)).toContain('Un paiement est en cours')
    await choisir(o, 'echouee')
    await jusqua(async () => (await tentatives(o))[0]!.etat === 'echouee')
    expect(await etatDe(o)).toBe('du')
    const page = await o.citoyen.get(`/payer/${o.paiement}`)
    expect(lisible(page.texte)).toContain('Le paiement n’a pas abouti')
    const encore = await o.citoyen.envoyer(page, {}, { action: `/payer/${o.paiement}` })
    expect(encore.vers).not.toContain(o.reference)
  })

  it('deux clics reprennent la même tentative', async () => {
    const o = await ouvrir()
    expect((await o.citoyen.envoyer(`/suivi/${o.id}`, {}, { action: `/payer/${o.paiement}` })).vers).toBe(`/bac-a-sable/paiements/${o.reference}`)
    expect(await tentatives(o)).toHaveLength(1)
  })

  it('personne d’autre ne paie ni ne lit à la place du titulaire', async () => {
    const o = await ouvrir()
    const autre = creerClient(essai)
    expect((await autre.get(`/payer/${o.paiement}`)).statut).toBe(303)
    await deposerEssai(autre, bohicon)
    expect((await autre.get(`/payer/${o.paiement}`)).vers).toContain('/suivre')
    expect((await agent.client.get(`/payer/${o.paiement}`)).statut).toBe(403)
  })
})

describe('un avis', () => {
  it('mal signé, altéré, d’un prestataire fermé ou illisible ne change rien', async () => {
    const o = await ouvrir()
    expect((await aviser(o, {}, { entetes: { 'x-bac-signature': '0'.repeat(64) } })).statut).toBe(403)
    expect((await aviser(o, {}, { entetes: { 'x-bac-signature': '' } })).statut).toBe(403)
    expect((await aviser(o, { montant: 1 }, { corps: (c) => c.replace('"montant":1', '"montant":2000') })).statut).toBe(403)
    expect((await aviser(o, {}, { entetes: { 'x-bac-horodatage': String(Math.floor(Date.now() / 1000) + 60) } })).statut).toBe(403)
    expect((await aviser(o, {}, { corps: () => 'pas du JSON' })).statut).toBe(403)
    expect((await aviser(o, {}, { prestataire: 'tresorpay' })).statut).toBe(404)
    const cookie = [...chef.client.cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join('; ')
    expect((await aviser(o, {}, { entetes: { cookie, 'x-bac-signature': 'ff' } })).statut).toBe(403)
    expect(await etatDe(o)).toBe('du')
    expect((await tentatives(o))[0]!.etat).toBe('ouverte')
  })

  it('répété, il ne règle qu’une fois, et un échec dit après ne défait rien', async () => {
    const o = await ouvrir()
    expect((await Promise.all([aviser(o), aviser(o), aviser(o)])).map((r) => r.dit).toSorted()).toEqual(['deja', 'deja', 'reussie'])
    expect(await aviser(o, { issue: 'echouee' })).toEqual({ statut: 200, dit: 'deja' })
    expect(await etatDe(o)).toBe('paye')
    expect((await listEvenements(essai.maison.base.lire, o.id, true)).filter((e) => e.genre === 'paye')).toHaveLength(1)
    expect(await listRemboursementsDe(essai.maison.base.lire, o.paiement)).toEqual([])
  })

  it('d’un autre montant n’est pas un paiement : l’écart est gardé', async () => {
    const o = await ouvrir()
    expect(await aviser(o, { montant: 200 })).toEqual({ statut: 200, dit: 'montant' })
    expect([await etatDe(o), await ecarts(o.reference)]).toEqual(['du', 1])
    await aviser(o, { montant: 200 })
    expect(await ecarts(o.reference)).toBe(1)
    expect(lisible((await chef.client.get('/paiements/rapprochement')).texte)).toContain('Autre montant que celui demandé')
  })

  it('d’une référence inconnue est gardé comme écart, et ne règle rien', async () => {
    const reference = 'BAS-FFFFFFFFFFFF'
    expect(await aviser({ reference, tentative: 'rien' })).toEqual({ statut: 200, dit: 'inconnue' })
    expect(await ecarts(reference)).toBe(1)
    const o = await ouvrir()
    expect((await aviser({ reference, tentative: o.tentative })).dit).toBe('inconnue')
    expect(await etatDe(o)).toBe('du')
  })

  it('en retard n’est pas cru : le prestataire est interrogé', async () => {
    const o = await ouvrir()
    const hier = new Date(Date.now() - 86_400_000)
    expect((await aviser(o, {}, { le: hier })).dit).toContain('Avis trop ancien')
    expect((await aviser(o, {}, { le: new Date(Date.now() + 3_600_000) })).dit).toContain('Avis trop ancien')
    expect(await etatDe(o)).toBe('du')
    await essai.maison.base.ecrire(async (tx) => void (await sql`update paiements.bac_a_sable set issue = 'reussie' where reference = ${o.reference}`.execute(tx)))
    expect((await aviser(o, { montant: 1 }, { le: hier })).dit).toBe('reussie')
    expect(await etatDe(o)).toBe('paye')
  })

  it('d’un succès après le retrait donne un remboursement à faire, que qui répond du bureau décide', async () => {
    const o = await ouvrir()
    await o.citoyen.envoyer(`/suivi/${o.id}`, {}, { action: `/suivi/${o.id}/retirer` })
    expect((await aviser(o)).dit).toBe('a_rembourser')
    expect([await etatDe(o), (await lire(essai, o.id)).etat]).toEqual(['annule', 'retire'])
    expect(await listRemboursementsDe(essai.maison.base.lire, o.paiement)).toMatchObject([{ montant: 2000, etat: 'a_faire' }])
    expect(lisible((await agent.client.get('/paiements/rapprochement')).texte)).toContain('À rembourser')
    expect((await agent.client.get(`/paiements/${o.paiement}`)).texte).not.toContain('/rembourser"')
    await attendreCode(essai, chef)
    const sansCode = await surPaiement(chef, o.paiement, 'rembourser', { motif: 'retire' })
    expect(sansCode.statut).toBe(422)
    expect((await surPaiement(chef, o.paiement, 'rembourser', { motif: 'retire', _code: chef.code() })).statut).toBe(303)
    await jusqua(async () => (await listRemboursementsDe(essai.maison.base.lire, o.paiement))[0]!.etat === 'fait')
    expect(await compter(essai, sql`select count(*) as n from paiements.bac_a_sable where reference = ${o.reference} and rembourse_par is not null`)).toBe(1)
    expect(await etatDe(o)).toBe('annule')
  })

  it('en même temps que le guichet : payé une fois, le double est à rendre', async () => {
    for (let tour = 0; tour < 4; tour++) {
      const o = await ouvrir()
      const page = await agent.client.get(`/paiements/${o.paiement}`)
      const [caisse, avis] = await Promise.all([agent.client.envoyer(page, { moyen: 'especes' }, { action: `/paiements/${o.paiement}/encaisser` }), aviser(o)])
      expect(await etatDe(o)).toBe('paye')
      const rendus = await listRemboursementsDe(essai.maison.base.lire, o.paiement)
      expect([[303, 'a_rembourser', 1], [409, 'reussie', 0]]).toContainEqual([caisse.statut, avis.dit, rendus.length])
      expect((await listEvenements(essai.maison.base.lire, o.id, true)).filter((e) => e.genre === 'paye')).toHaveLength(1)
      expect(await lire(essai, o.id)).toMatchObject({ etat: 'depose' })
    }
  })
})

describe('le rapprochement', () => {
  const vieillir = (o: Ouvert, heures: number) => essai.maison.base.ecrire(async (tx) => void (await sql`update paiements.tentative set ouverte_le = ouverte_le - make_interval(hours => ${heures}) where id = ${o.tentative}`.execute(tx)))
  const tache = async (nom: string) => {
    await essai.maison.base.ecrire((tx) => essai.maison.file.enqueue(tx, [{ nom, donnees: {} }]))
    essai.maison.file.reveiller()
  }

  it('retrouve un paiement dont l’avis s’est perdu, et abandonne ce qui n’a jamais fini', async () => {
    const [perdu, abandon] = [await ouvrir(), await ouvrir()]
    await essai.maison.base.ecrire(async (tx) => void (await sql`update paiements.bac_a_sable set issue = 'reussie' where reference = ${perdu.reference}`.execute(tx)))
    await vieillir(perdu, 1)
    await vieillir(abandon, 30)
    expect(lisible((await chef.client.get('/paiements/rapprochement')).texte)).toContain(perdu.reference)
    await tache('paiements.rapprocher')
    await jusqua(async () => (await etatDe(perdu)) === 'paye')
    await jusqua(async () => (await tentatives(abandon))[0]!.etat === 'expiree')
    expect(await lire(essai, perdu.id)).toMatchObject({ etat: 'depose' })
    // It was given up; the money came after all.
    expect((await aviser(abandon)).dit).toBe('reussie')
    expect(await etatDe(abandon)).toBe('paye')
  })

  it('la nuit, dit ce que le prestataire dément', async () => {
    const o = await ouvrir()
    await aviser(o)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update paiements.bac_a_sable set issue = 'echouee' where reference = ${o.reference}`.execute(tx)))
    await tache('paiements.controler')
    await jusqua(async () => (await ecarts(o.reference)) === 1)
    expect(lisible((await chef.client.get('/paiements/rapprochement')).texte)).toContain('démenti par le prestataire')
  })

  it('un paiement en ligne remboursé n’est plus payé', async () => {
    const o = await ouvrir()
    await aviser(o)
    await attendreCode(essai, chef)
    await surPaiement(chef, o.paiement, 'rembourser', { motif: 'decision', _code: chef.code() })
    await jusqua(async () => (await etatDe(o)) === 'rembourse')
    await attendreCode(essai, chef)
    expect((await chef.client.get(`/paiements/${o.paiement}`)).texte).not.toContain('/rembourser"')
  })
})
