import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import type { Champs, Client } from '../../../tests/client.ts'
import { creerAgent } from '../../../tests/monde.ts'
import { lancer } from '../../../tests/rendezvous.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import { autresDe } from './chevauchement.queries.ts'
import type { Contour } from './geometrie/plan-local.ts'
import { aireCommune, toleranceDe } from './geometrie/relations.ts'
import { verifierContour } from './geometrie/verifier.ts'
import { insertParcelles } from './parcelle.queries.ts'

let essai: Essai
let agent: Client
let ailleurs: Client
let prefecture: Client
const BOHICON = '1203'

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  agent = (await creerAgent(essai, 'secretaire_executif', BOHICON)).client
  ailleurs = (await creerAgent(essai, 'secretaire_executif', '1201')).client
  prefecture = (await creerAgent(essai, 'agent_prefecture', '12')).client
})
afterAll(() => essai?.ranger())

const PAS = 0.0002
/** A square of some 22 m, `x` and `y` squares away from the first. */
const carre = (x: number, y: number, cote = PAS): string => [[0, 0], [1, 0], [1, 1], [0, 1]].map(([i, j]) => `${(2.06 + x * PAS + i! * cote).toFixed(7)} ${(7.17 + y * PAS + j! * cote).toFixed(7)}`).join('\n')
let rang = 0
async function inscrire(contour: string, qui = agent, territoire = BOHICON, lotissement = 'Empiètements'): Promise<string> {
  const r = await qui.envoyer('/parcelles/nouvelle', { territoire, lotissement, lot: `${++rang}`, contour })
  if (r.statut !== 303) throw new Error(r.texte)
  return r.vers!.split('/')[2]!
}
const comparer = () => lancer(essai, 'parcelles.comparer-contours', new Date())
type Lues = { parcelles: { id: string }[] }
const empietent = async (qui = agent, suite = '') => (await qui.json('GET', `/parcelles?contour=empiete${suite}`)).json<Lues>().parcelles.map((p) => p.id).toSorted()
const modifier = (id: string, champs: Champs) => agent.envoyer(`/parcelles/${id}/modifier`, champs)

describe('le filtre des contours qui empiètent', () => {
  test('suit ce qui est dessiné, déplacé, divisé ; un côté commun n’est pas un empiètement', async () => {
    const [a, voisine, b] = [await inscrire(carre(0, 0)), await inscrire(carre(1, 0)), await inscrire(carre(0.5, 3))]
    await inscrire('')
    expect((await agent.get('/parcelles?contour=empiete')).texte.replaceAll('\u00a0', ' ')).toContain('3 contours attendent encore d’être comparés')
    await comparer()
    expect(await empietent()).toEqual([])
    expect((await agent.get('/parcelles?contour=empiete')).texte).not.toContain('attend')
    await modifier(b, { contour: carre(0.5, 0.5) })
    await comparer()
    expect(await empietent()).toEqual([a, voisine, b].toSorted())
    const page = (await agent.get('/parcelles?contour=empiete')).texte
    expect([page.includes('Empiète</'), page.includes('<option value="empiete" selected')]).toEqual([true, true])
    const csv = (await agent.get('/parcelles?contour=empiete&format=csv')).texte.trim().split('\n')
    expect([csv.length, csv[0]!.includes('Empiète de (m²)')]).toEqual([4, true])
    expect(JSON.parse((await agent.get('/parcelles?contour=empiete&format=geojson')).texte).features).toHaveLength(3)
    // A correction that leaves the outline where it is asks for nothing new.
    await modifier(b, { quartier: 'Zakpo' })
    expect((await agent.get('/parcelles?contour=empiete')).texte).not.toContain('attend')
    await modifier(b, { contour: '' })
    await comparer()
    expect(await empietent()).toEqual([])
    await modifier(b, { contour: carre(0.5, 0.5) })
    await comparer()
    expect(await empietent()).toHaveLength(3)
    await agent.envoyer(`/parcelles/${b}/diviser`, { acte: 'PV n° 1', 'parts.0.parcelle': 'A', 'parts.1.parcelle': 'B' }, { bouton: ['_diviser', '1'] })
    // A parcel that is history overlaps nothing, at once.
    expect(await empietent()).toEqual([])
  })

  test('ce qu’une autre commune a dessiné ne se sait que de qui lit les deux', async () => {
    const [ici, la] = [await inscrire(carre(20, 20)), await inscrire(carre(20.5, 20), ailleurs, '1201')]
    await comparer()
    expect([await empietent(), await empietent(ailleurs), await empietent(prefecture)]).toEqual([[], [], [ici, la].toSorted()])
    expect((await agent.get(`/parcelles?cherche=&lotissement=${encodeURIComponent('Empiètements')}`)).texte).not.toContain('Empiète</')
  })
})

