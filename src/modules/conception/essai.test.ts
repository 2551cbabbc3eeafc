import { readFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { compter, lieux, lire, lisible, photo } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { ecrite, FRAIS, SIGNATURE } from '../../../tests/procedure.ts'
import { creerTaches } from '../../kernel/corridor/travailler.ts'
import { sql } from '../../kernel/db/index.ts'
import { prendrePublications } from '../demarches/index.ts'
import { compterDossiers, listLot } from '../demarches/exportation/exportation.queries.ts'
import { compterPlateforme, listMiens } from '../demarches/file.queries.ts'
import { compterBilan, listReleve } from '../demarches/releve.queries.ts'
import { mesurer } from '../demarches/statistiques/statistiques.queries.ts'
import { MODULES } from '../index.ts'

let essai: Essai
let bohicon: string
let auteur: AgentEssai
let collegue: AgentEssai
let autres: AgentEssai[]
const PAYS = { codes: null } as never
const VERIFICATION = { code: 'verification', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } }
const AVIS = { code: 'avis', genre: 'visa', titre: 'Avis', defavorable: 'continuer', viseurs: [{ code: 'sec', titre: 'Secrétariat', qui: { roles: ['secretaire_executif'] } }] }
const TEMOIN = { code: 'temoin', genre: 'accord', titre: 'Accord du témoin', joursAuPlus: 5, refus: 'refuser', parties: [{ code: 'temoin', titre: 'Le témoin', nom: ['nom'], telephone: 'telephone', phrase: 'Je confirme pour {nom}' }] }
const DEFINITION = ecrite({ code: 'a-essayer', prefixe: 'AE', titre: 'Démarche à essayer', registre: { code: 'registre-essai', nom: 'Registre', source: 'essai', verifie: true }, circuit: { constat: { joursAuPlus: 90, source: 'essai', verifie: true }, stations: [VERIFICATION, AVIS, TEMOIN, FRAIS, SIGNATURE] } })
/** What watches the machine counts its tasks, whatever they are about. */
const TECHNIQUES = /^\/(?:sante|etat|metriques|administration$|administration\/(?:taches|sante)|ui)/
const MODELE = readFileSync('content/demarches/certificat-de-residence/document.typ', 'utf8')

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
  auteur = await creerAgent(essai, 'agent_ministere', 'BJ')
  collegue = await creerAgent(essai, 'directeur', 'BJ')
  const postes = [['agent_arrondissement', bohicon], ['maire', bohicon.slice(0, 4)], ['auditeur', 'BJ'], ['administrateur', 'BJ']] as const
  autres = []
  for (const [role, lieu] of postes) autres.push(await creerAgent(essai, role, lieu))
})
afterAll(() => essai.ranger())

const tache = (nom: string, jours = 0) => creerTaches(MODULES, essai.maison, () => new Date(Date.now() + jours * 86_400_000)).find((t) => t.nom === nom)!

async function importer(): Promise<string> {
  const r = await auteur.client.envoyer('/conception/nouveau', { definition: stringify(DEFINITION), modele: MODELE }, { action: '/conception/importer' })
  return r.vers!.split('/')[2]!
}

/** Fills the request in as anybody does, on the pages of the form. */
async function remplir(client: Client, id: string): Promise<string | undefined> {
  const base = `/brouillons/${id}`
  const etapes: Record<string, Record<string, string>> = {
    personne: { nom: 'Dossou', prenoms: 'Sènami', 'naissance.precision': 'vers', 'naissance.annee': '1958' },
    domicile: { domicile: bohicon, 'domicile.precision': 'Zongo', 'depuis.precision': 'annee', 'depuis.annee': '2011', titre_occupation: 'proprietaire' },
    contact: { telephone: '0197000011' },
  }
  for (const [etape, champs] of Object.entries(etapes)) await client.envoyer(`${base}/${etape}`, champs, { action: base, bouton: ['_continuer', '1'] })
  await client.envoyer(`${base}/papiers`, { exactitude: 'oui' }, { action: base, bouton: ['_continuer', '1'], fichiers: { piece: { nom: 'carte.jpg', type: 'image/jpeg', octets: await photo() } } })
  return (await client.envoyer(`${base}/resume`, {}, { action: `${base}/deposer` })).vers
}

