import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lireContour, lireGeometrie, versTexte, versWkt } from './lire-contour.ts'
import { aire, elargir, empriseDe, mesurer, projeter } from './plan-local.ts'
import type { Contour, Point } from './plan-local.ts'
import { aireCommune, contient, distance, distanceAuPoint, toleranceDe } from './relations.ts'
import { coteQuiCroise, verifierContour } from './verifier.ts'

const ORIGINE: Point = [2.066, 7.178]
/** A position given in metres east and north of a place in Bohicon. */
const a = (x: number, y: number): Point => {
  const [mx, my] = projeter(ORIGINE)([ORIGINE[0] + 1, ORIGINE[1] + 1])
  return [ORIGINE[0] + x / mx, ORIGINE[1] + y / my]
}
const rectangle = (x: number, y: number, l: number, h: number): Contour => [a(x, y), a(x + l, y), a(x + l, y + h), a(x, y + h)]
/** A star-shaped outline around a centre: simple whatever the radii. */
const etoile = fc.record({ x: fc.integer({ min: -60, max: 60 }), y: fc.integer({ min: -60, max: 60 }), rayons: fc.array(fc.integer({ min: 8, max: 60 }), { minLength: 3, maxLength: 12 }) }).map(({ x, y, rayons }): Contour =>
  rayons.map((r, i) => a(x + r * Math.cos((2 * Math.PI * i) / rayons.length), y + r * Math.sin((2 * Math.PI * i) / rayons.length))),
)

/** Brute force: the sum of angles under which the sides are seen. */
function tours(contour: Contour, p: Point): number {
  const anneau = contour.map(projeter(p))
  return Math.round(anneau.reduce((somme, b, i) => somme + Math.atan2(anneau.at(i - 1)![0] * b[1] - anneau.at(i - 1)![1] * b[0], anneau.at(i - 1)![0] * b[0] + anneau.at(i - 1)![1] * b[1]), 0) / (2 * Math.PI))
}

describe('aire', () => {
  it('un rectangle de 20 m sur 25 m fait 500 m²', () => expect(aire(rectangle(0, 0, 20, 25))).toBeCloseTo(500, 1))
  it('une minute d’arc près de l’équateur a l’aire de l’ellipsoïde', () => {
    // 1' of latitude is 1,843.0 m at 7° N, 1' of longitude 1,842.1 m (WGS 84 tables).
    const m = 1 / 60
    expect(aire([[2, 7], [2 + m, 7], [2 + m, 7 + m], [2, 7 + m]]) / 1e6).toBeCloseTo(3.3947, 2)
  })
  it('ne dépend ni du premier sommet ni du sens', () => {
    fc.assert(
      fc.property(etoile, fc.nat(12), (contour, n) => {
        const k = n % contour.length
        const tournee = [...contour.slice(k), ...contour.slice(0, k)]
        expect(aire(tournee)).toBeCloseTo(aire(contour), 6)
        expect(aire(tournee.toReversed())).toBeCloseTo(aire(contour), 6)
      }),
    )
  })
})

describe('un point dans un contour', () => {
  it('est celui que la force brute y voit', () => {
    fc.assert(
      fc.property(etoile, fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 }), (contour, x, y) => {
        const p = a(x + 0.137, y + 0.291)
        if (Math.min(...contour.map((_, i) => distanceAuPoint([contour[i]!, contour.at(i - 1)!, contour[i]!], p))) < 0.01) return
        expect(contient(contour, p)).toBe(tours(contour, p) !== 0)
        expect(distanceAuPoint(contour, p) === 0).toBe(contient(contour, p))
      }),
      { numRuns: 400 },
    )
  })
  it('un point d’un bord commun est dans une seule des deux parcelles', () => {
    const [gauche, droite] = [rectangle(0, 0, 20, 20), rectangle(20, 0, 20, 20)]
    for (let y = 1; y < 20; y++) expect([gauche, droite].filter((c) => contient(c, a(20, y)))).toHaveLength(1)
  })
})

