import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { agir, compter, deposer, lieux, lisible } from '../../../tests/demande.ts'
import { attendreCode, creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { creerTaches } from '../../kernel/corridor/travailler.ts'
import { sql } from '../../kernel/db/index.ts'
import { MODULES } from '../index.ts'
import { takeLivraison } from './livraison.queries.ts'

type Recu = { corps: string; entetes: IncomingHttpHeaders; json: { id: string; genre: string; dossier: { id: string; numero: string; etat: string } } }
let essai: Essai
let admin: AgentEssai
let agent: AgentEssai
let recepteur: Server
let url: string
let recus: Recu[] = []
let repondre: (recu: Recu) => { statut: number; vers?: string } = () => ({ statut: 200 })

beforeAll(async () => {
  recepteur = createServer((requete, reponse) => {
    const morceaux: Buffer[] = []
    requete.on('data', (m: Buffer) => morceaux.push(m))
    requete.on('end', () => {
      const corps = Buffer.concat(morceaux).toString()
      const recu = { corps, entetes: requete.headers, json: JSON.parse(corps) as Recu['json'] }
      recus.push(recu)
      const { statut, vers } = repondre(recu)
      reponse.writeHead(statut, vers ? { location: vers } : {}).end('x'.repeat(100_000))
    })
  })
  await new Promise<void>((suite) => recepteur.listen(0, '127.0.0.1', suite))
  url = `http://127.0.0.1:${(recepteur.address() as AddressInfo).port}/avis`
  essai = await ouvrirEssai({ travaille: false, reglages: { abonnementsLocaux: true } })
  admin = await creerAgent(essai, 'administrateur', 'BJ')
  agent = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
})
afterAll(async () => {
  recepteur.close()
  await essai.ranger()
})
beforeEach(async () => {
  recus = []
  repondre = () => ({ statut: 200 })
  await attendreCode(essai, admin)
})
// Each test tells its own subscriber only.
afterEach(() => essai.maison.base.ecrire(async (tx) => void (await sql`update abonnements.abonnement set etat = 'supprime'`.execute(tx))))

const MINUTE = 60_000
/** The task, as the queue runs it `dans` milliseconds from now. */
const livrer = (dans = 1000) => creerTaches(MODULES, essai.maison, () => new Date(Date.now() + dans)).find((t) => t.nom === 'abonnements.livrer')!.run({})

let rang = 0
async function abonner(champs: Record<string, string | string[]> = {}): Promise<{ id: string; secret: string }> {
  await attendreCode(essai, admin)
  const cree = await admin.client.envoyer('/abonnements/nouveau', { nom: `Caisse ${++rang}`, url, genres: ['depose', 'complement', 'reponse', 'retire'], territoires: 'Bohicon', _code: admin.code(), ...champs }, { action: '/abonnements' })
  const secret = /abo_[\w-]{43}/.exec(cree.texte)?.[0]
  const id = /\/abonnements\/([0-9a-f-]{36})/.exec(cree.texte)?.[1]
  if (!secret || !id) throw new Error(`${cree.statut} ${lisible(cree.texte).slice(0, 600)}`)
  return { id, secret }
}
const etats = async (id: string) => (await sql<{ genre: string; etat: string; essais: number }>`select genre, etat, essais from abonnements.livraison where abonnement_id = ${id} order by rang`.execute(essai.maison.base.lire)).rows

describe('un logiciel abonné', () => {
  it('reçoit ce qui arrive au dossier, dans l’ordre, signé, sans un mot de la personne', async () => {
    const { id, secret } = await abonner()
    const citoyen = creerClient(essai)
    const dossier = await deposer(citoyen, lieux(essai).bohicon)
    await agir(agent, dossier, 'demander-complement', { demande: 'La photo de Dossou est floue' })
    await livrer()
    expect(recus.map((r) => [r.json.genre, r.json.dossier.etat])).toEqual([['depose', 'depose'], ['complement', 'suspendu']])
    for (const { corps, entetes, json } of recus) {
      const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(entetes['x-iroko-signature']))!
      expect(createHmac('sha256', secret).update(`${t}.${corps}`).digest('hex')).toBe(v1)
      expect(Math.abs(Date.now() / 1000 - Number(t))).toBeLessThan(60)
      expect(entetes['x-iroko-evenement']).toBe(json.id)
      expect(corps).not.toMatch(/Dossou|Sènami|97000011|floue/)
      expect(json.dossier.numero).toMatch(/^CV-/)
    }
    // Told once: nothing more to say.
    await livrer(5 * MINUTE)
    expect(recus).toHaveLength(2)
    expect(await etats(id)).toEqual([{ genre: 'depose', etat: 'livre', essais: 1 }, { genre: 'complement', etat: 'livre', essais: 1 }])
    expect(await compter(essai, sql`select count(*) as n from abonnements.abonnement where position(${Buffer.from(secret)}::bytea in secret) > 0`)).toBe(0)
  })

  it('n’est prévenu ni d’un autre lieu, ni d’une autre démarche, ni d’un autre événement, ni de ce qui précède', async () => {
    await deposer(creerClient(essai), lieux(essai).bohicon)
    const ailleurs = await abonner({ territoires: 'Kandi' })
    const autre = await abonner({ demarches: 'certificat-de-residence' })
    const retraits = await abonner({ genres: 'retire' })
    await deposer(creerClient(essai), lieux(essai).bohicon)
    await livrer()
    expect(recus).toEqual([])
    for (const { id } of [ailleurs, autre, retraits]) expect(await etats(id)).toEqual([])
  })

  it('attend : le suivant d’un dossier ne passe jamais devant celui qui a échoué, un autre dossier n’attend pas', async () => {
    const { id } = await abonner()
    const premier = await deposer(creerClient(essai), lieux(essai).bohicon)
    await agir(agent, premier, 'demander-complement', { demande: 'x' })
    const second = await deposer(creerClient(essai), lieux(essai).bohicon)
    repondre = (r) => ({ statut: r.json.dossier.id === premier ? 500 : 200 })
    await livrer()
    expect(recus.map((r) => `${r.json.dossier.id === premier ? 1 : 2} ${r.json.genre}`).sort()).toEqual(['1 depose', '2 depose'])
    // Not before its time; then again, and still the former only.
    await livrer(30_000)
    expect(recus).toHaveLength(2)
    await livrer(2 * MINUTE)
    expect(recus.slice(2).map((r) => [r.json.dossier.id, r.json.genre])).toEqual([[premier, 'depose']])
    repondre = () => ({ statut: 204 })
    await livrer(20 * MINUTE)
    expect(recus.slice(3).map((r) => r.json.genre)).toEqual(['depose', 'complement'])
    expect(new Set(recus.filter((r) => r.json.dossier.id === premier && r.json.genre === 'depose').map((r) => r.entetes['x-iroko-livraison'])).size).toBe(1)
    expect((await etats(id)).map((l) => l.etat)).toEqual(['livre', 'livre', 'livre'])
    expect(second).not.toBe(premier)
  })

  it('est abandonné après huit échecs sur deux jours ; le suivant part alors, et l’abandonné se rejoue', async () => {
    const { id } = await abonner()
    const dossier = await deposer(creerClient(essai), lieux(essai).bohicon)
    await agir(agent, dossier, 'demander-complement', { demande: 'x' })
    repondre = (r) => (r.json.genre === 'depose' ? { statut: 302, vers: 'http://127.0.0.1:1/' } : { statut: 200 })
    let temps = 1000
    for (const minutes of [0, 1, 5, 20, 60, 180, 480, 1440]) await livrer((temps += minutes * MINUTE + 1000))
    expect(await etats(id)).toEqual([{ genre: 'depose', etat: 'abandonne', essais: 8 }, { genre: 'complement', etat: 'livre', essais: 1 }])
    // A redirection was never followed: eight calls came here, none went on.
    expect(recus.filter((r) => r.json.genre === 'depose')).toHaveLength(8)
    const page = await admin.client.get(`/abonnements/${id}`)
    expect(lisible(page.texte)).toContain('302, Redirection non suivie')
    repondre = () => ({ statut: 200 })
    const livraison = (await sql<{ id: string }>`select id from abonnements.livraison where abonnement_id = ${id} and etat = 'abandonne'`.execute(essai.maison.base.lire)).rows[0]!.id
    const rejoue = await admin.client.envoyer(page, {}, { action: `/abonnements/${id}/livraisons/${livraison}/rejouer` })
    expect(rejoue.vers).toBe(`/abonnements/${id}`)
    const avant = recus.length
    await livrer((temps += MINUTE))
    expect(recus.slice(avant).map((r) => r.json.genre)).toEqual(['depose'])
    // The same event, under another delivery: the receiver can tell.
    expect(recus.at(-1)!.entetes['x-iroko-evenement']).toBe(recus[0]!.entetes['x-iroko-evenement'])
    expect(recus.at(-1)!.entetes['x-iroko-livraison']).not.toBe(recus[0]!.entetes['x-iroko-livraison'])
    expect(recus.at(-1)!.corps).toBe(recus[0]!.corps)
  })

  it('reçoit de nouveau, sous le même identifiant, ce qu’un processus tué n’a pas noté', async () => {
    const { id } = await abonner()
    await deposer(creerClient(essai), lieux(essai).bohicon)
    // What another process does before it dies: the events given out, one taken, sent, and nothing written after.
    await admin.client.envoyer(`/abonnements/${id}`, {}, { action: `/abonnements/${id}/suspendre` })
    await livrer()
    const prise = await essai.maison.base.ecrire((tx) => takeLivraison(tx, id, new Date(Date.now() + 2000), new Date(Date.now() + MINUTE)))
    await admin.client.envoyer(`/abonnements/${id}`, {}, { action: `/abonnements/${id}/reprendre` })
    await livrer(10_000)
    expect(recus).toEqual([])
    await livrer(2 * MINUTE)
    expect(recus.map((r) => r.entetes['x-iroko-livraison'])).toEqual([prise!.id])
    expect(await etats(id)).toEqual([{ genre: 'depose', etat: 'livre', essais: 2 }])
  })

  it('deux ouvriers à la fois ne l’envoient pas deux fois', async () => {
    const { id } = await abonner()
    await deposer(creerClient(essai), lieux(essai).bohicon)
    await deposer(creerClient(essai), lieux(essai).bohicon)
    await Promise.all([livrer(), livrer()])
    expect(recus).toHaveLength(2)
    expect((await etats(id)).map((l) => l.essais)).toEqual([1, 1])
  })
})

