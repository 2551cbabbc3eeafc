import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import { creerAgent, jusqua } from '../../../../tests/monde.ts'
import { enveloppeDe } from '../../../../tests/legalite.ts'
import { creerJeton } from '../../../jeton.ts'
import { sql } from '../../../kernel/db/index.ts'
import { archiver } from '../enveloppe/exemple.ts'
import type { Enveloppe } from '../enveloppe/enveloppe.ts'

const BOHICON = '1203'
let essai: Essai
let secret: string
beforeAll(async () => {
  essai = await ouvrirEssai()
  await creerAgent(essai, 'maire', BOHICON)
  secret = await creerJeton(essai.maison.base, { pour: 'logiciel de la mairie', droits: ['legalite.transmettre', 'legalite.lire'], lieux: ['Bohicon'], jours: 3 }, new Date())
})
afterAll(() => essai.ranger())

let rang = 0
async function enveloppe(actes: number, plus: Partial<Enveloppe> = {}): Promise<{ enveloppe: Enveloppe; fichiers: Map<string, Uint8Array> }> {
  const { enveloppe: e, fichiers } = await enveloppeDe(BOHICON, actes, `2026-L${++rang}`)
  return { enveloppe: { ...e, ...plus }, fichiers }
}
async function envoyer(zip: Uint8Array, cle: string) {
  const limite = 'logiciel'
  const corps = Buffer.concat([Buffer.from(`--${limite}\r\ncontent-disposition: form-data; name="archive"; filename="envoi.zip"\r\ncontent-type: application/zip\r\n\r\n`), Buffer.from(zip), Buffer.from(`\r\n--${limite}--\r\n`)])
  return essai.serveur.inject({ method: 'POST', url: '/legalite/enveloppes', headers: { authorization: `Bearer ${secret}`, accept: 'application/json', 'idempotency-key': cle, 'content-type': `multipart/form-data; boundary=${limite}` }, payload: corps })
}
type Suivi = { fini: boolean; actes: { numero: string; etat: string; acteId: string | null; arNumero: string | null; anomalies: { code: string; bloque: boolean }[] }[] }
async function suivre(vers: string): Promise<Suivi> {
  const client = creerClient(essai)
  return jusqua(async () => {
    const lu = (await client.json('GET', vers, undefined, { authorization: `Bearer ${secret}` })).json<Suivi>()
    return lu.fini && lu
  })
}

describe('le logiciel d’une commune', () => {
  it('transmet en XML et en JSON : chaque acte a son accusé, scellé', async () => {
    for (const genre of ['xml', 'json'] as const) {
      const { enveloppe: e, fichiers } = await enveloppe(3)
      const r = await envoyer(await archiver(e, fichiers, genre), `cle-${genre}-1`)
      expect(r.statusCode, r.body.slice(0, 400)).toBe(200)
      const { actes } = await suivre(r.json<{ vers: string }>().vers)
      expect(actes.map((a) => a.etat)).toEqual(['recu', 'recu', 'recu'])
      for (const a of actes) expect(a.arNumero).toMatch(/^AR-1203-\d{4}-\d{5}$/)
      await jusqua(async () => (await creerClient(essai).json('GET', `/legalite/actes/${actes[0]!.acteId}/accuse`, undefined, { authorization: `Bearer ${secret}` })).statut === 200)
    }
  })

  it('la même enveloppe envoyée deux fois, même en même temps, ne compte qu’une fois', async () => {
    const { enveloppe: e, fichiers } = await enveloppe(2)
    const zip = await archiver(e, fichiers, 'xml')
    const rs = await Promise.all([envoyer(zip, 'cle-a'), envoyer(zip, 'cle-b'), envoyer(zip, 'cle-a')])
    expect(rs.every((r) => r.statusCode === 200 || r.statusCode === 409), rs.map((r) => r.body.slice(0, 200)).join('\n')).toBe(true)
    const encore = await envoyer(zip, 'cle-c')
    expect(encore.statusCode).toBe(200)
    await suivre(encore.json<{ vers: string }>().vers)
    const { rows } = await sql<{ n: number }>`select count(*) as n from legalite.acte where commune = ${BOHICON} and numero = any(${e.actes.map((a) => a.numero)}::text[])`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBe(2)
    // Another archive under the same reference is something else.
    const autre = await enveloppe(1, { reference: e.reference })
    expect((await envoyer(await archiver(autre.enveloppe, autre.fichiers, 'xml'), 'cle-d')).statusCode).toBe(409)
  })

  it('un numéro déjà pris, un texte déjà reçu, un budget sans totaux : l’acte est refusé avec son code, les autres sont reçus', async () => {
    const premier = await enveloppe(1)
    const un = await envoyer(await archiver(premier.enveloppe, premier.fichiers, 'json'), 'cle-pris')
    await suivre(un.json<{ vers: string }>().vers)
    const suite = await enveloppe(4)
    suite.enveloppe.actes[0]!.numero = premier.enveloppe.actes[0]!.numero
    suite.fichiers.set(suite.enveloppe.actes[1]!.principal.fichier, [...premier.fichiers.values()][0]!)
    Object.assign(suite.enveloppe.actes[2]!, { nature: 'document-budgetaire', matiere: '2.1.1' })
    const r = await envoyer(await archiver(suite.enveloppe, suite.fichiers, 'xml'), 'cle-melee')
    const { actes } = await suivre(r.json<{ vers: string }>().vers)
    const codes = actes.map((a) => [a.etat, a.anomalies.filter((x) => x.bloque).map((x) => x.code)])
    expect(codes[0]).toEqual(['refuse', ['A16']])
    expect(codes[1]).toEqual(['refuse', ['A15']])
    expect(codes[2]![0]).toBe('refuse')
    expect(codes[2]![1]).toContain('A18')
    expect(codes[3]).toEqual(['recu', []])
    const { rows } = await sql<{ n: number }>`select count(*) as n from legalite.acte where numero = any(${suite.enveloppe.actes.slice(1, 3).map((a) => a.numero)}::text[])`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBe(0)
  })

  it('une enveloppe fautive est refusée entière, toutes ses fautes dites ; celle d’une autre commune aussi', async () => {
    const { enveloppe: e, fichiers } = await enveloppe(2)
    Object.assign(e.actes[0]!, { date: '2026-02-30' })
    e.actes[1]!.objet = ''
    const r = await envoyer(await archiver(e, fichiers, 'xml'), 'cle-fautes')
    expect(r.statusCode).toBe(422)
    expect(Object.values(r.json<{ champs: Record<string, string> }>().champs).join(' ')).toMatch(/E16.*E16/s)
    const loin = await enveloppe(1, { commune: '0405' })
    const ailleurs = await envoyer(await archiver(loin.enveloppe, loin.fichiers, 'xml'), 'cle-loin')
    expect([ailleurs.statusCode, ailleurs.body.includes('A21')]).toEqual([422, true])
    const hostile = await envoyer(await archiver(e, new Map(), 'xml').then((z) => z.subarray(0, z.length - 20)), 'cle-coupee')
    expect([hostile.statusCode, hostile.body.includes('ZIP')]).toEqual([422, true])
  })

  it('le schéma est publié', async () => {
    const r = await creerClient(essai).get('/legalite/schema/acte-1.0.xsd')
    expect([r.statut, r.texte.includes('urn:iroko:acte:1.0')]).toEqual([200, true])
  })
})
