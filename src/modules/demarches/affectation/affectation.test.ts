import fc from 'fast-check'
import { expect, it } from 'vitest'
import { repartir } from './affectation.ts'

const agents = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })

it('par la charge, personne ne dépasse un autre de plus d’un dossier, sauf qui en avait déjà plus', () => {
  fc.assert(
    fc.property(agents, fc.array(fc.nat(20), { minLength: 6, maxLength: 6 }), fc.nat(60), (ids, avant, nombre) => {
      const charges = new Map(ids.map((id, rang) => [id, avant[rang]!]))
      const donnes = repartir(nombre, ids, charges, 'charge')
      const apres = new Map(charges)
      for (const id of donnes) apres.set(id, apres.get(id)! + 1)
      const moindre = Math.min(...apres.values())
      for (const id of ids) if (donnes.includes(id)) expect(apres.get(id)! - moindre).toBeLessThanOrEqual(1)
      expect(donnes).toHaveLength(nombre)
    }),
  )
})

it('à tour de rôle, chacun reçoit autant à un près, le moins chargé d’abord', () => {
  expect(repartir(5, ['a', 'b'], new Map([['a', 9]]), 'tour')).toEqual(['b', 'a', 'b', 'a', 'b'])
  expect(repartir(3, [], new Map(), 'tour')).toEqual([])
})
