import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { lieux, lisible } from '../../../../tests/demande.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { listMois, parts } from './mesure.ts'
import { periodeDe } from './page.tsx'

let essai: Essai
let auditeur: AgentEssai
let local: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  const { bohicon, kandi } = lieux(essai)
  auditeur = await creerAgent(essai, 'auditeur', 'BJ')
  local = await creerAgent(essai, 'agent_arrondissement', bohicon)
  // Delays in Bohicon: 1, 2, 3, 10 days (median 2.5, p90 7.9); one withdrawn, one late; one of an agent for himself.
  for (const jours of [1, 2, 3, 10]) await inserer({ lieu: bohicon, etat: jours === 10 ? 'refuse' : 'delivre', jours, canal: 'guichet' })
  await inserer({ lieu: bohicon, etat: 'retire' })
  await inserer({ lieu: bohicon, etat: 'depose', echeance: '2026-01-30' })
  await inserer({ lieu: bohicon, etat: 'suspendu', echeance: '2026-01-30' })
  await inserer({ lieu: bohicon, etat: 'depose', interne: true })
  await inserer({ lieu: kandi, etat: 'depose', canal: 'api' })
})
afterAll(() => essai.ranger())

async function inserer(d: { lieu: string; etat: string; jours?: number; canal?: string; echeance?: string; interne?: boolean }): Promise<void> {
  const id = uuidv7()
  const depose = '2026-01-15T23:30:00+01:00'
  const decide = d.jours === undefined ? null : new Date(Date.parse('2026-01-15T00:30:00+01:00') + d.jours * 86_400_000)
  await essai.maison.base.ecrire(async (tx) => {
    await sql`insert into demarches.dossier (id, numero, suivi, demarche, version, etat, canal, territoire, bureau, cree_par, cree_le, modifie_le, depose_le, echeance, station, decision, decide_le, a_temps, interne)
      values (${id}, ${id}, sha256(${id}::bytea), 'certificat-de-vie', 1, ${d.etat}, ${d.canal ?? 'ligne'}, ${d.lieu}, ${`Bureau ${d.lieu}`}, 'systeme:essai', ${depose}, ${depose}, ${depose}, ${d.echeance ?? null},
        ${['depose', 'suspendu'].includes(d.etat) ? 'instruction' : null}, ${decide ? (d.etat === 'refuse' ? 'refuser' : 'accorder') : null}, ${decide}, ${decide ? d.jours! < 5 : null}, ${d.interne ?? false})`.execute(tx)
  })
}

const csv = async (qui: AgentEssai, suite = '') => {
  const lu = (await qui.client.get(`/statistiques?format=csv&du=2026-01-01&au=2026-01-31${suite}`)).texte
  return lu.replace(/^\ufeff/, '').trim().split('\n').map((ligne) => ligne.trim().split(';'))
}

describe('les statistiques', () => {
  it('comptent ce que les dossiers reçus sont devenus, en jours calendaires de Porto-Novo', async () => {
    const [, tout] = await csv(local)
    expect(tout).toEqual(['Ensemble', 'Tous les dossiers', '7', '4', '1', '1', '1', '1', '3', '4', '0', '2.5', '7.9'])
  })

  it('se bornent au territoire ; le niveau national voit tout, et choisit une commune', async () => {
    const { bohicon, kandi } = lieux(essai)
    expect((await csv(local)).filter(([par]) => par === 'Bureau').map(([, nom]) => nom)).toEqual([`Bureau ${bohicon}`])
    expect((await csv(auditeur)).filter(([par]) => par === 'Bureau').map(([, nom]) => nom).toSorted()).toEqual([`Bureau ${bohicon}`, `Bureau ${kandi}`].toSorted())
    const commune = essai.maison.territoires.ancetres(kandi).find((t) => t.niveau === 'commune')!.code
    expect((await csv(auditeur, `&commune=${commune}`))[1]!.slice(2, 4)).toEqual(['1', '0'])
    // A commune of somebody else opens nothing.
    expect((await csv(local, `&commune=${commune}`)).filter(([par]) => par === 'Bureau')).toEqual([])
  })

  it('s’écrivent sur une page avec leurs tracés et leurs tableaux', async () => {
    const page = lisible((await local.client.get('/statistiques?du=2026-01-01&au=2026-01-31')).texte)
    expect(page).toContain('Délai médian 2,5 j')
    expect(page).toContain('43 % en ligne, 57 % au guichet, 0 % par un logiciel')
    expect(lisible((await local.client.get('/statistiques?du=1999-01-01&au=1999-02-01')).texte)).toContain('Aucun dossier déposé')
    expect((await local.client.get('/statistiques?du=n’importe')).statut).toBe(200)
  })
})

describe('leurs calculs', () => {
  it('des parts entières font cent, à un point près de la vraie', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 }), (nombres) => {
        const total = nombres.reduce((a, b) => a + b, 0)
        const lues = parts(nombres)
        expect(lues.reduce((a, b) => a + b, 0)).toBe(total === 0 ? 0 : 100)
        lues.forEach((part, rang) => expect(Math.abs(part - (total === 0 ? 0 : (100 * nombres[rang]!) / total))).toBeLessThan(1))
      }),
    )
  })

  it('une période se remet dans l’ordre, et ne dépasse pas cinq ans', () => {
    expect(periodeDe({}, '2026-11-25')).toEqual({ du: '2025-11-25', au: '2026-11-25' })
    expect(periodeDe({ du: '2026-05-01', au: '2026-02-01' }, '2026-11-25')).toEqual({ du: '2026-02-01', au: '2026-05-01' })
    expect(periodeDe({ du: '1990-01-01', au: '2026-02-01' }, '2026-11-25').du).toBe('2021-02-01')
    expect(listMois('2025-11-30', '2026-02-01')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
  })
})
