import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { codeDe, connecterAgent, creerClient, peupler } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { deposer as deposerVie, etape, lieux, lire, lisible, photo } from '../../../tests/demande.ts'
import { jusqua } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { findExportation } from './exportation/exportation.queries.ts'

let essai: Essai
let id: string
let numero: string
let vie: string
const ouverts = new Map<string, Client>()
const adresse = (compte: string) => `${compte}@demo.iroko.example`
async function qui(compte: string): Promise<Client> {
  const client = ouverts.get(compte) ?? creerClient(essai)
  if (!ouverts.has(compte)) await connecterAgent(client, essai, adresse(compte))
  ouverts.set(compte, client)
  return client
}
const get = async (compte: string, chemin: string) => (await qui(compte)).get(chemin)
const dit = async (compte: string, chemin: string) => lisible((await get(compte, chemin)).texte)
async function code(compte: string): Promise<string> {
  await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.agent set totp_dernier_pas = 0 where courriel = ${adresse(compte)}`.execute(tx)))
  return codeDe(essai, adresse(compte))
}
const idDe = async (compte: string) => (await sql<{ id: string }>`select id from identite.agent where courriel = ${adresse(compte)}`.execute(essai.maison.base.lire)).rows[0]!.id

/** An agent of the DSI asks for a certificate of work: the DPAF examines and signs it, wherever it sits. */
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: true })
  await peupler(essai)
  const client = await qui('agent.dsi')
  id = (await client.envoyer('/demandes', {}, { action: '/demandes/attestation-de-travail' })).vers!.split('/')[2]!
  await etape(client, id, 'agent', { nom: 'Tchibozo', prenoms: 'Ines', matricule: '104 772', telephone: '0197000071' })
  await etape(client, id, 'emploi', { corps: 'Attachée', categorie: 'a', fonction: 'Technicienne', 'prise_service.jour': '3', 'prise_service.mois': '2', 'prise_service.annee': '2019' }, { acte: { nom: 'acte.jpg', type: 'image/jpeg', octets: await photo() } })
  await etape(client, id, 'usage', { usage: 'banque', exactitude: 'oui' })
  const depose = await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
  expect(depose.vers, lisible(depose.texte).slice(0, 600)).toBe(`/suivi/${id}`)
  numero = (await lire(essai, id)).numero!
  vie = await deposerVie(creerClient(essai), lieux(essai).bohicon)
}, 60_000)
afterAll(() => essai.ranger())

describe('le bureau d’une direction, sans territoire à lire', () => {
  it('sa liste est celle où son poste est appelé : filtrée, cherchée, et rien d’autre', async () => {
    for (const compte of ['dpaf', 'directeur.dpaf']) expect((await get(compte, '/dossiers')).texte, compte).toContain(id)
    expect((await get('dpaf', '/dossiers?cherche=tchibozo')).texte).toContain(id)
    expect((await get('dpaf', `/dossiers?cherche=${numero}&etat=depose&demarche=attestation-de-travail`)).texte).toContain(id)
    expect((await get('dpaf', '/dossiers?etat=delivre')).texte).not.toContain(id)
    for (const compte of ['directeur.sgm', 'ministere', 'maire.bohicon', 'prefet.zou', 'admin1']) {
      const page = await get(compte, '/dossiers')
      expect([page.statut, page.texte.includes(id), page.texte.includes(vie)], compte).toEqual([200, false, false])
    }
    // Who reads a territory keeps his list; his post's is a filter of it.
    expect((await get('agent.bohicon1', '/dossiers')).texte).toContain(vie)
    expect((await get('agent.bohicon1', '/dossiers?ou=poste')).texte).toContain(vie)
    expect((await get('agent.bohicon1', '/dossiers?ou=poste')).texte).not.toContain(id)
  })

  it('garde une vue, traite par lot, confie à un agent de son bureau et à personne d’autre', async () => {
    const directeur = await qui('directeur.dpaf')
    const gardee = await directeur.envoyer('/dossiers?demarche=attestation-de-travail', { nom: 'Attestations' }, { action: '/vues' })
    expect(gardee.vers).toContain('/dossiers?demarche=attestation-de-travail')
    const confier = async (compte: string) => (await directeur.envoyer(`/dossiers/${id}`, { agent: await idDe(compte) }, { action: `/dossiers/${id}/confier` })).statut
    expect(await confier('agent.dsi')).toBe(409)
    expect(await confier('dpaf')).toBe(303)
    expect((await lire(essai, id)).instructeur).toBe(await idDe('dpaf'))
    expect((await get('dpaf', '/dossiers?instructeur=moi')).texte).toContain(id)
    const agent = await qui('dpaf')
    // He takes what waits for his post; to give to another is not his.
    const jeton = /name="_jeton" value="([^"]+)"/.exec((await agent.get(`/dossiers/${id}`)).texte)![1]!
    expect((await agent.poster(`/dossiers/${id}/confier`, { _jeton: jeton, agent: await idDe('directeur.dpaf') })).statut).toBe(403)
    const lot = await agent.envoyer('/dossiers', { geste: 'charger', dossier: id }, { action: '/lots' })
    expect(lot.vers).toMatch(/^\/lots\//)
    await jusqua(async () => lisible((await agent.get(lot.vers!)).texte).includes('1 sur 1'))
    // A file of another office, even named, is not taken into a batch.
    expect((await agent.envoyer('/dossiers', { geste: 'charger', dossier: vie }, { action: '/lots' })).statut).toBe(422)
  })

  it('emporte ses dossiers ; l’export se ferme avec le poste', async () => {
    const agent = await qui('dpaf')
    const r = await agent.envoyer('/exports?demarche=attestation-de-travail', { format: 'xlsx', _code: await code('dpaf') }, { action: '/exports' })
    expect(r.statut, lisible(r.texte).slice(0, 400)).toBe(303)
    const exportId = r.vers!.split('/').at(-1)!
    await jusqua(async () => (await findExportation(essai.maison.base.lire, exportId))?.etat === 'fini')
    const lignes = (await readXlsx((await agent.get(`/exports/${exportId}/fichier`)).octets)).sheets[0]!.rows
    expect(lignes.map((l) => l[0])).toEqual(['Numéro', numero])
    await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.exportation set filtre = jsonb_set(filtre, '{cles}', '["poste:directeur@BJ#Ailleurs"]') where id = ${exportId}`.execute(tx)))
    expect((await agent.get(`/exports/${exportId}/fichier`)).statut).toBe(404)
  })
})

describe('les chiffres', () => {
  it('le ministère compte le pays, le préfet son département, sans un nom ; chacun compte ce où son poste est appelé', async () => {
    expect(await dit('ministere', '/statistiques')).toMatch(/Certificat de vie/)
    expect(await dit('prefet.zou', '/statistiques')).toMatch(/Certificat de vie/)
    expect(await dit('ministere', '/statistiques')).not.toMatch(/Attestation de travail 1/)
    const direction = await dit('directeur.dpaf', '/statistiques?ou=poste')
    expect(direction).toContain('où votre poste a été appelé')
    expect(direction).toMatch(/Attestation de travail/)
    expect(direction).not.toMatch(/Certificat de vie 1/)
    expect((await get('ministere', '/satisfaction')).statut).toBe(403)
  })
})

it('l’export garde le filtre des messages', async () => {
  const chef = await qui('chef.bohicon1')
  expect(lisible((await chef.get('/exports')).texte)).toContain('Exporter 1 dossier')
  expect(lisible((await chef.get('/exports?messages=non_lus')).texte)).toMatch(/Exporter 0 dossier.*Messages Non lus/)
})
