import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { codeDe, codeRecu, connecterAgent, creerClient, peupler } from '../../../tests/client.ts'
import type { Client, Reponse } from '../../../tests/client.ts'
import { etape, lieux, lire, lisible } from '../../../tests/demande.ts'
import { creerAgent, jusqua } from '../../../tests/monde.ts'
import { ecrite, SIGNATURE, visaOuvert } from '../../../tests/procedure.ts'
import { sql } from '../../kernel/db/index.ts'
import { findDocument } from '../../kernel/documents/queries.ts'
import { lireDemarche } from './definition.ts'

let essai: Essai
const ouverts = new Map<string, Client>()
const adresse = (compte: string) => `${compte}@demo.iroko.example`

/** One open session an account: a code serves once. */
async function qui(compte: string): Promise<Client> {
  const deja = ouverts.get(compte)
  if (deja) return deja
  const client = creerClient(essai)
  await connecterAgent(client, essai, adresse(compte))
  ouverts.set(compte, client)
  return client
}
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: true })
  await peupler(essai)
})
afterAll(() => essai.ranger())

const geste = async (compte: string, id: string, nom: string, champs: Record<string, string>): Promise<Reponse> => (await qui(compte)).envoyer(`/dossiers/${id}`, champs, { action: `/dossiers/${id}/${nom}` })
const viser = async (compte: string, id: string, viseur: string, avis = 'favorable', observation = '') => geste(compte, id, 'viser', { visa: await visaOuvert(essai, id, viseur), avis, observation })
async function signer(compte: string, id: string): Promise<Reponse> {
  await qui(compte)
  // As if half a minute had gone by since the account signed in.
  await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.agent set totp_dernier_pas = 0 where courriel = ${adresse(compte)}`.execute(tx)))
  return geste(compte, id, 'signer', { decision: 'accorder', _code: await codeDe(essai, adresse(compte)) })
}

/** A day some days from now, in the three boxes of a date. */
function jour(nom: string, dans: number): Record<string, string> {
  const d = new Date(Date.now() + dans * 86_400_000)
  return { [`${nom}.jour`]: String(d.getUTCDate()), [`${nom}.mois`]: String(d.getUTCMonth() + 1), [`${nom}.annee`]: String(d.getUTCFullYear()) }
}

async function commencer(compte: string, code: string): Promise<{ client: Client; id: string }> {
  const client = await qui(compte)
  const r = await client.envoyer('/demandes', {}, { action: `/demandes/${code}` })
  return { client, id: r.vers!.split('/')[2]! }
}

async function deposer(client: Client, id: string): Promise<void> {
  const r = await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
  expect(r.vers, lisible(r.texte).slice(0, 400)).toBe(`/suivi/${id}`)
}

const MOI = { nom: 'Tchibozo', prenoms: 'Ines', fonction: 'Technicienne réseau' }

describe('une demande de congé', () => {
  let id: string
  let client: Client
  beforeAll(async () => {
    ;({ client, id } = await commencer('agent.dsi', 'demande-de-conge'))
    await etape(client, id, 'agent', { ...MOI, matricule: '104 772', dirige: 'non', telephone: '0197000071' })
    const conge = await etape(client, id, 'conge', { genre_conge: 'annuel', ...jour('periode.du', 10), ...jour('periode.au', 16), deja_pris: '5', lieu_conge: 'Ouidah' })
    expect(conge.vers, lisible(conge.texte).slice(0, 600)).toBe(`/brouillons/${id}/remplacement`)
    await etape(client, id, 'remplacement', { remplace: 'oui', nom_remplacant: 'Adjovi', prenoms_remplacant: 'Kossi', telephone_remplacant: '0196000072', exactitude: 'oui' })
    await deposer(client, id)
  }, 60_000)

  it('le solde est calculé, et le remplaçant est attendu', async () => {
    const dossier = await lire(essai, id)
    expect(dossier).toMatchObject({ etat: 'sollicite', station: 'remplacant', interne: true, bureau: 'Direction des systèmes d’information' })
    expect(dossier.reponses).toMatchObject({ jours: 7, solde: 18 })
  })

  it('pour un collègue, elle n’existe pas ; pour qui ne l’a pas encore, non plus', async () => {
    for (const compte of ['ministere', 'admin1', 'directeur.sgm']) {
      const page = await (await qui(compte)).get(`/dossiers/${id}`)
      expect(page.statut, compte).toBe(404)
      // The applicant's own page is closed to agents as that of a file that does not exist.
      const sien = (numero: string) => qui(compte).then((c) => c.get(`/suivi/${numero}`))
      expect((await sien(id)).statut).toBe((await sien('01990000-0000-7000-8000-000000000000')).statut)
      expect((await sien(id)).texte).not.toContain('Tchibozo')
    }
  })

  it('le remplaçant accepte, la hiérarchie vise, la DPAF propose et vise, le secrétaire général signe', async () => {
    const { rows } = await sql<{ texte: string }>`select texte from notifications.message where destinataire = '+2290196000072' and cle like 'accord:%'`.execute(essai.maison.base.lire)
    const lien = /\/accord\/[\w-]{22}/.exec(rows[0]!.texte)![0]
    const remplacant = creerClient(essai)
    const demande = await remplacant.envoyer(lien, {}, { action: `${lien}/code` })
    const code = await codeRecu(essai, `/connexion/code/${/code=([0-9a-f-]{36})/.exec(demande.vers!)![1]!}`)
    await remplacant.envoyer(demande.vers!, { code }, { action: `${lien}/ouvrir` })
    expect(lisible((await remplacant.get(lien)).texte)).toContain('J’accepte de remplacer Ines Tchibozo')
    await remplacant.envoyer(lien, { reponse: 'oui' }, { action: lien })
    expect(await lire(essai, id)).toMatchObject({ etat: 'soumis', station: 'hierarchie' })
    expect((await (await qui('directeur.dpaf')).get(`/dossiers/${id}`)).statut).toBe(404)
    await viser('directeur.dsi', id, 'directeur')
    expect(await lire(essai, id)).toMatchObject({ etat: 'depose', station: 'droits' })
    await geste('dpaf', id, 'proposer', { decision: 'accorder', motif: '' })
    await viser('directeur.dpaf', id, 'dpaf')
    expect((await signer('directeur.sgm', id)).statut).toBe(303)
    const delivre = await jusqua(async () => ((d) => d.etat === 'delivre' && d)(await lire(essai, id)))
    const document = await findDocument(essai.maison.base.lire, delivre.documentId!)
    expect(document!.champs).toMatchObject({ nom: 'Ines Tchibozo', autorite: 'Direction des systèmes d’information', objet: expect.stringContaining('Congé annuel, du') })
    expect((await client.get(`/dossiers/${id}/document.pdf`)).statut).toBe(200)
    expect((await (await qui('ministere')).get(`/dossiers/${id}/document.pdf`)).statut).toBe(404)
  }, 60_000)
})

describe('une fiche de besoin', () => {
  it('trois visas en parallèle : un avis défavorable renvoie, tous favorables mènent à la décision, qui est la réponse', async () => {
    const { client, id } = await commencer('agent.dsi', 'fiche-de-besoin')
    await etape(client, id, 'agent', { ...MOI, telephone: '0197000071' })
    const articles = { 'articles.0.designation': 'Disques durs', 'articles.0.quantite': '4', 'articles.0.prix_unitaire': '45 000', 'articles.1.designation': 'Câbles', 'articles.1.quantite': '10', 'articles.1.prix_unitaire': '2500' }
    await etape(client, id, 'besoin', { objet_achat: 'Sauvegardes', informatique: 'oui', ...articles, justification: 'Garder une copie hors du bâtiment' })
    await etape(client, id, 'depense', { ligne: 'ex-informatique', urgence: 'mois', exactitude: 'oui' })
    await deposer(client, id)
    expect((await lire(essai, id)).reponses).toMatchObject({ total: 205_000 })
    await viser('directeur.dsi', id, 'directeur')
    const attendu = await lire(essai, id)
    expect(attendu).toMatchObject({ etat: 'soumis', station: 'visas' })
    expect(attendu.attend).toHaveLength(3)
    await viser('dpaf', id, 'achats')
    // The technical visa is the other's: holding one of the round does not give the rest.
    expect((await geste('directeur.dpaf', id, 'viser', { visa: await visaOuvert(essai, id, 'informatique'), avis: 'favorable', observation: '' })).statut).toBe(403)
    await viser('directeur.dsi', id, 'informatique', 'defavorable', 'Deux disques suffisent')
    expect(await lire(essai, id)).toMatchObject({ etat: 'soumis', station: 'hierarchie' })
    await viser('directeur.dsi', id, 'directeur')
    for (const [compte, viseur] of [['directeur.dsi', 'informatique'], ['dpaf', 'achats']] as const) await viser(compte, id, viseur)
    expect(await lire(essai, id)).toMatchObject({ etat: 'soumis', station: 'visas' })
    await viser('directeur.dpaf', id, 'credits')
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose', station: 'signature' })
    expect((await signer('directeur.sgm', id)).statut).toBe(303)
    expect(await lire(essai, id)).toMatchObject({ etat: 'accorde', documentId: null })
    expect((await (await qui('ministere')).get(`/dossiers/${id}`)).statut).toBe(404)
  }, 60_000)
})

describe('une démarche publique à bureau fixe', () => {
  it('une audience va au Cabinet, où qu’habite la personne, et une mairie ne la voit pas', async () => {
    const client = creerClient(essai)
    const r = await client.envoyer('/demarches/demande-d-audience', {}, { action: '/demarches/demande-d-audience/commencer' })
    const id = r.vers!.split('/')[2]!
    await etape(client, id, 'personne', { nom: 'Dossou', prenoms: 'Sènami', qualite: 'moi', commune: lieux(essai).bohicon.slice(0, 4), telephone: '0197000073' })
    await etape(client, id, 'objet', { sujets: 'cooperation', objet: 'Un projet de jumelage', expose: 'Nous voulons le présenter.' })
    await etape(client, id, 'rencontre', { ...jour('periode.du', 5), ...jour('periode.au', 15), exactitude: 'oui' })
    await deposer(client, id)
    expect(await lire(essai, id)).toMatchObject({ etat: 'depose', territoire: 'BJ', bureau: 'Cabinet du ministre', attend: ['poste:agent_ministere@BJ#Cabinet du ministre'] })
    const mairie = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
    expect((await mairie.client.get(`/dossiers/${id}`)).statut).toBe(404)
    expect((await (await qui('dpaf')).get(`/dossiers/${id}`)).statut).toBe(404)
    await geste('cabinet', id, 'proposer', { decision: 'accorder', motif: '' })
    expect((await signer('directeur.cabinet', id)).statut).toBe(303)
    expect(await lire(essai, id)).toMatchObject({ etat: 'accorde' })
  }, 60_000)

  it('un circuit nomme son bureau d’une seule façon', () => {
    const stations = [{ ...SIGNATURE, qui: { roles: ['maire'] } }]
    const lireAvec = (bureau: object) => () => lireDemarche(ecrite({ circuit: { bureau, stations } }))
    expect(lireAvec({ champ: 'domicile', niveau: 'commune' })).not.toThrow()
    expect(lireAvec({ champ: 'domicile', niveau: 'commune', fixe: 'direction-cabinet' })).toThrow('mais pas les deux')
    expect(lireAvec({ champ: 'domicile' })).toThrow('donnez la réponse qui désigne le bureau et son niveau')
    expect(lireAvec({})).toThrow('ou un bureau fixe')
    // No town hall acts where the office is the ministry's.
    expect(lireAvec({ fixe: 'direction-cabinet' })).toThrow('plus bas que le bureau')
  })
})
