import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clonerBase } from '../../../tests/base.ts'
import { ouvrirBase, sql } from './index.ts'
import type { Base, Tx } from './index.ts'

let base: Base
let prive: Awaited<ReturnType<typeof clonerBase>>

beforeAll(async () => {
  prive = await clonerBase()
  base = ouvrirBase(prive.url, 2)
})
afterAll(async () => {
  await base.fermer()
  await prive.ranger()
})
beforeEach(() => base.ecrire((tx) => sql`delete from corridor.idempotence`.execute(tx)))

const inserer = (tx: Tx, cle: string) => sql`insert into corridor.idempotence (cle, acteur, porte, empreinte, vers, cree_le) values (${cle}, 'a', 'p', '\\x00', '', now())`.execute(tx)
const gardees = async () => (await sql<{ cle: string; creeLe: Date }>`select cle, cree_le from corridor.idempotence order by cle`.execute(base.lire)).rows.map((ligne) => ligne.cle)
const code = (erreur: unknown) => (erreur as { code?: string }).code

test('des écritures parties ensemble sont toutes gardées', async () => {
  await base.ecrire((tx) => Promise.all(['a', 'b', 'c'].map((cle) => inserer(tx, cle))))
  expect(await gardees()).toEqual(['a', 'b', 'c'])
})

test('une seule fautive : rien n’est gardé, et c’est sa faute à elle qui est dite', async () => {
  // The first one reports late: by then the others have been told only that the transaction is dead.
  const tardive = async (tx: Tx) => {
    try {
      return await inserer(tx, 'a')
    } finally {
      await new Promise((suite) => setTimeout(suite, 20))
    }
  }
  const faute = base.ecrire(async (tx) => {
    await inserer(tx, 'a')
    await Promise.all([tardive(tx), inserer(tx, 'b'), inserer(tx, 'c')])
  })
  await expect(faute.catch(code)).resolves.toBe('23505')
  expect(await gardees()).toEqual([])
  await base.ecrire((tx) => inserer(tx, 'd'))
  expect(await gardees()).toEqual(['d'])
})

test('une faute avalée par le travail n’est pas prise pour un succès', async () => {
  const faute = base.ecrire(async (tx) => {
    await inserer(tx, 'a')
    await inserer(tx, 'a').catch(() => undefined)
  })
  await expect(faute.catch(code)).resolves.toBe('23505')
  expect(await gardees()).toEqual([])
})

test('le travail lève pendant que des écritures voyagent : elles sont défaites', async () => {
  const faute = base.ecrire(async (tx) => {
    await Promise.all([inserer(tx, 'a'), inserer(tx, 'b'), Promise.reject(new Error('règle'))])
  })
  await expect(faute).rejects.toThrow('règle')
  expect(await gardees()).toEqual([])
})

test('après la fin, plus rien ne s’écrit par cette transaction', async () => {
  let gardee: Tx | undefined
  await base.ecrire(async (tx) => void (gardee = tx))
  await expect(inserer(gardee!, 'a')).rejects.toThrow('finie')
  const enRetard = base.ecrire(async (tx) => {
    const suite = inserer(tx, 'a').then(() => new Promise((fini) => setTimeout(fini, 20))).then(() => inserer(tx, 'b'))
    suite.catch(() => undefined)
    await Promise.all([suite, Promise.reject(new Error('règle'))])
  })
  await expect(enRetard).rejects.toThrow('règle')
  await new Promise((suite) => setTimeout(suite, 60))
  expect(await gardees()).toEqual([])
})

test('coupée en plein milieu : la faute est dite, et la suivante a une connexion neuve', async () => {
  const faute = base.ecrire(async (tx) => {
    await inserer(tx, 'a')
    await Promise.all([sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx), inserer(tx, 'b')])
  })
  await expect(faute).rejects.toThrow()
  expect(await gardees()).toEqual([])
  await base.ecrire((tx) => inserer(tx, 'c'))
  expect(await gardees()).toEqual(['c'])
})

test('les colonnes gardent leur valeur et prennent un nom d’ici', async () => {
  const { rows } = await sql`select 1::int8 as grand_nombre, '{"cle_ecrite": [1]}'::jsonb as contenu_json, null as rien_du_tout, date '2026-11-24' as le_jour`.execute(base.lire)
  expect(rows).toEqual([{ grandNombre: 1, contenuJson: { cle_ecrite: [1] }, rienDuTout: null, leJour: '2026-11-24' }])
  const { numAffectedRows } = await base.ecrire((tx) => sql`delete from corridor.idempotence where cle = ${'x'}`.execute(tx))
  expect(numAffectedRows).toBe(0n)
})