describe('aire commune', () => {
  it('celle de rectangles connus, et rien pour deux voisins qui partagent un côté', () => {
    expect(aireCommune(rectangle(0, 0, 20, 25), rectangle(15, 0, 20, 25))).toBeCloseTo(125, 1)
    expect(aireCommune(rectangle(0, 0, 20, 25), rectangle(20, 0, 20, 25))).toBeLessThan(0.01)
    expect(aireCommune(rectangle(0, 0, 20, 25), rectangle(40, 0, 20, 25))).toBe(0)
    expect(aireCommune(rectangle(0, 0, 20, 25), rectangle(5, 5, 5, 5))).toBeCloseTo(25, 1)
  })
  it('est symétrique, au plus la plus petite des deux, et celle d’un contour avec lui-même est son aire', () => {
    fc.assert(
      fc.property(etoile, etoile, (c, d) => {
        const commune = aireCommune(c, d)
        expect(aireCommune(d, c)).toBeCloseTo(commune, 3)
        expect(aireCommune(c.toReversed(), d)).toBeCloseTo(commune, 3)
        expect(commune).toBeLessThanOrEqual(Math.min(aire(c), aire(d)) + 0.01)
        expect(aireCommune(c, c)).toBeCloseTo(aire(c), 1)
      }),
      { numRuns: 300 },
    )
  })
  it('est celle qu’un semis de points compte', () => {
    fc.assert(
      fc.property(etoile, etoile, (c, d) => {
        let vus = 0
        for (let x = -120; x < 120; x += 2) for (let y = -120; y < 120; y += 2) if (contient(c, a(x + 0.5, y + 0.5)) && contient(d, a(x + 0.5, y + 0.5))) vus += 4
        expect(Math.abs(aireCommune(c, d) - vus)).toBeLessThan(40 + 0.06 * Math.min(aire(c), aire(d)))
      }),
      { numRuns: 25 },
    )
  })
  it('un bord mesuré deux fois n’est pas un chevauchement, un mètre de trop en est un', () => {
    const [c, liseré, trop] = [rectangle(0, 0, 20, 25), rectangle(19.8, 0, 20, 25), rectangle(19, 0, 20, 25)]
    expect(aireCommune(c, liseré)).toBeLessThan(toleranceDe(c, liseré))
    expect(aireCommune(c, trop)).toBeGreaterThan(toleranceDe(c, trop))
    expect(toleranceDe(c, trop)).toBe(toleranceDe(trop, c))
  })
})

it('la distance entre deux contours est la largeur de la rue', () => {
  expect(distance(rectangle(0, 0, 20, 25), rectangle(32, 0, 20, 25))).toBeCloseTo(12, 2)
  expect(distance(rectangle(0, 0, 20, 25), rectangle(10, 10, 2, 2))).toBe(0)
  const large = mesurer(elargir(empriseDe(rectangle(0, 0, 20, 25)), 10))
  expect([Math.round(large.largeur), Math.round(large.hauteur)]).toEqual([40, 45])
})

