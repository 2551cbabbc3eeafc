import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assembler, decomposer, hacherFeuille, hacherNoeud, planConsistance, planInclusion, racineDe, RACINE_VIDE, replier, verifierConsistance, verifierInclusion } from './arbre.ts'
import type { Plage } from './arbre.ts'

// The eight leaves and roots of the reference tests of Certificate Transparency (RFC 6962).
const FEUILLES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((h) => hacherFeuille(Buffer.from(h, 'hex')))
const RACINES = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

/** The definitions of RFC 6962 §2.1, word for word. */
const coupe = (n: number) => 2 ** (Math.ceil(Math.log2(n)) - 1)
function mth(d: readonly Buffer[]): Buffer {
  if (d.length === 0) return RACINE_VIDE
  if (d.length === 1) return d[0]!
  const k = coupe(d.length)
  return hacherNoeud(mth(d.slice(0, k)), mth(d.slice(k)))
}
function chemin(m: number, d: readonly Buffer[]): Buffer[] {
  if (d.length === 1) return []
  const k = coupe(d.length)
  return m < k ? [...chemin(m, d.slice(0, k)), mth(d.slice(k))] : [...chemin(m - k, d.slice(k)), mth(d.slice(0, k))]
}
function sousPreuve(m: number, d: readonly Buffer[], b: boolean): Buffer[] {
  if (m === d.length) return b ? [] : [mth(d)]
  const k = coupe(d.length)
  return m <= k ? [...sousPreuve(m, d.slice(0, k), b), mth(d.slice(k))] : [...sousPreuve(m - k, d.slice(k), false), mth(d.slice(0, k))]
}

const feuilles = (n: number) => Array.from({ length: n }, (_, i) => createHash('sha256').update(String(i)).digest())
const hacher = (d: readonly Buffer[], p: Plage) => assembler(decomposer(p).map(({ hauteur, index }) => replier(d.slice(index * 2 ** hauteur, (index + 1) * 2 ** hauteur))))
const arbres = fc.integer({ min: 1, max: 300 }).chain((n) => fc.record({ n: fc.constant(n), m: fc.integer({ min: 0, max: n }), rang: fc.integer({ min: 0, max: n - 1 }) }))

describe('arbre de Merkle', () => {
  test('vecteurs de la RFC 6962', () => {
    expect(RACINES.map((_, n) => racineDe(FEUILLES.slice(0, n)).toString('hex'))).toEqual(RACINES)
  })
  test('la racine est celle de la définition', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 600 }), (n) => racineDe(feuilles(n)).equals(mth(feuilles(n)))), { numRuns: 60 })
  })
  test('les preuves d’inclusion sont celles de la définition, et se vérifient', () => {
    fc.assert(
      fc.property(arbres, ({ n, rang }) => {
        const d = feuilles(n)
        const preuve = planInclusion(rang, n).map((p) => hacher(d, p))
        expect(preuve).toEqual(chemin(rang, d))
        expect(verifierInclusion(rang, n, d[rang]!, preuve, mth(d))).toBe(true)
        expect(verifierInclusion(rang, n, feuilles(n + 1)[n]!, preuve, mth(d))).toBe(false)
        expect(verifierInclusion((rang + 1) % n, n, d[rang]!, preuve, mth(d))).toBe(n === 1)
        if (preuve.length > 0) expect(verifierInclusion(rang, n, d[rang]!, preuve.slice(1), mth(d))).toBe(false)
      }),
    )
  })
  test('les preuves de consistance aussi', () => {
    fc.assert(
      fc.property(arbres, ({ n, m }) => {
        const d = feuilles(n)
        const preuve = planConsistance(m, n).map((p) => hacher(d, p))
        if (m > 0) expect(preuve).toEqual(sousPreuve(m, d, true))
        const [vieille, neuve] = [mth(d.slice(0, m)), mth(d)]
        expect(verifierConsistance(m, n, preuve, vieille, neuve)).toBe(true)
        const autre = mth([...d.slice(0, -1), hacherFeuille(Buffer.from('autre'))])
        expect(verifierConsistance(m, n, preuve, vieille, autre)).toBe(m === 0)
        if (m > 0) expect(verifierConsistance(m, n, preuve, hacherFeuille(Buffer.from('x')), neuve)).toBe(false)
      }),
    )
  })
  test('un rang ou une taille impossibles sont refusés', () => {
    expect(() => planInclusion(3, 3)).toThrow()
    expect(() => planConsistance(4, 3)).toThrow()
    expect(verifierInclusion(3, 3, RACINE_VIDE, [], RACINE_VIDE)).toBe(false)
    expect(verifierConsistance(4, 3, [], RACINE_VIDE, RACINE_VIDE)).toBe(false)
  })
})
