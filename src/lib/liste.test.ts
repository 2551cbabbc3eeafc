import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lireTri, paginer, ranger, trouve } from './liste.ts'

describe('trier', () => {
  const lignes = [{ id: 'a', nom: 'Bohicon II', n: 2 }, { id: 'b', nom: 'Bohicon I', n: null }, { id: 'c', nom: 'Abomey', n: 10 }]
  const cles = { nom: (l: (typeof lignes)[number]) => l.nom, n: (l: (typeof lignes)[number]) => l.n }
  const ordre = (tri?: string) => ranger(lignes, tri, cles).map((l) => l.id).join('')

  it('dans les deux sens, ce qui manque à la fin, et un tri inconnu ne change rien', () => {
    expect([ordre(), ordre('nom'), ordre('-nom'), ordre('n'), ordre('-n'), ordre('constructor'), ordre('-x')]).toEqual(['abc', 'cba', 'abc', 'acb', 'cab', 'abc', 'abc'])
  })
  it('lit le paramètre', () => {
    expect(lireTri('-vu', ['nom', 'vu'], 'nom')).toEqual({ cle: 'vu', decroit: true })
    expect(lireTri('autre', ['nom', 'vu'], '-vu')).toEqual({ cle: 'vu', decroit: true })
    expect(lireTri(undefined, ['nom', 'vu'], 'nom')).toEqual({ cle: 'nom', decroit: false })
  })
})

it('chercher : tous les mots, sans accents', () => {
  expect(trouve(['Sèmè-Podji', null, 'mairie'], 'SEME mairie')).toBe(true)
  expect(trouve(['Sèmè-Podji'], 'seme mairie')).toBe(false)
  expect(trouve(['x'], undefined)).toBe(true)
})

it('les pages mises bout à bout sont la liste', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (tous, parPage) => {
      const lus: string[] = []
      for (let apres: string | undefined, tours = 0; tours < 50; tours++) {
        const page = paginer(tous, apres, (l) => l, parPage)
        lus.push(...page.lignes)
        if (page.suivant === undefined) break
        apres = page.suivant
      }
      expect(lus).toEqual(tous)
    }),
  )
})
