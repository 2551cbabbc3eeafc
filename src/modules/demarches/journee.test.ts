import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { agir, deposer, lieux, lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'

let essai: Essai
let instructeur: AgentEssai
let chef: AgentEssai
let aVerifier: string
let aSigner: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  const { bohicon } = lieux(essai)
  instructeur = await creerAgent(essai, 'agent_arrondissement', bohicon)
  chef = await creerAgent(essai, 'chef_arrondissement', bohicon)
  aVerifier = await deposer(creerClient(essai), bohicon)
  aSigner = await deposer(creerClient(essai), bohicon)
  await agir(instructeur, aSigner, 'proposer', { decision: 'refuser', motif: 'La personne n’a pas pu être vue en vie' })
  await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.dossier set echeance = '2026-01-05' where id = any(${[aVerifier, aSigner]}::uuid[])`.execute(tx)))
})
afterAll(() => essai.ranger())

const journee = async (qui: AgentEssai) => (await qui.client.get('/journee')).texte
/** The rows of a group, by its anchor. */
const groupe = (page: string, id: string) => page.slice(page.indexOf(`id="${id}"`)).split(/<tr class="g|<tr[^>]*id="/)[0]!

describe('ma journée', () => {
  it('qui vérifie voit d’abord ce qui est à vérifier ; ce qui attend une signature est chez un autre', async () => {
    const page = await journee(instructeur)
    expect(lisible(page)).toContain('1 dossier est en retard : commencez par lui')
    expect(page).toContain(`class="btn btn--petit" href="/dossiers/${aVerifier}"`)
    expect(groupe(page, 'tard')).not.toContain(aSigner)
    expect(lisible(page)).toContain('En d’autres mains : 1')
  })

  it('qui signe voit d’abord ce qui est à signer', async () => {
    const page = await journee(chef)
    expect(page).toContain(`class="btn btn--petit" href="/dossiers/${aSigner}"`)
    expect(lisible(page)).toContain('En d’autres mains : 1')
    expect(lisible(page)).not.toContain('Constat à faire À signer')
  })

  it('qui ne fait que lire n’est pressé de rien', async () => {
    const auditeur = await creerAgent(essai, 'auditeur', 'BJ')
    const page = await journee(auditeur)
    expect(lisible(page)).toContain('2 dossiers sont en cours')
    expect(page).not.toContain('Ouvrir le plus urgent')
    expect(lisible(page)).not.toContain('commencez par')
  })

  it('une administratrice voit ce qui attend son accord', async () => {
    const [une, deux] = [await creerAgent(essai, 'administrateur', 'BJ'), await creerAgent(essai, 'administrateur', 'BJ')]
    expect(lisible(await journee(deux!))).toContain('Personne n’attend votre accord')
    await une!.client.envoyer('/administration/accords/demander', { role: 'sceau' }, { action: '/administration/accords/cle' })
    expect(lisible(await journee(deux!))).toContain('1 demande attend votre accord')
    expect(lisible(await journee(une!))).toContain('Personne n’attend votre accord')
  })
})
