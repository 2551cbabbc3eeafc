import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bornesDe, classeDe, legendeDe } from './classes.ts'

test('cinq classes de même nombre, bornes rondes, légende en mots', () => {
  const bornes = bornesDe(Array.from({ length: 77 }, (_, i) => (i + 1) * 10_000))
  expect(bornes).toEqual([160_000, 310_000, 470_000, 620_000])
  expect([classeDe(null, bornes), classeDe(0, bornes), classeDe(160_000, bornes), classeDe(9e6, bornes)]).toEqual([0, 1, 2, 5])
  expect(legendeDe(bornes).map((l) => l.texte.replace(/\s/g, ' '))).toEqual(['moins de 160 000', 'de 160 000 à 310 000', 'de 310 000 à 470 000', 'de 470 000 à 620 000', '620 000 et plus'])
})

test('les bornes montent toujours, quelles que soient les valeurs', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 90 }), (valeurs) => {
      const bornes = bornesDe(valeurs)
      return bornes.every((b, i) => i === 0 || b > bornes[i - 1]!)
    }),
  )
})