describe('vérifier', () => {
  const phrase = (points: readonly Point[]) => {
    const lu = verifierContour(points)
    return 'phrase' in lu ? lu.phrase : ''
  }
  it('un contour en étoile passe, le même avec deux sommets échangés se croise ou reste simple, comme le dit la force brute', () => {
    fc.assert(
      fc.property(etoile, fc.nat(11), fc.nat(11), (contour, i, j) => {
        expect(coteQuiCroise(contour)).toBeUndefined()
        const melange = [...contour]
        const [p, q] = [i % contour.length, j % contour.length]
        ;[melange[p], melange[q]] = [melange[q]!, melange[p]!]
        if (coteQuiCroise(melange)) return
        // A simple ring of the same vertices turns once around any point that it holds.
        const dedans = melange.map((s, k): Point => [(s[0] + melange.at(k - 1)![0] + melange.at(k - 2)![0]) / 3, (s[1] + melange.at(k - 1)![1] + melange.at(k - 2)![1]) / 3]).filter((s) => contient(melange, s))
        for (const s of dedans) expect(Math.abs(tours(melange, s))).toBe(1)
      }),
      { numRuns: 300 },
    )
  })
  it('refuse ce qui se croise, se replie, se touche', () => {
    expect(phrase([a(0, 0), a(20, 20), a(20, 0), a(0, 20)])).toContain('se croise')
    expect(phrase([a(0, 0), a(20, 0), a(10, 0), a(10, 20)])).toContain('se croise')
    expect(phrase([a(0, 0), a(20, 0), a(20, 20), a(10, 0), a(0, 20)])).toContain('se croise')
  })
  it('refuse des mètres, une position inversée ou d’ailleurs, un contour trop grand, plat ou sans sommets', () => {
    expect(phrase([[396_000, 793_000], [396_020, 793_000], [396_020, 793_025]])).toContain('EPSG:4326')
    expect(phrase(rectangle(0, 0, 20, 25).map(([lon, lat]): Point => [lat, lon]))).toContain('inversées')
    expect(phrase([[10, 45], [10.1, 45], [10.1, 45.1]])).toContain('hors du pays')
    expect(phrase(rectangle(0, 0, 9000, 25))).toContain('9 km')
    expect(phrase([a(0, 0), a(20, 0), a(0, 0)])).toContain('trois sommets')
    expect(phrase(Array.from({ length: 400 }, (_, i) => a(i, i * i)))).toContain('300 au plus')
    expect(phrase([[Number.NaN, 7], a(0, 1), a(1, 1)])).toContain('deux nombres')
  })
  it('rend le contour dans le sens direct, sans sommet de fermeture', () => {
    const c = rectangle(0, 0, 20, 25)
    const lu = verifierContour([...c.toReversed(), c[3]!])
    expect('contour' in lu && lu.contour).toHaveLength(4)
    expect('superficie' in lu && lu.superficie).toBeCloseTo(500, 0)
  })
})

describe('lire un contour écrit', () => {
  const c = verifierContour(rectangle(0, 0, 20, 25)) as { contour: Contour }
  it('des lignes, du WKT ou du GeoJSON donnent le même', () => {
    const ecrits = [versTexte(c.contour), versWkt(c.contour), JSON.stringify({ type: 'Polygon', coordinates: [c.contour] }), c.contour.map(([x, y]) => `${String(x).replace('.', ',')} ; ${String(y).replace('.', ',')}`).join('\n'), c.contour.map(([x, y]) => `${x},${y}`).join('\n')]
    for (const ecrit of ecrits) expect(lireContour(ecrit)).toMatchObject({ contour: c.contour })
  })
  it('dit le sommet illisible, le trou, les morceaux, l’autre forme', () => {
    const phrase = (texte: string) => (lireContour(texte) as { phrase: string }).phrase
    expect(phrase('2.06 7.17\nbonjour')).toContain('sommet 2')
    expect(phrase('POLYGON ((2 7, 2.001 7, 2 7.001), (2 7, 2.001 7, 2 7.001))')).toContain('trou')
    expect(phrase('{"type":')).toContain('mal formé')
    expect(phrase('x'.repeat(30_000))).toContain('trop long')
    expect(lireGeometrie({ type: 'Point', coordinates: [2, 7] })).toEqual({ phrase: 'Le contour doit être un polygone, pas « Point »' })
    expect(lireGeometrie({ type: 'MultiPolygon', coordinates: [[[]], [[]]] })).toMatchObject({ phrase: expect.stringContaining('morceaux') })
    for (const faux of [null, 3, {}, { type: 'Polygon' }, { type: 'Polygon', coordinates: [[1, 2]] }]) expect(lireGeometrie(faux)).toHaveProperty('phrase')
  })
})
