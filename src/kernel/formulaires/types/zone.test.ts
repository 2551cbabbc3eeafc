import { expect, it } from 'vitest'
import { essai } from './essai.ts'

const x = essai({ type: 'zone', sommetsAuPlus: 50, aireMin: 100, aireMax: 100_000 })
const lignes = ['6,365412 ; 2,418330', '6,365412 ; 2,418700', '6,365800 ; 2,418700', '6,365800 ; 2,418330']
const points: [number, number][] = [[6.365412, 2.41833], [6.365412, 2.4187], [6.3658, 2.4187], [6.3658, 2.41833]]
const lire = (...l: string[]) => x.erreurs({ 'x.points': l.join('\n') })['x.points']

it('lit un point par ligne, lignes vides et premier point répété compris', () => {
  expect(x.reponse({ 'x.points': lignes.join('\r\n') })).toEqual({ points })
  expect(x.reponse({ 'x.points': `\n${[...lignes, lignes[0]].join('\n\n')}\n` })).toEqual({ points })
  expect(x.reponse({ x: { points } })).toEqual({ points })
  expect(x.reponse({ 'x.points': ' \n ' })).toBeUndefined()
  expect(x.dire({ points })).toBe('4 points, 1 756 m²')
  expect(x.cel('[x.aire, x.sommets]', { points })).toEqual([1756n, 4n])
})

it('dit la ligne ou le point à corriger', () => {
  expect(lire(...lignes.slice(0, 2))).toBe('Il faut au moins 3 points pour entourer un terrain\u00a0: il y en a 2')
  expect(lire(lignes[0]!, 'au fond du champ')).toContain('La ligne 2 ne se comprend pas')
  expect(lire(lignes[0]!, '48,85 ; 2,35')).toContain('Point 2. Cet endroit est hors de la zone attendue')
  expect(lire(lignes[0]!, lignes[1]!, lignes[1]!, lignes[2]!)).toContain('Le point 3 est au même endroit que le point 2')
  expect(lire(lignes[0]!, lignes[2]!, lignes[1]!, lignes[3]!)).toBe('Le contour se croise\u00a0: le côté qui part du point 1 rencontre celui qui part du point 3. Écrivez les points en faisant le tour')
  expect(lire('6,365412 ; 2,418330', '6,365413 ; 2,418330', '6,365412 ; 2,418331')).toContain('il en faut au moins 100\u00a0m²')
  expect(lire('6,3 ; 2,4', '6,3 ; 2,5', '6,4 ; 2,5')).toContain('il en faut au plus 10\u00a0ha')
  expect(lire(...Array.from({ length: 60 }, (_, i) => `6,${300000 + i} ; 2,4`))).toContain('Gardez 50\u00a0points au plus')
  expect(lire(...Array.from({ length: 5000 }, () => '6 ; 2'))).toContain('il y en a')
})
