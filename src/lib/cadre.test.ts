import fc from 'fast-check'
import { expect, it } from 'vitest'
import { autour, enMetres, placer, versPlan, versPosition } from './cadre.ts'

const p = { unites: 100, retrecit: Math.cos((9.3 * Math.PI) / 180) }
const entier = { x: 69, y: -1250, l: 326, h: 640 }
const dans = (c: typeof entier) => c.x >= entier.x - 1e-9 && c.y >= entier.y - 1e-9 && c.x + c.l <= entier.x + entier.l + 1e-9 && c.y + c.h <= entier.y + entier.h + 1e-9
const lieu = fc.tuple(fc.integer({ min: 6_200_000, max: 12_400_000 }), fc.integer({ min: 800_000, max: 3_900_000 })).map(([a, o]): [number, number] => [a / 1e6, o / 1e6])

it('un point placé sur le dessin revient à sa place', () => {
  fc.assert(
    fc.property(lieu, (l) => {
      expect(versPosition(...versPlan(l, p), p)).toEqual(l)
    }),
  )
})

it('une vue reste dans l’ensemble, garde ses proportions et montre ce qu’on lui donne', () => {
  fc.assert(
    fc.property(fc.array(lieu, { maxLength: 8 }), fc.double({ min: 0.001, max: 1000, noNaN: true }), (points, min) => {
      const vue = autour(entier, points, min, p)
      expect(dans(vue)).toBe(true)
      expect(vue.h / vue.l).toBeCloseTo(entier.h / entier.l, 6)
      for (const [x, y] of points.map((l) => versPlan(l, p))) expect(x >= vue.x - 1e-9 && x <= vue.x + vue.l + 1e-9 && y >= vue.y - 1e-9 && y <= vue.y + vue.h + 1e-9).toBe(true)
    }),
  )
  expect(autour(entier, [], 1, p)).toEqual(entier)
  expect(enMetres(placer(entier, 200, -900, 0, p).l, p)).toBeCloseTo(60, 6)
})