test('sur 800 contours de travers, la tâche trouve ce que trouve la comparaison de tous avec tous', async () => {
  // Turned lots: their boxes meet everywhere, their outlines in a few places.
  let graine = 7
  const hasard = () => (graine = (graine * 48271) % 2147483647) / 2147483647
  const contours = Array.from({ length: 800 }, (_, n) => {
    const [x, y, r, angle] = [(n % 50) * 1.02, Math.floor(n / 50) * 1.02, hasard() < 0.05 ? 0.95 : 0.62, 0.5 + hasard() * 0.1]
    return verifierContour([0, 1, 2, 3].map((i): [number, number] => [2.2 + (x + r * Math.cos(angle + (i * Math.PI) / 2)) * PAS, 7.3 + (y + r * Math.sin(angle + (i * Math.PI) / 2)) * PAS]))
  }).map((m) => ('phrase' in m ? expect.fail(m.phrase) : m))
  const lignes = contours.map((mesure, n) => ({ id: uuidv7(), territoire: BOHICON, commune: BOHICON, quartier: '', lotissement: 'De travers', tranche: '', lot: `${n + 1}`, parcelle: '', el: '', contenance: null, titre: '', mesure }))
  await essai.maison.base.ecrire((tx) => insertParcelles(tx, lignes, new Date()))
  await comparer()
  const attendus = new Set<string>()
  for (const [i, p] of lignes.entries())
    for (const q of lignes.slice(i + 1)) {
      const [a, b]: [Contour, Contour] = [p.mesure.contour, q.mesure.contour]
      if (aireCommune(a, b) > toleranceDe(a, b)) for (const id of [p.id, q.id]) attendus.add(id)
    }
  const portee = { codes: [BOHICON] } as never
  const { rows } = await sql<{ id: string }>`select p.id from parcelles.parcelle p where p.lotissement = 'De travers' and p.id in (select c.parcelle_id ${autresDe(portee)})`.execute(essai.maison.base.lire)
  expect(rows.map((r) => r.id).toSorted()).toEqual([...attendus].toSorted())
  expect([attendus.size > 30, attendus.size < 800]).toEqual([true, true])
}, 60_000)

test('le même contour partout ne coûte pas le carré, et se dit', async () => {
  const mesure = verifierContour([[2.4, 7.4], [2.4002, 7.4], [2.4002, 7.4002], [2.4, 7.4002]])
  if ('phrase' in mesure) throw new Error(mesure.phrase)
  const lignes = Array.from({ length: 500 }, (_, n) => ({ id: uuidv7(), territoire: BOHICON, commune: BOHICON, quartier: '', lotissement: 'Partout', tranche: '', lot: `${n + 1}`, parcelle: '', el: '', contenance: null, titre: '', mesure }))
  await essai.maison.base.ecrire((tx) => insertParcelles(tx, lignes, new Date()))
  await comparer()
  const { rows } = await sql<{ n: number; parcelles: number }>`select count(*) as n, count(distinct c.parcelle_id) as parcelles from parcelles.chevauchement c join parcelles.parcelle p on p.id = c.parcelle_id where p.lotissement = 'Partout'`.execute(essai.maison.base.lire)
  expect(rows[0]!.parcelles).toBe(500)
  expect(rows[0]!.n).toBeLessThan(500 * 90)
}, 60_000)
