import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { compter, lieux, lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { demander, lirePaiement, surPaiement } from '../../../tests/paiement.ts'
import { sql } from '../../kernel/db/index.ts'
import { listQuittances } from './quittance.queries.ts'

let essai: Essai
let bohicon: string
let agent: AgentEssai
let chef: AgentEssai
let kandi: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  const tous = lieux(essai)
  bohicon = tous.bohicon
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
  chef = await creerAgent(essai, 'chef_arrondissement', bohicon)
  kandi = await creerAgent(essai, 'agent_arrondissement', tous.kandi)
})
afterAll(() => essai.ranger())

const quittances = (id: string) => listQuittances(essai.maison.base.lire, id)

describe('au guichet', () => {
  it('l’argent reçu donne une quittance numérotée, et son PDF', async () => {
    const id = await demander(essai, bohicon)
    const fait = await surPaiement(agent, id, 'encaisser', { moyen: 'especes' })
    expect(fait.vers).toBe(`/paiements/${id}`)
    const [quittance] = await quittances(id)
    expect(quittance).toMatchObject({ montant: 2000, moyen: 'especes', annuleeLe: null })
    expect(quittance!.numero).toMatch(/^\d{4}-\d{6}$/)
    expect(await lirePaiement(essai, id)).toMatchObject({ etat: 'paye', moyen: 'especes', reference: null })
    const pdf = await agent.client.get(`/paiements/${id}/recu.pdf`)
    expect([pdf.statut, pdf.octets.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    expect(await compter(essai, sql`select count(*) as n from journal.entree where verbe = 'paiements.encaisser' and detail->>'paiement' = ${id}`)).toBe(1)
  })

  it('un chèque ou un transfert sans référence n’est pas pris, et rien de tapé n’est perdu', async () => {
    const id = await demander(essai, bohicon)
    const muet = await surPaiement(agent, id, 'encaisser', { moyen: 'mobile' })
    expect(muet.statut).toBe(422)
    expect(lisible(muet.texte)).toContain('Écrivez le numéro de la transaction')
    expect(muet.texte).toMatch(/value="mobile"[^>]*checked/)
    expect(await quittances(id)).toEqual([])
    expect((await surPaiement(agent, id, 'encaisser', { moyen: 'mobile', reference: 'MP-77' })).statut).toBe(303)
    expect(await lirePaiement(essai, id)).toMatchObject({ moyen: 'mobile', reference: 'MP-77' })
  })

  it('deux clics ne donnent qu’une quittance, et deux pages ouvertes non plus', async () => {
    const id = await demander(essai, bohicon)
    const page = await agent.client.get(`/paiements/${id}`)
    const clic = () => agent.client.envoyer(page, { moyen: 'especes' }, { action: `/paiements/${id}/encaisser` })
    expect((await Promise.all([clic(), clic()])).map((r) => r.statut)).toEqual([303, 303])
    expect(await quittances(id)).toHaveLength(1)
    const autre = await demander(essai, bohicon)
    const pages = [await agent.client.get(`/paiements/${autre}`), await agent.client.get(`/paiements/${autre}`)]
    const deux = await Promise.all(pages.map((p) => agent.client.envoyer(p, { moyen: 'especes' }, { action: `/paiements/${autre}/encaisser` })))
    expect(deux.map((r) => r.statut).toSorted()).toEqual([303, 409])
    expect(await quittances(autre)).toHaveLength(1)
  })

  it('n’existe pas pour un autre territoire, et ne s’encaisse pas sans caisse', async () => {
    const id = await demander(essai, bohicon)
    expect((await kandi.client.get(`/paiements/${id}`)).statut).toBe(404)
    expect((await kandi.client.poster(`/paiements/${id}/encaisser`, { moyen: 'especes' })).statut).toBe(404)
    expect((await kandi.client.get('/paiements')).texte).not.toContain(id)
    expect((await kandi.client.get(`/paiements/${id}/recu.pdf`)).statut).toBe(404)
    expect((await chef.client.get(`/paiements/${id}`)).texte).not.toContain('/encaisser"')
    expect((await chef.client.poster(`/paiements/${id}/encaisser`, { moyen: 'especes' })).statut).toBe(403)
    expect(await lirePaiement(essai, id)).toMatchObject({ etat: 'du' })
  })

  it('qui répond du bureau exempte, avec un motif de la liste ; qui encaisse ne le peut pas', async () => {
    const id = await demander(essai, bohicon)
    expect((await agent.client.poster(`/paiements/${id}/exempter`, { motif: 'indigence' })).statut).toBe(403)
    const muet = await surPaiement(chef, id, 'exempter', { motif: 'parce que' })
    expect(muet.statut).toBe(422)
    expect((await surPaiement(chef, id, 'exempter', { motif: 'indigence', precision: 'Lettre n° 12' })).statut).toBe(303)
    expect(await lirePaiement(essai, id)).toMatchObject({ etat: 'exempte', moyen: null, motif: 'Indigence constatée par le service social : Lettre n° 12' })
    expect((await agent.client.get(`/paiements/${id}/recu.pdf`)).statut).toBe(404)
  })

  it('une quittance annulée le jour même garde son numéro barré, et le paiement est de nouveau dû', async () => {
    const id = await demander(essai, bohicon)
    await surPaiement(agent, id, 'encaisser', { moyen: 'cheque', reference: 'BOA 12' })
    const collegue = await creerAgent(essai, 'agent_guichet', bohicon.slice(0, 4))
    const vole = await surPaiement(collegue, id, 'annuler-quittance', { motif: 'refuse' })
    expect(vole.statut).toBe(403)
    expect((await surPaiement(agent, id, 'annuler-quittance', { motif: 'refuse' })).statut).toBe(303)
    expect(await lirePaiement(essai, id)).toMatchObject({ etat: 'du', moyen: null, reference: null })
    await surPaiement(agent, id, 'encaisser', { moyen: 'especes' })
    const [barree, neuve] = await quittances(id)
    expect([barree!.annuleeMotif, neuve!.annuleeLe]).toEqual(['Chèque ou transfert qui n’est pas passé', null])
    expect(Number(neuve!.numero.slice(5))).toBe(Number(barree!.numero.slice(5)) + 1)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update paiements.quittance set jour = jour - 1 where id = ${neuve!.id}`.execute(tx)))
    expect((await agent.client.get(`/paiements/${id}`)).texte).not.toContain('annuler-quittance"')
  })

  it('la base elle-même refuse un paiement à moitié réglé et une quittance effacée', async () => {
    const id = await demander(essai, bohicon)
    const { ecrire } = essai.maison.base
    await expect(ecrire((tx) => sql`update paiements.paiement set etat = 'paye' where id = ${id}`.execute(tx))).rejects.toThrow(/paiement_/)
    await expect(ecrire((tx) => sql`update paiements.paiement set montant = 0 where id = ${id}`.execute(tx))).rejects.toThrow('paiement_montant')
    await expect(ecrire((tx) => sql`delete from paiements.quittance`.execute(tx))).rejects.toThrow('permission denied')
  })
})

it('trente quittances données ensemble se suivent sans trou ni double, une refusée n’en fait pas', async () => {
  const agents = [agent, ...(await Promise.all(['a', 'b'].map(() => creerAgent(essai, 'agent_arrondissement', bohicon, { poste: agent.posteId, nature: 'interim' }))))]
  const avant = await compter(essai, sql`select coalesce(max(rang), 0) as n from paiements.quittance where territoire = ${bohicon}`)
  const ids = await Promise.all(Array.from({ length: 30 }, () => demander(essai, bohicon)))
  const perdu = await demander(essai, bohicon)
  const faits = await Promise.all([...ids.map((id, rang) => surPaiement(agents[rang % 3]!, id, 'encaisser', { moyen: 'especes' })), surPaiement(agent, perdu, 'encaisser', { moyen: 'cheque' })])
  expect(faits.map((r) => r.statut)).toEqual([...ids.map(() => 303), 422])
  const { rows } = await sql<{ rang: number }>`select rang from paiements.quittance where territoire = ${bohicon} and rang > ${avant} order by rang`.execute(essai.maison.base.lire)
  expect(rows.map((r) => r.rang)).toEqual(ids.map((_, i) => avant + 1 + i))
}, 60_000)
