import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../src/kernel/db/index.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerClient, listFormulaires } from '../client.ts'
import type { Client, Reponse } from '../client.ts'
import { agir, compter, constater, constatHier, deposer, etape, formulaireDepot, jetons, lieux, lire, lisible, PERSONNE, remplir } from '../demande.ts'
import { attendreCode, creerAgent } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'

let essai: Essai
let bohicon: string
let instructeur: AgentEssai
let chef: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, connexions: 8 })
  bohicon = lieux(essai).bohicon
  instructeur = await creerAgent(essai, 'agent_arrondissement', bohicon)
  chef = await creerAgent(essai, 'chef_arrondissement', bohicon)
})
afterAll(() => essai.ranger())
beforeEach(() => attendreCode(essai, chef))

const evenements = (id: string, genre: string) => compter(essai, sql<{ n: number }>`select count(*) as n from demarches.evenement where dossier_id = ${id} and genre = ${genre}`)
const entrees = (id: string, verbe: string) => compter(essai, sql<{ n: number }>`select count(*) as n from journal.entree where objet = ${`dossier:${id}`} and verbe = ${verbe}`)
const taches = (nom: string, id: string) => compter(essai, sql<{ n: number }>`select count(*) as n from jobs.job where name = ${nom} and data::text like ${`%${id}%`}`)
const champsDe = (page: Reponse, action: string) => Object.fromEntries(listFormulaires(page.texte).find((f) => f.action === action)!.champs)
const plusieurs = (n: number, client: Client, chemin: string, champs: Record<string, string>) => Promise.all(Array.from({ length: n }, () => client.poster(chemin, champs)))

/** Everybody has opened the page before anybody sends: otherwise the quicker one may be done before the other has seen the form. */
async function ensemble(...gestes: { client: Client; page: string; geste: string; champs: Record<string, string> }[]): Promise<Reponse[]> {
  const ouverts = await Promise.all(gestes.map(async (g) => ({ ...g, lue: await g.client.get(g.page) })))
  return Promise.all(ouverts.map(({ client, lue, page, geste, champs }) => client.envoyer(lue, champs, { action: `${page}/${geste}` })))
}

async function propose(): Promise<string> {
  const id = await deposer(creerClient(essai), bohicon)
  await constater(instructeur, id)
  await agir(instructeur, id, 'proposer', { decision: 'accorder', motif: '' })
  return id
}

describe('deux ou trois clics', () => {
  it('déposer', async () => {
    const client = creerClient(essai)
    const id = await remplir(client, bohicon)
    const champs = await formulaireDepot(client, id)
    const reponses = await plusieurs(3, client, `/brouillons/${id}/deposer`, champs)
    expect(reponses.map((r) => [r.statut, r.vers])).toEqual([1, 2, 3].map(() => [303, `/suivi/${id}`]))
    expect([await evenements(id, 'depose'), await entrees(id, 'demarches.deposer')]).toEqual([1, 1])
    expect(await compter(essai, sql<{ n: number }>`select count(*) as n from notifications.message where objet = ${`dossier:${id}`}`)).toBe(1)
  })

  it('commencer : un seul brouillon', async () => {
    const client = creerClient(essai)
    const page = await client.get('/demarches/certificat-de-vie')
    const champs = champsDe(page, '/demarches/certificat-de-vie/commencer')
    const reponses = await plusieurs(3, client, '/demarches/certificat-de-vie/commencer', champs)
    expect(new Set(reponses.map((r) => r.vers)).size).toBe(1)
  })

  it('proposer, constater', async () => {
    const id = await deposer(creerClient(essai), bohicon)
    for (const [geste, genre, saisi] of [['constater', 'constat', constatHier()], ['proposer', 'propose', { decision: 'accorder', motif: '' }]] as const) {
      const page = await instructeur.client.get(geste === 'constater' ? `/dossiers/${id}/constat` : `/dossiers/${id}`)
      const chemin = `/dossiers/${id}/${geste}`
      const reponses = await plusieurs(3, instructeur.client, chemin, { ...champsDe(page, chemin), ...saisi })
      expect(reponses.map((r) => r.statut)).toEqual([303, 303, 303])
      expect(await evenements(id, genre)).toBe(1)
    }
  })

  it('signer : le code ne sert qu’une fois, et aucun clic ne répond qu’il a déjà servi', async () => {
    const id = await propose()
    const page = await chef.client.get(`/dossiers/${id}`)
    const champs = { ...champsDe(page, `/dossiers/${id}/signer`), decision: 'accorder', _code: chef.code() }
    const reponses = await plusieurs(3, chef.client, `/dossiers/${id}/signer`, champs)
    expect(reponses.map((r) => r.statut)).toEqual([303, 303, 303])
    expect([await evenements(id, 'signe'), await entrees(id, 'demarches.signer'), await taches('demarches.delivrer', id)]).toEqual([1, 1, 1])
    // No failure is counted against the signatory.
    expect(await compter(essai, sql<{ n: number }>`select count(*) as n from identite.tentative where cle = ${`second-facteur:${chef.id}`}`)).toBe(0)
    // A wrong code on the same page is still wrong for another file.
    const autre = await propose()
    expect((await agir(chef, autre, 'signer', { decision: 'accorder', _code: '000000' })).statut).toBe(422)
    expect((await lire(essai, autre)).etat).toBe('propose')
  })
})

