import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import { agir, compter, lieux, lire, lisible } from '../../../../tests/demande.ts'
import { attendreCode, creerAgent, jusqua } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { deposerEssai, publierEssai } from '../../../../tests/procedure.ts'
import { sql } from '../../../kernel/db/index.ts'

let essai: Essai
let agent: AgentEssai
let chef: AgentEssai
let ailleurs: AgentEssai
const ids: string[] = []
const annee = new Date(Date.now() + 3_600_000).getUTCFullYear()
const adresse = (suite = '') => `/registres/essais/${lieux(essai).bohicon}/${annee}${suite}`
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  agent = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
  chef = await creerAgent(essai, 'chef_arrondissement', lieux(essai).bohicon, { nom: 'Hounsou Tognon' })
  ailleurs = await creerAgent(essai, 'agent_arrondissement', lieux(essai).kandi)
  await publierEssai(essai, {
    registre: { code: 'essais', nom: 'Registre des essais', source: 'essai', verifie: true },
    circuit: { stations: [{ code: 'v', genre: 'instruction', titre: 'V', qui: { roles: ['agent_arrondissement'] } }, { code: 's', genre: 'signature', titre: 'S', qui: { roles: ['chef_arrondissement'] }, source: 'essai', verifie: true }] },
  })
  for (let n = 0; n < 2; n++) {
    const id = await deposerEssai(creerClient(essai), lieux(essai).bohicon)
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    await attendreCode(essai, chef)
    await chef.client.envoyer(`/dossiers/${id}`, { _code: chef.code() }, { action: `/dossiers/${id}/signer` })
    ids.push(id)
  }
})
afterAll(() => essai.ranger())

it('un livre par registre, bureau et année, dans son territoire seulement', async () => {
  expect(lisible((await agent.client.get('/registres')).texte)).toMatch(/Registre des essais Arrondissement de Bohicon I \d{4} 2 inscriptions/)
  expect(lisible((await ailleurs.client.get('/registres')).texte)).toContain('Aucune décision n’est encore inscrite')
  expect(lisible((await agent.client.get('/registres?cherche=bohicon')).texte)).toContain('2 inscriptions')
  expect(lisible((await agent.client.get('/registres?cherche=parakou')).texte)).toContain('Aucun registre de ce bureau')
  const vue = lisible((await agent.client.get(adresse())).texte)
  expect(vue).toMatch(new RegExp(`2 inscriptions, du n° 1 au n° 2.*1/${annee}.*2/${annee}`))
  expect(vue).toContain('Hounsou Tognon')
  expect(vue).not.toContain('Il manque un numéro')
  expect((await ailleurs.client.get(adresse())).statut).toBe(404)
  expect((await agent.client.get(adresse().replace(String(annee), '2001'))).statut).toBe(404)
  expect((await creerClient(essai).get(adresse())).statut).toBe(303)
  // It shows names: whoever holds the file sees it.
  await jusqua(async () => (await compter(essai, sql`select count(*) as n from identite.consultation where objet = ${`dossier:${ids[0]!}`} and acteur = ${`agent:${agent.id}`}`)) > 0)
})

it('se cherche par numéro, par nom et par dossier', async () => {
  const { numero } = await lire(essai, ids[1]!)
  for (const [cherche, voit, pas] of [[`2/${annee}`, `2/${annee}`, `1/${annee}`], [numero!, `2/${annee}`, `1/${annee}`], ['dossou', `1/${annee}`, 'Aucune inscription']] as const) {
    const vue = lisible((await agent.client.get(adresse(`?cherche=${encodeURIComponent(cherche)}`))).texte)
    const lignes = vue.split('État')[1]!
    expect(lignes).toContain(` ${voit} `)
    expect(lignes).not.toContain(` ${pas} `)
  }
  expect(lisible((await agent.client.get(adresse('?cherche=personne'))).texte)).toContain('Aucune inscription ne correspond')
})

it('s’emporte en CSV et en XLSX, et dit le numéro qui manque', async () => {
  const csv = await agent.client.get(adresse('?format=csv'))
  expect(csv.texte.trim().split('\n')).toHaveLength(3)
  expect(csv.texte).toMatch(/Numéro;Inscrit le;Dossier/)
  expect((await agent.client.get(adresse('?format=xlsx'))).octets.subarray(0, 2).toString()).toBe('PK')
  await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.registre set dernier = 3 where registre = 'essais'`.execute(tx)))
  expect(lisible((await agent.client.get(adresse())).texte)).toContain('Il manque un numéro')
})
