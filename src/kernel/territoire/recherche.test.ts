import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { casse } from './importer-villages.ts'
import { aplatir, classer, proche } from './recherche.ts'
import type { Fiche } from './recherche.ts'

const fiche = (code: string, nom: string, niveau: Fiche['niveau'], alentour = '', population = 0): Fiche => ({ code, niveau, nom: aplatir(nom), mots: aplatir(nom).split(' '), alentour: aplatir(alentour).split(' '), population })
const fiches = [
  fiche('12', 'Zou', 'departement'), fiche('1203', 'Bohicon', 'commune', 'Zou', 171_781), fiche('120309', 'Bohicon I', 'arrondissement', 'Bohicon Zou'),
  fiche('1009', 'Sèmè-Podji', 'commune', 'Ouémé'), fiche('0801', 'Cotonou', 'commune', 'Littoral', 679_012), fiche('080103', '3e arrondissement', 'arrondissement', 'Cotonou Littoral'),
  fiche('100803', '3e arrondissement', 'arrondissement', 'Porto-Novo Ouémé'), fiche('0403', 'N’Dali', 'commune', 'Borgou'), fiche('0308', 'Zè', 'commune', 'Atlantique'),
]

describe('recherche', () => {
  test.each([
    ['bohicon', '1203'], ['BOHICON 1', '120309'], ['3ème arrondissement de Cotonou', '080103'], ['bohi', '1203'], ['bohicn', '1203'], ['bohciin', undefined], ['semepodji', undefined], ['sèmè podji', '1009'], ['seme kpodji', '1009'],
    ['ndali', '0403'], ['n dali', '0403'], ['ze', '0308'], ['3e cotonou', '080103'], ['3e arrondissement porto', '100803'], ['zou bohicon i', '120309'], ['cotonu', '0801'], ['xyz', undefined], ['', undefined], ['   ', undefined],
  ])('« %s »', (texte, attendu) => {
    expect(classer(texte, fiches, 5)[0]).toBe(attendu)
  })
  test('les numéros d’un même nom se suivent, quel que soit le nombre d’habitants', () => {
    const peuples = [fiche('120310', 'Bohicon II', 'arrondissement', 'Bohicon Zou', 53_701), fiche('120309', 'Bohicon I', 'arrondissement', 'Bohicon Zou', 40_043), fiche('999901', 'Bohiconou', 'arrondissement', 'Ailleurs', 45_000)]
    expect(classer('bohico', peuples, 5)).toEqual(['120309', '120310', '999901'])
  })
  test('les lettres des langues nationales se cherchent sans elles', () => {
    expect(aplatir('Tɔ́ Xɛ́ɖe')).toBe('to xede')
  })
  test('proche est symétrique, et vrai pour une faute', () => {
    fc.assert(fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), fc.nat(3), (a, b, max) => proche(a, b, max) === proche(b, a, max)))
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 12 }), fc.nat(11), (a, i) => proche(a, a.slice(0, i) + a.slice(i + 1), 1)))
    expect(proche('bohicon', 'bohicno', 1)).toBe(true)
  })
  test('la casse d’un nom en capitales', () => {
    expect([casse('FOUNOUGO-GAH'), casse("AGBLA  N'DAH II"), casse('Déjà écrit'), casse('CAMP DES GARDES')]).toEqual(['Founougo-Gah', 'Agbla N’Dah II', 'Déjà écrit', 'Camp des Gardes'])
  })
})