describe('deux personnes à la fois', () => {
  it('deux agents proposent des décisions contraires : une seule est prise, l’autre est dite', async () => {
    const second = await creerAgent(essai, 'agent_arrondissement', bohicon)
    const id = await deposer(creerClient(essai), bohicon)
    const refus = { decision: 'refuser', motif: 'La personne n’a pas pu être vue en vie' }
    const reponses = await ensemble(
      { client: instructeur.client, page: `/dossiers/${id}`, geste: 'proposer', champs: { decision: 'accorder', motif: '' } },
      { client: second.client, page: `/dossiers/${id}`, geste: 'proposer', champs: refus },
    )
    expect(reponses.map((r) => r.statut).sort()).toEqual([303, 409])
    expect(lisible(reponses.find((r) => r.statut === 409)!.texte)).toContain('Ce dossier a changé depuis que vous l’avez ouvert : décision proposée')
    expect([await evenements(id, 'propose'), await entrees(id, 'demarches.proposer')]).toEqual([1, 1])
    const dossier = await lire(essai, id)
    expect(dossier.proposePar).toBe(`agent:${reponses[0]!.statut === 303 ? instructeur.id : second.id}`)
  })

  it('deux chefs signent et renvoient : un seul des deux', async () => {
    const second = await creerAgent(essai, 'chef_arrondissement', bohicon)
    const id = await propose()
    const reponses = await ensemble(
      { client: chef.client, page: `/dossiers/${id}`, geste: 'signer', champs: { decision: 'accorder', _code: chef.code() } },
      { client: second.client, page: `/dossiers/${id}`, geste: 'renvoyer', champs: { raison: 'à revoir' } },
    )
    expect(reponses.map((r) => r.statut).sort()).toEqual([303, 409])
    expect((await evenements(id, 'signe')) + (await evenements(id, 'renvoye'))).toBe(1)
  })

  it('le citoyen retire pendant que l’agent propose', async () => {
    const citoyen = creerClient(essai)
    const id = await deposer(citoyen, bohicon)
    const reponses = await ensemble(
      { client: citoyen, page: `/suivi/${id}`, geste: 'retirer', champs: {} },
      { client: instructeur.client, page: `/dossiers/${id}`, geste: 'proposer', champs: { decision: 'accorder', motif: '' } },
    )
    expect(reponses.map((r) => r.statut).sort()).toEqual([303, 409])
  })

  it('vingt dépôts à la fois : vingt numéros différents', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, async () => {
      const client = creerClient(essai)
      return { client, id: await remplir(client, bohicon) }
    }))
    const reponses = await Promise.all(clients.map(async ({ client, id }) => client.poster(`/brouillons/${id}/deposer`, await formulaireDepot(client, id))))
    expect(reponses.every((r) => r.statut === 303)).toBe(true)
    const numeros = await Promise.all(clients.map(async ({ id }) => (await lire(essai, id)).numero))
    expect(new Set(numeros).size).toBe(20)
  })
})