async function comme(id: string, role: string, geste: string, champs: Record<string, string>): Promise<void> {
  const page = await auteur.client.get(`/essais/${id}`)
  const lien = [...page.texte.matchAll(/\/essais\/[^"]+\/comme\/[^"]+/g)].map((m) => m[0]).find((l) => l.includes(role))
  expect(lien, `personne n’agit comme ${role} : ${lisible(page.texte)}`).toBeDefined()
  const r = await auteur.client.envoyer(lien!, champs, { action: `${lien}/${geste}` })
  expect([r.statut, r.vers]).toEqual([303, `/essais/${id}`])
}
const geste = (id: string, nom: string, champs: Record<string, string> = {}) => auteur.client.envoyer(`/essais/${id}`, champs, { action: `/essais/${id}/${nom}` })

/** Every list, figure and export that has an address of its own, as everybody else reads it. Clocks and one-time marks aside. */
async function releverPages(): Promise<Map<string, string>> {
  const chemins = MODULES.flatMap((m) => m.pages).filter((p) => !p.path.includes(':') && !p.facade && !TECHNIQUES.test(p.path)).map((p) => p.path)
  const vues = new Map<string, string>()
  for (const agent of autres)
    for (const chemin of [...chemins, '/dossiers?format=csv', '/dossiers?cherche=dossou', '/dossiers?cherche=ESSAI']) {
      const r = await agent.client.get(chemin)
      const texte = r.statut === 200 && !/^\x50\x4b|%PDF/.test(r.texte.slice(0, 4)) ? lisible(r.texte) : ''
      vues.set(`${agent.courriel} ${chemin}`, `${r.statut} ${texte.replace(/\d+\s?(?:min|s|secondes?|minutes?)\b|\d{1,2}\s?h\s?\d{2}|[0-9a-f-]{36}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '·')}`)
    }
  return vues
}

/** What the figures, the registers, the numbers and the outside know. */
async function releverComptes() {
  const n = (requete: Parameters<typeof compter>[1]) => compter(essai, requete)
  const { lire: db } = essai.maison.base
  const jour = new Date().toISOString().slice(0, 10)
  return {
    plateforme: await compterPlateforme(db, jour), mesures: await mesurer(db, PAYS, { du: '2020-01-01', au: '2030-01-01', jour }), bilan: await compterBilan(db, PAYS, {}), releve: await listReleve(db, PAYS, { tri: 'id', decroit: true, depuis: 0, nombre: 100 }),
    exportables: await compterDossiers(db, PAYS, {}), lot: await listLot(db, { codes: null, filtre: {}, curseur: null, demandeLe: new Date('2100-01-01') }, 100), miens: await listMiens(db, [`poste:agent_arrondissement@${bohicon}`, `poste:maire@${bohicon.slice(0, 4)}`, `poste:secretaire_executif@${bohicon.slice(0, 4)}`], 100),
    numero: await essai.maison.base.ecrire(async (tx) => (await sql<{ n: string }>`select last_value || is_called::text as n from demarches.numero`.execute(tx)).rows[0]!.n), registres: await n(sql`select count(*) as n from demarches.registre`), inscriptions: await n(sql`select count(*) as n from demarches.inscription`), paiements: await n(sql`select count(*) as n from paiements.paiement`), messages: await n(sql`select count(*) as n from notifications.message`),
    journal: await n(sql`select count(*) as n from journal.entree`), documents: await n(sql`select count(*) as n from documents.document`), livraisons: await n(sql`select count(*) as n from abonnements.livraison`),
  }
}

