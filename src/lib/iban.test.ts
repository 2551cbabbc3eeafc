import fc from 'fast-check'
import { expect, it } from 'vitest'
import { grouperIban, lireIban } from './iban.ts'

const BON = 'BJ66BJ0610100100144390000769'

it('lit un IBAN du Bénin, espaces et minuscules tolérés', () => {
  expect(lireIban(BON)).toEqual({ iban: BON })
  expect(lireIban(' iban : bj66 BJ06 1010-0100 1443 9000\u00a00769 ')).toEqual({ iban: BON })
  expect(grouperIban(BON)).toBe('BJ66 BJ06 1010 0100 1443 9000 0769')
})

it('dit ce qui ne va pas', () => {
  const erreur = (texte: string, pays?: string[]) => (lireIban(texte, pays) as { erreur?: string }).erreur
  expect(erreur('BJ66')).toContain('en entier')
  expect(erreur('0610100100144390000769')).toContain('commence par BJ')
  expect(erreur(BON.slice(0, -1))).toBe('Un IBAN qui commence par BJ a 28 signes : il y en a 27')
  expect(erreur('FR7630006000011234567890189')).toContain('n’est pas accepté ici')
  expect(lireIban('FR76 3000 6000 0112 3456 7890 189', ['BJ', 'FR'])).toEqual({ iban: 'FR7630006000011234567890189' })
  expect(erreur(`BJ67${BON.slice(4)}`)).toContain('signe par signe')
})

it('un chiffre faux, ou deux voisins échangés, se voient toujours', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 27 }), fc.integer({ min: 1, max: 9 }), (rang, ecart) => {
      const faux = BON.slice(0, rang) + String((Number(BON[rang]) + ecart) % 10) + BON.slice(rang + 1)
      expect(lireIban(faux)).toHaveProperty('erreur')
      if (rang < 27 && BON[rang] !== BON[rang + 1]) expect(lireIban(BON.slice(0, rang) + BON[rang + 1] + BON[rang] + BON.slice(rang + 2))).toHaveProperty('erreur')
    }),
  )
})
