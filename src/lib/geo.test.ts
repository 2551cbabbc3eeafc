import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aire, croisement, direAire, distance, lireCoordonnee, lirePosition } from './geo.ts'
import type { Position } from './geo.ts'

it('lit une coordonnée comme on l’écrit ou la colle', () => {
  for (const texte of ['6.365412', '6,365412', ' 6,365412 N', '6.365412°', '+6,3654118', '6.365412°n']) expect([texte, lireCoordonnee(texte, 'latitude')]).toEqual([texte, 6.365412])
  expect(lireCoordonnee('6° 21’ 55.5” N', 'latitude')).toBe(6.365417)
  expect(lireCoordonnee(`6°21,925'`, 'latitude')).toBe(6.365417)
  expect(lireCoordonnee('2° 25′ 5″ E', 'longitude')).toBe(2.418056)
  expect([lireCoordonnee('2,5 O', 'longitude'), lireCoordonnee('-2.5', 'longitude'), lireCoordonnee('−0', 'longitude')]).toEqual([-2.5, -2.5, 0])
  for (const faux of ['', 'nord', '6.3.4', '91', '6,3 E', '-6 N', '6°60’ N', '6,365412,2,4', '6'.repeat(400)]) expect([faux, lireCoordonnee(faux, 'latitude')]).toEqual([faux, undefined])
})

it('lit une ligne de deux coordonnées, quel que soit le séparateur', () => {
  for (const ligne of ['6.365, 2.418', '6.365,2.418', '6,365 ; 2,418', '6,365 2,418', '6,365, 2,418', '6.365 2.418', '6.365°N 2.418°E']) expect([ligne, lirePosition(ligne)]).toEqual([ligne, [6.365, 2.418]])
  expect(lirePosition('6° 21’ 55.5” N ; 2° 25’ 5” E')).toEqual([6.365417, 2.418056])
  const debut = performance.now()
  for (const long of [`6${' '.repeat(20_000)}x`, '1'.repeat(20_000), ' '.repeat(20_000), '6,'.repeat(10_000)]) expect(lirePosition(long)).toBeUndefined()
  expect(performance.now() - debut).toBeLessThan(200)
  for (const faux of ['6,365', '6 ; 2 ; 3', 'a ; b', '', '2.418°E 6.365°N']) expect([faux, lirePosition(faux)]).toEqual([faux, undefined])
})

it('mesure un carré de cent mètres, et une distance connue', () => {
  // One second of latitude at 6.4° north is 30.716 m, one of longitude 30.733 m (WGS 84).
  const s = 1 / 3600
  const carre: Position[] = [[6.4, 2.4], [6.4, 2.4 + s], [6.4 + s, 2.4 + s], [6.4 + s, 2.4]]
  expect(aire(carre)).toBeCloseTo(30.716 * 30.733, 0)
  expect([0.4, 1755.6, 42_512, 13e9].map(direAire)).toEqual(['0\u00a0m²', '1\u202f756\u00a0m²', '4,25\u00a0ha', '13\u202f000\u00a0km²'])
  expect(aire(carre.toReversed())).toBeCloseTo(aire(carre), 6)
  // Cotonou to Porto-Novo, some 30 km.
  expect(distance([6.3703, 2.3912], [6.4969, 2.6289]) / 1000).toBeCloseTo(29.8, 0)
})

it('voit les contours qui se croisent, se touchent ou reviennent sur eux-mêmes', () => {
  expect(croisement([[0, 0], [0, 1], [1, 1], [1, 0]])).toBeUndefined()
  expect(croisement([[0, 0], [1, 1], [0, 1], [1, 0]])).toEqual([0, 2])
  expect(croisement([[0, 0], [0, 2], [0, 1], [1, 1]])).toBeDefined()
  expect(croisement([[0, 0], [0, 2], [1, 1], [0, 1], [2, 0]])).toBeDefined()
  // Points on a side are no crossing.
  expect(croisement([[0, 0], [0, 1], [0, 2], [2, 2], [2, 0]])).toBeUndefined()
})

it('un contour en étoile autour d’un point ne se croise jamais ; deux points échangés le croisent', () => {
  const etoile = fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 5, maxLength: 60 }).map((rayons) => rayons.map((r, i): Position => [9 + r * Math.sin((2 * Math.PI * i) / rayons.length), 2 + r * Math.cos((2 * Math.PI * i) / rayons.length)]))
  fc.assert(
    fc.property(etoile, (points) => {
      expect(croisement(points)).toBeUndefined()
      expect(aire(points)).toBeGreaterThan(0)
      // Turning the list or reading it backwards changes neither.
      const tourne = [...points.slice(2), ...points.slice(0, 2)]
      expect(croisement(tourne.toReversed())).toBeUndefined()
      expect(Math.abs(aire(tourne) / aire(points) - 1)).toBeLessThan(1e-6)
    }),
  )
  const rond = Array.from({ length: 12 }, (_, i): Position => [Math.sin(i / 2), Math.cos(i / 2)])
  expect(croisement([...rond.slice(0, 4), rond[6]!, rond[5]!, rond[4]!, ...rond.slice(7)])).toBeDefined()
})