describe('essayer pour de vrai', () => {
  let projet: string
  let id: string

  it('l’auteur remplit, agit comme chacun, et le dossier va jusqu’au papier, qui ne vaut rien', async () => {
    projet = await importer()
    const [pagesAvant, comptesAvant] = [await releverPages(), await releverComptes()]
    const ouvert = await auteur.client.envoyer(`/conception/${projet}`, {}, { action: `/conception/${projet}/essayer` })
    id = ouvert.vers!.split('/')[2]!
    expect(lisible((await auteur.client.get(`/brouillons/${id}`)).texte)).toContain('Ceci est un essai')
    expect(await remplir(auteur.client, id)).toBe(`/essais/${id}`)
    expect((await lire(essai, id)).numero).toMatch(/^ESSAI-[0-9A-F]{8}$/)
    await comme(id, 'agent_arrondissement', 'demander-complement', { demande: 'Une photo plus nette' })
    await auteur.client.envoyer(`/suivi/${id}`, { message: 'La voici' }, { action: `/suivi/${id}/repondre` })
    await comme(id, 'agent_arrondissement', 'proposer', { decision: 'accorder' })
    await comme(id, 'secretaire_executif', 'viser', { visa: (await sql<{ id: string }>`select id from demarches.visa where dossier_id = ${id}`.execute(essai.maison.base.lire)).rows[0]!.id, avis: 'favorable' })
    const accord = (await sql<{ id: string; telephone: string }>`select id, telephone from demarches.accord where dossier_id = ${id}`.execute(essai.maison.base.lire)).rows[0]!
    expect(accord.telephone).toBe('')
    expect((await geste(id, 'accord', { accord: accord.id, reponse: 'oui' })).statut).toBe(303)
    expect((await lire(essai, id)).etat).toBe('liquide')
    await geste(id, 'payer')
    await geste(id, 'constater')
    await comme(id, 'maire', 'signer', { decision: 'accorder' })
    await tache('demarches.delivrer').run({ dossierId: id })
    expect(await lire(essai, id)).toMatchObject({ etat: 'delivre', documentId: null, telephone: null, interne: true })
    const pdf = await auteur.client.get(`/essais/${id}/document.pdf`)
    expect(pdf.octets.subarray(0, 4).toString()).toBe('%PDF')
    expect(pdf.octets.includes('/ByteRange')).toBe(false)
    const conduite = lisible((await auteur.client.get(`/essais/${id}`)).texte)
    for (const dit of ['document prêt', 'payez 2', 'demande votre accord', 'Une photo plus nette', '0197000011'.slice(2)]) expect(conduite.replaceAll(/\s/g, '')).toContain(dit.replaceAll(/\s/g, ''))
    for (const nom of ['demarches.echoir', 'demarches.conserver', 'demarches.nettoyer']) await tache(nom).run({})
    // Nobody else sees, counts, numbers, announces or writes down anything of it.
    expect(await essai.maison.base.ecrire(async (tx) => (await prendrePublications(tx, 1000)).publications)).toEqual([])
    expect(await releverComptes()).toEqual(comptesAvant)
    const pagesApres = await releverPages()
    for (const [page, texte] of pagesAvant) expect(pagesApres.get(page), page).toBe(texte)
    for (const [page, texte] of pagesApres) expect(texte, page).not.toMatch(/ESSAI-[0-9A-F]{8}|Dossou, S/)
    expect((await creerClient(essai).get('/verifier?code=ESSAI')).texte).not.toContain('Document authentique')
  }, 60_000)

  it('il est à son auteur seul : ni un collègue, ni les postes appelés, ni un visiteur ne l’ouvrent', async () => {
    for (const agent of [collegue, ...autres]) {
      for (const chemin of [`/essais/${id}`, `/dossiers/${id}`, `/suivi/${id}`, `/dossiers/${id}/journal`, `/essais/${id}/document.pdf`, `/suivi/${id}/recepisse.pdf`, `/suivi/${id}/copie.zip`]) expect(`${agent.courriel} ${chemin} ${(await agent.client.get(chemin)).statut}`).not.toMatch(/ 200$/)
      for (const geste of ['proposer', 'signer', 'viser', 'confier']) expect((await agent.client.poster(`/dossiers/${id}/${geste}`, {})).statut).toBeGreaterThanOrEqual(400)
    }
    expect((await creerClient(essai).get(`/essais/${id}`)).statut).not.toBe(200)
    // The doors of a test open true files to nobody.
    const vrai = (await sql<{ id: string }>`select id from demarches.dossier where version > 0 limit 1`.execute(essai.maison.base.lire)).rows[0]
    if (vrai) expect((await auteur.client.get(`/essais/${vrai.id}`)).statut).toBe(404)
    expect((await auteur.client.envoyer(`/suivi/${id}/contact`, { telephone: '0197000011' }, { action: `/suivi/${id}/contact` }).catch(() => ({ statut: 409 }))).statut).toBe(409)
  })

  it('la base elle-même refuse qu’un essai ait un numéro, un document, un contact ou une ligne de registre', async () => {
    const tenter = (requete: ReturnType<typeof sql>) => essai.maison.base.ecrire(async (tx) => void (await requete.execute(tx)))
    await expect(tenter(sql`update demarches.dossier set numero = 'AE-2026-000001' where id = ${id}`)).rejects.toThrow('dossier_essai')
    await expect(tenter(sql`update demarches.dossier set telephone = '+2290197000011' where id = ${id}`)).rejects.toThrow('dossier_essai')
    await expect(tenter(sql`update demarches.dossier set version = 1 where id = ${id}`)).rejects.toThrow('essai')
    await expect(tenter(sql`update demarches.dossier set interne = false where id = ${id}`)).rejects.toThrow('dossier_essai')
    await expect(tenter(sql`insert into demarches.inscription (dossier_id, registre, territoire, bureau, annee, rang, inscrite_le, inscrite_par) values (${id}, 'x', 'BJ', 'x', 2026, 1, now(), 'x')`)).rejects.toThrow('essai')
  })

  it('le temps avance pour lui seul, et le silence parle', async () => {
    const { vers } = await auteur.client.envoyer(`/conception/${projet}`, {}, { action: `/conception/${projet}/essayer` })
    const autre = vers!.split('/')[2]!
    const vieillir = async (lequel: string) => {
      const jeton = /name="_jeton" value="([^"]+)"/.exec((await auteur.client.get(`/essais/${lequel}`)).texte)![1]!
      const r = await auteur.client.poster(`/essais/${lequel}/avancer`, { _jeton: jeton, jours: '1' })
      return `${r.statut} ${lisible(r.texte)}`
    }
    expect(await vieillir(autre)).toMatch(/^409 .*Aucun délai ne court avant le dépôt : remplissez et déposez la demande/)
    expect(await vieillir(id)).toMatch(/^409 .*allé jusqu’au bout.*commencez un autre essai/)
    await remplir(auteur.client, autre)
    const { echeance } = await lire(essai, autre)
    expect((await geste(autre, 'avancer', { jours: '0' })).statut).toBe(422)
    expect((await geste(autre, 'avancer', { jours: '1' })).statut).toBe(303)
    expect(lisible((await auteur.client.get(`/essais/${autre}`)).texte)).toMatch(/a vieilli de 1\sjour\./)
    expect((await geste(autre, 'avancer', { jours: '30' })).statut).toBe(303)
    const apres = await lire(essai, autre)
    expect(apres.echeance! < echeance!).toBe(true)
    expect(apres.silenceLe).not.toBeNull()
    expect((await geste(autre, 'effacer')).vers).toBe(`/conception/${projet}`)
    expect(await compter(essai, sql`select count(*) as n from demarches.dossier where id = ${autre}`)).toBe(0)
  })

  it('la révision d’une démarche en vigueur s’essaie sur sa nouvelle version, et y reste', async () => {
    const { vers } = await auteur.client.envoyer('/conception', {}, { action: '/conception/demarches/certificat-de-residence/reviser' })
    const revise = vers!.split('/')[2]!
    const ouvert = await auteur.client.envoyer(`/conception/${revise}`, {}, { action: `/conception/${revise}/essayer` })
    const autre = ouvert.vers!.split('/')[2]!
    expect(await remplir(auteur.client, autre)).toBe(`/essais/${autre}`)
    expect(await lire(essai, autre)).toMatchObject({ version: expect.any(Number) as number, etat: 'depose' })
    expect((await lire(essai, autre)).version).toBeLessThan(0)
    expect((await geste(autre, 'effacer')).statut).toBe(303)
  })

  it('publier ensuite donne la version 1 ; les essais s’effacent d’un clic, ou seuls', async () => {
    await collegue.client.envoyer(`/conception/${projet}/publier`, { _code: collegue.code() }, { action: `/conception/${projet}/publier` })
    expect(await compter(essai, sql`select count(*) as n from demarches.definition where code = 'a-essayer' and version = 1`)).toBe(1)
    await tache('demarches.purger-essais', 3).run({})
    expect(await compter(essai, sql`select count(*) as n from demarches.dossier where id = ${id}`)).toBe(1)
    await tache('demarches.purger-essais', 8).run({})
    for (const table of ['dossier', 'message_essai', 'accord', 'visa', 'constat', 'evenement']) expect([table, await compter(essai, sql`select count(*) as n from ${sql.raw(`demarches.${table}`)}`)]).toEqual([table, 0])
    expect(await compter(essai, sql`select count(*) as n from demarches.definition where version < 0`)).toBe(0)
    expect(await compter(essai, sql`select count(*) as n from fichiers.reference where objet = ${`dossier:${id}`}`)).toBe(0)
  })
})