describe('l’écran des abonnements', () => {
  it('demande le second facteur, garde ce qui est écrit, refuse une mauvaise adresse, ne montre le secret qu’une fois', async () => {
    const champs = { nom: 'Caisse', url: 'ftp://10.0.0.1/', genres: 'depose', territoires: 'Nulle-Part-Ailleurs' }
    const sans = await admin.client.envoyer('/abonnements/nouveau', champs, { action: '/abonnements' })
    expect([sans.statut, lisible(sans.texte)]).toEqual([422, expect.stringContaining('code à six chiffres')])
    const faux = await admin.client.envoyer('/abonnements/nouveau', { ...champs, _code: admin.code() }, { action: '/abonnements' })
    expect(faux.statut).toBe(422)
    expect(lisible(faux.texte)).toContain('Écrivez une adresse qui commence par https://')
    expect(lisible(faux.texte)).toContain('Aucun lieu ne s’appelle « Nulle-Part-Ailleurs »')
    expect(faux.texte).toContain('ftp://10.0.0.1/')
    await attendreCode(essai, admin)
    const { id, secret } = await abonner()
    expect((await admin.client.get(`/abonnements/${id}`)).texte).not.toContain(secret)
    await attendreCode(essai, admin)
    const ferme = await admin.client.envoyer(`/abonnements/${id}`, { _code: admin.code() }, { action: `/abonnements/${id}/supprimer` })
    expect(ferme.vers).toBe('/abonnements')
    expect((await admin.client.get(`/abonnements/${id}`)).statut).toBe(404)
  })

  it('n’existe pas pour qui n’administre pas', async () => {
    expect((await agent.client.get('/abonnements')).statut).toBe(403)
    expect((await creerClient(essai).get('/abonnements')).vers).toContain('/connexion/agent')
  })
})
