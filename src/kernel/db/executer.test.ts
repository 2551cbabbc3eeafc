import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { A_NEUF, parBase, sql } from './index.ts'

let [une, autre]: Essai[] = []
beforeAll(async () => {
  ;[une, autre] = [await ouvrirEssai(), await ouvrirEssai()]
})
afterAll(async () => {
  await une!.ranger()
  await autre!.ranger()
})

it('ce qui est gardé d’une base vaut pour ses lectures et ses transactions, et pour elle seule', async () => {
  const gardes = parBase(() => new Set<string>())
  gardes(une!.maison.base.lire).add('lu')
  expect(await une!.maison.base.ecrire(async (tx) => [...gardes(tx)])).toEqual(['lu'])
  expect(gardes(autre!.maison.base.lire).size).toBe(0)
})

it('un texte à planifier à neuf n’a pas de nom sur le serveur ; les autres en ont un', async () => {
  const noms = await une!.maison.base.ecrire(async (tx) => {
    await sql`${A_NEUF}select ${'à neuf'}::text as dit`.execute(tx)
    await sql`select ${'nommé'}::text as dit`.execute(tx)
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements where statement like '%as dit'`.execute(tx)
    return rows.map((r) => r.statement)
  })
  expect(noms).toEqual(['select $1::text as dit'])
})
