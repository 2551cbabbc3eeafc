import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { jetons, lieux, lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { demander, lirePaiement, surPaiement } from '../../../tests/paiement.ts'
import { sql } from '../../kernel/db/index.ts'
import { jourLocal } from '../../kernel/calendrier/index.ts'
import { cleCaisse, lireCaisse, totaliser } from './caisse.ts'
import { findCloture } from './caisse.queries.ts'
import { MOYENS_GUICHET } from './paiement.ts'

const quittance = fc.record({ moyen: fc.constantFrom(...MOYENS_GUICHET), montant: fc.integer({ min: 1, max: 10_000_000 }), annuleeLe: fc.constantFrom(null, new Date(0)) })

describe('les totaux d’une caisse', () => {
  it('comptent chaque quittance valable une fois, et rien d’une quittance barrée', () => {
    fc.assert(
      fc.property(fc.array(quittance), (liste) => {
        const t = totaliser(liste)
        const valables = liste.filter((q) => q.annuleeLe === null)
        expect(t.total).toBe(t.especes + t.cheque + t.mobile)
        expect(t.nombre + t.annulees).toBe(liste.length)
        for (const moyen of MOYENS_GUICHET) expect(t[moyen]).toBe(valables.filter((q) => q.moyen === moyen).reduce((n, q) => n + q.montant, 0))
      }),
    )
  })

  it('ne dépendent ni de l’ordre ni du découpage, et barrer une quittance retire juste son montant', () => {
    fc.assert(
      fc.property(fc.array(quittance, { minLength: 1 }), fc.nat(), (liste, n) => {
        const rang = n % liste.length
        const [a, b] = [totaliser(liste.slice(0, rang)), totaliser(liste.slice(rang))]
        expect(totaliser(liste.toReversed())).toEqual(totaliser(liste))
        for (const cle of Object.keys(a) as (keyof typeof a)[]) expect(a[cle] + b[cle]).toBe(totaliser(liste)[cle])
        const barree = totaliser(liste.map((q, i) => (i === rang ? { ...q, annuleeLe: new Date() } : q)))
        expect(totaliser(liste).total - barree.total).toBe(liste[rang]!.annuleeLe ? 0 : liste[rang]!.montant)
      }),
    )
  })

  it('une caisse se nomme et se relit', () => {
    expect(lireCaisse(cleCaisse({ territoire: '1203', bureau: 'Mairie de Bohicon, guichet n° 2 #A' }))).toEqual({ territoire: '1203', bureau: 'Mairie de Bohicon, guichet n° 2 #A' })
    expect(lireCaisse('n’importe quoi')).toBeUndefined()
  })
})

describe('la caisse du jour', () => {
  let essai: Essai
  let bohicon: string
  let agent: AgentEssai
  let bureau: string
  const jour = jourLocal(new Date())
  beforeAll(async () => {
    essai = await ouvrirEssai({ travaille: false })
    bohicon = lieux(essai).bohicon
    agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
    bureau = (await sql<{ bureau: string }>`select bureau from identite.poste where id = ${agent.posteId}`.execute(essai.maison.base.lire)).rows[0]!.bureau
  })
  afterAll(() => essai.ranger())
  const encaisser = async (qui: AgentEssai, champs: Record<string, string>, montant = 2000) => {
    const id = await demander(essai, bohicon, { montant })
    await surPaiement(qui, id, 'encaisser', champs)
    return id
  }

  it('liste les quittances du bureau, avec les totaux par moyen, et s’emporte', async () => {
    await encaisser(agent, { moyen: 'especes' })
    await encaisser(agent, { moyen: 'mobile', reference: '=MP-1' }, 500)
    const barree = await encaisser(agent, { moyen: 'especes' }, 700)
    await surPaiement(agent, barree, 'annuler-quittance', { motif: 'rendu' })
    const autre = await creerAgent(essai, 'agent_arrondissement', bohicon)
    await encaisser(autre, { moyen: 'especes' }, 9000)
    const page = lisible((await agent.client.get('/caisse')).texte)
    expect(page).toMatch(/Espèces 2 000 FCFA Chèque 0 FCFA Mobile money 500 FCFA Total 2 500 FCFA Quittances 2 et 1 annulée/)
    expect(page).not.toContain('9 000')
    const csv = (await agent.client.get('/caisse?format=csv')).texte
    expect(csv).toContain("'=MP-1")
    expect(csv.trim().split('\n')).toHaveLength(4)
    expect((await agent.client.get('/caisse?format=xlsx')).entetes['content-type']).toContain('spreadsheetml')
  })

  it('ne se lit pas d’un autre territoire, même en la nommant', async () => {
    const kandi = await creerAgent(essai, 'agent_arrondissement', lieux(essai).kandi)
    const vue = lisible((await kandi.client.get(`/caisse?caisse=${encodeURIComponent(`${bohicon}#${bureau}`)}`)).texte)
    expect(vue).not.toContain('2 000 FCFA')
    const sienne = await demander(essai, lieux(essai).kandi)
    const { _jeton: jeton = '' } = jetons(await kandi.client.get(`/paiements/${sienne}`))
    expect((await kandi.client.poster('/caisse/cloturer', { _jeton: jeton, territoire: bohicon, bureau, jour })).statut).toBe(404)
    expect(await findCloture(essai.maison.base.lire, { territoire: bohicon, bureau }, jour)).toBeUndefined()
  })

  it('close, elle ne reçoit plus rien et ne perd plus rien ; ses chiffres sont gelés', async () => {
    const valable = await encaisser(agent, { moyen: 'especes' })
    const du = await demander(essai, bohicon)
    const caisse = await agent.client.get('/caisse')
    const guichet = await agent.client.get(`/paiements/${du}`)
    expect((await agent.client.envoyer(caisse, {}, { action: '/caisse/cloturer' })).statut).toBe(303)
    const cloture = await findCloture(essai.maison.base.lire, { territoire: bohicon, bureau }, jour)
    expect(cloture).toMatchObject({ nombre: 3, annulees: 1, especes: 4000, mobile: 500, total: 4500 })
    const tard = await agent.client.envoyer(guichet, { moyen: 'especes' }, { action: `/paiements/${du}/encaisser` })
    expect([tard.statut, lisible(tard.texte).includes('La caisse de ce bureau est close')]).toEqual([409, true])
    expect(await lirePaiement(essai, du)).toMatchObject({ etat: 'du' })
    expect((await surPaiement(agent, valable, 'annuler-quittance', { motif: 'rendu' })).statut).toBe(409)
    expect(await lirePaiement(essai, valable)).toMatchObject({ etat: 'paye' })
    await expect(essai.maison.base.ecrire((tx) => sql`update paiements.cloture set total = 1, especes = 1, cheque = 0, mobile = 0`.execute(tx))).rejects.toThrow('permission denied')
    const encore = await agent.client.envoyer(caisse, { jour }, { action: '/caisse/cloturer' })
    expect(encore.statut).toBe(303)
    expect(lisible((await agent.client.get('/caisse')).texte)).toContain('Caisse close')
  })

  it('clore pendant qu’on encaisse : la quittance est dans les chiffres gelés, ou n’existe pas', async () => {
    for (let tour = 0; tour < 5; tour++) {
      const neuf = await creerAgent(essai, 'agent_arrondissement', bohicon)
      const sien = (await sql<{ bureau: string }>`select bureau from identite.poste where id = ${neuf.posteId}`.execute(essai.maison.base.lire)).rows[0]!.bureau
      await encaisser(neuf, { moyen: 'especes' })
      const ids = await Promise.all([1, 2, 3].map(() => demander(essai, bohicon)))
      const pages = await Promise.all(ids.map((id) => neuf.client.get(`/paiements/${id}`)))
      const caisse = await neuf.client.get('/caisse')
      await Promise.all([...ids.map((id, i) => neuf.client.envoyer(pages[i]!, { moyen: 'especes' }, { action: `/paiements/${id}/encaisser` })), neuf.client.envoyer(caisse, {}, { action: '/caisse/cloturer' })])
      const { rows } = await sql<{ n: number }>`select count(*) as n from paiements.quittance where bureau = ${sien}`.execute(essai.maison.base.lire)
      expect((await findCloture(essai.maison.base.lire, { territoire: bohicon, bureau: sien }, jour))!.nombre).toBe(rows[0]!.n)
    }
  })
})
