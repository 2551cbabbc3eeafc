import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import type { Client } from '../../../../tests/client.ts'
import { compter, lieux, lire, photo } from '../../../../tests/demande.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import type { PapierRecu, Rempli, Trousse } from './forme.ts'

let essai: Essai
let agent: AgentEssai
let bohicon: string
let kandi: string

beforeAll(async () => {
  essai = await ouvrirEssai()
  ;({ bohicon, kandi } = lieux(essai))
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
})
afterAll(() => essai?.ranger())

const jetonDe = async (client: Client) => /data-jeton="([^"]+)"/.exec((await client.get('/guichet/hors-ligne')).texte)?.[1] ?? ''
const envoyer = async (client: Client, chemin: string, corps: object) => client.json('POST', chemin, corps, { 'x-iroko-jeton': await jetonDe(client) })
const demande = (changes: object = {}) => ({ id: uuidv7(), demarche: 'certificat-de-residence', version: 1, poste: agent.posteId, recueLe: new Date(Date.now() - 3_600_000).toISOString(), pour: 'present', preuve: 'cip', numero: '0412', mandataire: '', ...changes })
const ouvrir = (corps: object, qui = agent) => envoyer(qui.client, '/guichet/hors-ligne/demandes', corps)

async function joindre(id: string, champ: string, octets: Buffer, client = agent.client): Promise<{ statut: number; corps: PapierRecu }> {
  const bord = 'bord'
  const partie = (nom: string, valeur: string) => `--${bord}\r\nContent-Disposition: form-data; name="${nom}"\r\n\r\n${valeur}\r\n`
  const corps = Buffer.concat([Buffer.from(`${partie('_jeton', await jetonDe(client))}${partie('champ', champ)}--${bord}\r\nContent-Disposition: form-data; name="papier"; filename="carte.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`), octets, Buffer.from(`\r\n--${bord}--\r\n`)])
  const r = await essai.serveur.inject({ method: 'POST', url: `/guichet/hors-ligne/demandes/${id}/papiers`, headers: { accept: 'application/json', 'content-type': `multipart/form-data; boundary=${bord}`, cookie: [...client.cookies].map(([n, v]) => `${n}=${v}`).join('; ') }, payload: corps })
  return { statut: r.statusCode, corps: r.json() }
}

const etapes = () => ({
  personne: { nom: 'Hounsou', prenoms: 'Afiavi', 'naissance.precision': 'vers', 'naissance.annee': '1958' },
  domicile: { domicile: bohicon, 'domicile.recherche': 'Bohicon I', 'domicile.cherche': 'Bohicon I', 'domicile.precision': 'Zongo', 'depuis.precision': 'annee', 'depuis.annee': '2011', titre_occupation: 'proprietaire' },
  contact: { telephone: '01 97 00 00 11' },
  papiers: { exactitude: 'oui' },
})
const remplir = (id: string, corps: object) => envoyer(agent.client, `/guichet/hors-ligne/demandes/${id}`, { version: 1, etapes: etapes(), papiers: {}, ...corps })
const dossiers = (id: string) => compter(essai, sql`select count(*) as n from demarches.dossier where id = ${id}`)

describe('la trousse', () => {
  it('tient en une réponse ce qu’il faut pour une journée ; le territoire ne revient que s’il a changé ; les codes ouvriront les dossiers', async () => {
    const t = (await agent.client.json('GET', '/guichet/hors-ligne/trousse?reserves=3')).json<Trousse>()
    expect(t.demarches.map((d) => d.code)).toContain('certificat-de-residence')
    expect(t.demarches.map((d) => d.code)).not.toContain('demande-de-conge')
    expect(t.postes).toMatchObject([{ id: agent.posteId }])
    expect(t.rangees!.territoires.length).toBeGreaterThan(600)
    expect(new Set(t.reserves.map((r) => r.id)).size).toBe(3)
    expect((await agent.client.json('GET', `/guichet/hors-ligne/trousse?edition=${t.edition}`)).json<Trousse>()).toMatchObject({ rangees: null, reserves: [] })
    expect((await agent.client.json('GET', '/guichet/hors-ligne/trousse?reserves=100000')).json<Trousse>().reserves).toEqual([])
  })

  it('n’est qu’aux guichets ; la page gardée, elle, est à tous et ne dit rien de personne', async () => {
    expect((await creerClient(essai).json('GET', '/guichet/hors-ligne/trousse')).statut).toBe(401)
    const chef = await creerAgent(essai, 'chef_arrondissement', bohicon)
    expect((await chef.client.json('GET', '/guichet/hors-ligne/trousse')).statut).toBe(403)
    const page = await creerClient(essai).get('/guichet/hors-ligne')
    expect(page.statut).toBe(200)
    expect(page.texte).not.toMatch(/data-jeton|data-agent|_jeton/)
    expect(page.entetes['set-cookie']).toBeUndefined()
  })
})

