import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouter, deplacer, lire, poser } from './brut.ts'

const cle = fc.constantFrom('a', 'b', 'c')
const valeur = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant({ x: 1 }))

describe('une définition qu’on change', () => {
  it('ce qu’on pose se relit, et le reste ne bouge pas', () => {
    fc.assert(
      fc.property(fc.array(cle, { minLength: 1, maxLength: 4 }), valeur, (chemin, v) => {
        const avant = { autre: [1, { b: 2 }], z: 'z' }
        const apres = poser(avant, chemin.join('.'), v)
        expect(lire(apres, chemin.join('.'))).toEqual(v)
        expect(apres.autre).toBe(avant.autre)
        expect(Object.keys(apres).slice(0, 2)).toEqual(['autre', 'z'])
        expect(lire(poser(apres, chemin.join('.'), undefined), chemin.join('.'))).toBeUndefined()
      }),
    )
  })
  it('monter puis descendre remet en place ; au bout de la liste rien ne bouge', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 6 }), fc.nat(5), (liste, n) => {
        const rang = n % liste.length
        const brut = { l: liste }
        const monte = deplacer(brut, `l.${rang}`, -1)
        if (rang === 0) expect(monte).toEqual(brut)
        else expect(deplacer(monte, `l.${rang - 1}`, 1)).toEqual(brut)
        expect((lire(monte, 'l') as number[]).toSorted()).toEqual(liste.toSorted())
      }),
    )
  })
  it('ajouter, retirer, ne jamais lire un prototype', () => {
    expect(ajouter({}, 'a.b', 1)).toEqual({ a: { b: [1] } })
    expect(poser({ l: [1, 2, 3] }, 'l.1', undefined)).toEqual({ l: [1, 3] })
    for (const chemin of ['constructor', '__proto__', 'a.constructor', 'l.length', 'l.-1']) expect(lire({ a: {}, l: [1] }, chemin)).toBeUndefined()
    expect(({} as Record<string, unknown>)['pollue']).toBeUndefined()
    poser({}, '__proto__.pollue', true)
    expect(({} as Record<string, unknown>)['pollue']).toBeUndefined()
  })
})