describe('la clé d’idempotence', () => {
  it('même clé, même corps : la même réponse ; même clé, autre corps sur un acte définitif : 409', async () => {
    const id = await deposer(creerClient(essai), bohicon)
    const page = await instructeur.client.get(`/dossiers/${id}`)
    const chemin = `/dossiers/${id}/demander-complement`
    const champs = { ...jetons(page), _cle: 'cle-d-essai-1', demande: 'La photo est floue' }
    const premier = await instructeur.client.poster(chemin, champs)
    const rejeu = await instructeur.client.poster(chemin, champs)
    expect([premier.statut, rejeu.statut, rejeu.vers]).toEqual([303, 303, premier.vers])
    const autre = await instructeur.client.poster(chemin, { ...champs, demande: 'Un autre papier' })
    expect(autre.statut).toBe(409)
    expect(lisible(autre.texte)).toContain('Cette page a déjà servi à un autre envoi')
    expect(await evenements(id, 'complement')).toBe(1)
  })

  it('une clé d’un autre n’est pas la mienne', async () => {
    const second = await creerAgent(essai, 'agent_arrondissement', bohicon)
    const [a, b] = [await deposer(creerClient(essai), bohicon), await deposer(creerClient(essai), bohicon)]
    for (const [agent, id] of [[instructeur, a], [second, b]] as const) {
      const page = await agent.client.get(`/dossiers/${id}`)
      expect((await agent.client.poster(`/dossiers/${id}/proposer`, { ...jetons(page), _cle: 'cle-partagee', decision: 'accorder', motif: '' })).statut).toBe(303)
    }
  })

  it('un 422 ne consomme pas la clé', async () => {
    const id = await deposer(creerClient(essai), bohicon)
    const page = await instructeur.client.get(`/dossiers/${id}`)
    const champs = { ...jetons(page), _cle: 'cle-d-essai-2' }
    expect((await instructeur.client.poster(`/dossiers/${id}/demander-complement`, { ...champs, demande: '  ' })).statut).toBe(422)
    expect((await instructeur.client.poster(`/dossiers/${id}/demander-complement`, { ...champs, demande: 'La carte' })).statut).toBe(303)
  })

  it('un brouillon : même clé, autre corps, c’est un nouvel enregistrement', async () => {
    const client = creerClient(essai)
    const id = await remplir(client, bohicon)
    const page = await client.get(`/brouillons/${id}/personne`)
    const champs = { ...PERSONNE, ...jetons(page), _cle: 'cle-brouillon', _continuer: '1' }
    for (const nom of ['Un', 'Deux', 'Deux']) expect((await client.poster(`/brouillons/${id}/personne`, { ...champs, nom })).statut).toBe(303)
    expect((await lire(essai, id)).reponses.nom).toBe('Deux')
    expect((await etape(client, id, 'personne', { ...PERSONNE, nom: 'Trois' })).statut).toBe(303)
  })

  it('deux onglets du même brouillon : le dernier envoi est gardé, rien n’est mêlé', async () => {
    const client = creerClient(essai)
    const id = await remplir(client, bohicon)
    const [a, b] = [await client.get(`/brouillons/${id}/personne`), await client.get(`/brouillons/${id}/usage`)]
    const [ra, rb] = await Promise.all([
      client.envoyer(a, { nom: 'Onglet' }, { action: `/brouillons/${id}/personne`, bouton: ['_continuer', '1'] }),
      client.envoyer(b, { organisme: 'Caisse' }, { action: `/brouillons/${id}/usage`, bouton: ['_continuer', '1'] }),
    ])
    expect([ra.statut, rb.statut]).toEqual([303, 303])
    expect((await lire(essai, id)).reponses).toMatchObject({ nom: 'Onglet', organisme: 'Caisse' })
  })
})