describe('recevoir', () => {
  it('une demande annoncée, ses papiers et ses réponses envoyés deux fois, déposée deux fois : un dossier, un numéro', async () => {
    const d = demande()
    expect((await ouvrir(d)).json()).toEqual({ etat: 'brouillon', papiers: [] })
    const octets = await photo(80)
    const [premier, second] = [await joindre(d.id, 'piece', octets), await joindre(d.id, 'piece', octets)]
    expect(second.corps).toEqual(premier.corps)
    expect((await ouvrir(d)).json()).toEqual({ etat: 'brouillon', papiers: [premier.corps] })
    for (let n = 0; n < 2; n++) expect((await remplir(d.id, { papiers: { piece: [premier.corps.reference] } })).json<Rempli>()).toMatchObject({ manques: [], revoir: [], perdues: [], arret: null })
    const cle = { 'idempotency-key': `hors-ligne-${d.id}`, 'x-iroko-jeton': await jetonDe(agent.client) }
    const depots = [await agent.client.json('POST', `/brouillons/${d.id}/deposer`, {}, cle), await agent.client.json('POST', `/brouillons/${d.id}/deposer`, {}, cle)]
    expect(depots.map((r) => r.statut)).toEqual([200, 200])
    const dossier = await lire(essai, d.id)
    expect((await ouvrir(d)).json()).toEqual({ etat: 'depose', numero: dossier.numero })
    expect(dossier).toMatchObject({ canal: 'guichet', demandeur: 'Hounsou Afiavi', mandat: { preuve: 'cip', horsLigne: { recueLe: d.recueLe } } })
    expect((dossier.reponses['piece'] as object[]).length).toBe(1)
    expect(await dossiers(d.id)).toBe(1)
    // What comes after is refused, and changes nothing.
    expect((await remplir(d.id, {})).statut).toBe(409)
    expect((await joindre(d.id, 'piece', octets)).statut).toBe(409)
  })

  it('deux envois au même instant : une demande', async () => {
    const d = demande()
    const reponses = await Promise.all([ouvrir(d), ouvrir(d)])
    expect(reponses.filter((r) => r.statut === 200).length).toBeGreaterThan(0)
    expect(reponses.filter((r) => r.statut >= 500)).toEqual([])
    expect(await dossiers(d.id)).toBe(1)
  })

  it('l’heure de l’appareil ne va pas dans l’avenir', async () => {
    const d = demande({ recueLe: '2099-01-01T00:00:00Z' })
    await ouvrir(d)
    expect(Date.parse((await lire(essai, d.id)).mandat!.horsLigne!.recueLe)).toBeLessThanOrEqual(Date.now())
  })

  it('un autre agent, un autre territoire, un citoyen, une autre démarche : rien', async () => {
    const d = demande()
    await ouvrir(d)
    const voisin = await creerAgent(essai, 'agent_arrondissement', bohicon)
    expect((await ouvrir({ ...d, poste: voisin.posteId }, voisin)).statut).toBe(404)
    const loin = await creerAgent(essai, 'agent_arrondissement', kandi)
    expect((await joindre(d.id, 'piece', await photo(), loin.client)).statut).toBe(404)
    expect((await envoyer(loin.client, `/guichet/hors-ligne/demandes/${d.id}`, { version: 1, etapes: {}, papiers: {} })).statut).toBe(404)
    expect((await ouvrir(demande({ demarche: 'demande-de-conge' }))).statut).toBe(404)
    expect((await ouvrir(demande({ version: 99 }))).statut).toBe(404)
    expect((await agent.client.json('POST', '/guichet/hors-ligne/demandes', demande())).statut).toBe(422)
  })

  it('ce qui est mal formé se dit, sans panne ; un papier d’ailleurs ne vient pas', async () => {
    const d = demande()
    expect((await ouvrir({ ...d, numero: '' })).json<{ champs: object }>().champs).toMatchObject({ numero: expect.stringContaining('numéro') })
    expect((await ouvrir({ ...d, id: 'x' })).statut).toBe(422)
    await ouvrir(d)
    for (const champ of ['../piece', '__proto__', 'a.b', 'x'.repeat(99)]) expect((await joindre(d.id, champ, await photo())).statut).toBe(422)
    expect((await joindre(d.id, 'piece', Buffer.from('MZ pas une photo'))).statut).toBe(422)
    const autre = demande()
    await ouvrir(autre)
    const ailleurs = (await joindre(autre.id, 'piece', await photo(90))).corps.reference
    const lu = (await remplir(d.id, { papiers: { piece: [ailleurs] }, etapes: { ...etapes(), __proto__: { x: 'y' }, inconnue: { nom: 'x' }, personne: { ...etapes().personne, nom: ['a', 'b'], autre: 'x' } } })).json<Rempli>()
    expect(lu.manques.map((m) => m.phrase).join(' ')).toMatch(/pièce d’identité/)
    expect((await lire(essai, d.id)).reponses['nom']).toBeUndefined()
    expect((await lire(essai, d.id)).saisie['personne']).toMatchObject({ prenoms: 'Afiavi' })
  })

  it('un papier retiré au guichet entre deux envois ne reste pas', async () => {
    const d = demande()
    await ouvrir(d)
    const ancien = (await joindre(d.id, 'piece', await photo(70))).corps.reference
    const neuf = (await joindre(d.id, 'piece', await photo(71))).corps.reference
    await remplir(d.id, { papiers: { piece: [neuf] } })
    expect((await ouvrir(d)).json<{ papiers: PapierRecu[] }>().papiers.map((p) => p.reference)).toEqual([neuf])
    expect(ancien).not.toBe(neuf)
  })
})
