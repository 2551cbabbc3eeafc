import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { parBase } from './index.ts'

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
