import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import { agir, compter, deposer, lieux, lire, lisible } from '../../../../tests/demande.ts'
import { creerAgent, jusqua } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { executer, lireAgent } from './executer.ts'
import { findLot, listLignes } from './lot.queries.ts'

let essai: Essai
let assiba: AgentEssai
let yabo: AgentEssai
let chef: AgentEssai
let bohicon: string
beforeAll(async () => {
  essai = await ouvrirEssai()
  bohicon = lieux(essai).bohicon
  assiba = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: 'Assiba Kpadonou' })
  yabo = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: 'Yabo Tossou' })
  chef = await creerAgent(essai, 'chef_arrondissement', bohicon, { nom: 'Hounsou Tognon' })
})
afterAll(() => essai.ranger())

const depots = async (nombre: number, lieu = bohicon) => {
  const ids: string[] = []
  for (let n = 0; n < nombre; n++) ids.push(await deposer(creerClient(essai), lieu))
  return ids
}

/** Chooses files on the list and waits for the end. */
async function traiter(qui: AgentEssai, geste: string, dossier: string[]) {
  const r = await qui.client.envoyer('/dossiers', { geste, dossier }, { action: '/lots' })
  expect(r.statut, lisible(r.texte).slice(0, 400)).toBe(303)
  const id = r.vers!.split('/').at(-1)!
  const { lire: db } = essai.maison.base
  await jusqua(async () => (await findLot(db, id))?.restants === 0)
  return { id, lignes: await listLignes(db, id) }
}

describe('un geste sur plusieurs dossiers', () => {
  it('se fait dossier par dossier : ce qui est refusé n’arrête rien, et dit pourquoi', async () => {
    const [un, deux, trois] = (await depots(3)) as [string, string, string]
    await agir(yabo, deux, 'demander-complement', { demande: 'Une photo plus nette' })
    const { id, lignes } = await traiter(assiba, 'proposer', [un, deux, trois])
    expect(lignes.map((l) => [l.dossierId, l.fait])).toEqual([[un, true], [deux, false], [trois, true]])
    expect(lignes[1]!.phrase).toContain('Ce dossier n’est plus à vérifier')
    const page = lisible((await assiba.client.get(`/lots/${id}`)).texte)
    expect(page).toContain('3 sur 3, dont 1 laissé de côté')
    const lu = await lire(essai, un)
    expect([lu.etat, lu.decision, lu.proposePar]).toEqual(['propose', 'accorder', `agent:${assiba.id}`])
    // The register of acts holds who asked, under the name of the gesture.
    expect(await compter(essai, sql`select count(*) as n from journal.entree where verbe = 'demarches.proposer' and objet = ${`dossier:${un}`}`)).toBe(1)
    // A batch is its author's alone.
    expect((await yabo.client.get(`/lots/${id}`)).statut).toBe(403)
    const relances = await traiter(assiba, 'relancer', [un, deux])
    expect(relances.lignes.map((l) => l.fait)).toEqual([false, true])
  })

  it('le chef répartit entre ceux qui ont le poste attendu, au moins chargé', async () => {
    const ids = await depots(3)
    await traiter(assiba, 'charger', [ids[0]!])
    const { lignes } = await traiter(chef, 'repartir-charge', ids.slice(1))
    expect(lignes.every((l) => l.fait)).toBe(true)
    const instructeurs = await Promise.all(ids.map(async (id) => (await lire(essai, id)).instructeur))
    expect(instructeurs[0]).toBe(assiba.id)
    // Yabo, who had none, comes first.
    expect(instructeurs[1]).toBe(yabo.id)
    expect([assiba.id, yabo.id]).toContain(instructeurs[2])
    expect(lisible((await assiba.client.get('/dossiers')).texte)).not.toContain('au moins chargé')
  })

  it('ne fait rien que la page du dossier refuserait : ni d’ailleurs, ni sans le poste, ni après l’avoir perdu', async () => {
    const [loin] = (await depots(1, lieux(essai).kandi)) as [string]
    const [ici] = (await depots(1)) as [string]
    const { lignes } = await traiter(assiba, 'proposer', [loin, ici])
    expect(lignes.map((l) => l.dossierId)).toEqual([ici])
    const auditeur = await creerAgent(essai, 'auditeur', 'BJ')
    expect((await auditeur.client.get('/dossiers')).texte).not.toContain('action="/lots"')
    const contexte = { maison: essai.maison, maintenant: new Date() }
    const [autre] = (await depots(1)) as [string]
    const sans = await creerAgent(essai, 'agent_arrondissement', bohicon)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.affectation set au = '2020-02-01' where agent_id = ${sans.id}`.execute(tx)))
    for (const qui of [auditeur, sans, chef]) {
      const acteur = (await lireAgent(essai.maison.base.lire, `agent:${qui.id}`, contexte))!
      await expect(essai.maison.base.ecrire((tx) => executer(tx, 'proposer', { dossierId: autre, detail: {} }, acteur, contexte))).rejects.toMatchObject({ name: 'Refus' })
    }
    expect((await lire(essai, autre)).etat).toBe('depose')
  })

  it('demande un geste et un dossier, et garde ce qui était coché', async () => {
    const [un] = (await depots(1)) as [string]
    const r = await assiba.client.envoyer('/dossiers', { dossier: [un] }, { action: '/lots' })
    expect(r.statut).toBe(422)
    expect(new RegExp(`value="${un}"[^>]*checked`).test(r.texte) || new RegExp(`checked[^>]*value="${un}"`).test(r.texte)).toBe(true)
    expect((await assiba.client.envoyer('/dossiers', { geste: 'proposer' }, { action: '/lots' })).statut).toBe(422)
    expect((await assiba.client.envoyer('/dossiers', { geste: 'signer', dossier: [un] }, { action: '/lots' })).statut).toBe(422)
  })
})
