import fc from 'fast-check'
import { expect, it } from 'vitest'
import { separerNom } from './nom.ts'

it.each([
  ['Ines Tchibozo', 'Tchibozo', 'Ines'],
  ['Ines Adjoa TCHIBOZO', 'TCHIBOZO', 'Ines Adjoa'],
  ['DOSSOU YOVO Sènami', 'DOSSOU YOVO', 'Sènami'],
  ['Fifamè d’Almeida', 'd’Almeida', 'Fifamè'],
  ['Carlos Luis da Silva', 'da Silva', 'Carlos Luis'],
])('%s', (nom, famille, prenoms) => {
  expect(separerNom(nom, 'prenoms_nom')).toEqual({ famille, prenoms })
})

it('ne devine jamais : ni l’ordre que la case ne dit pas, ni trois mots que rien ne distingue, ni un seul', () => {
  for (const nom of ['Ines Adjoa Tchibozo', 'Tchibozo', '', 'INES TCHIBOZO', 'Ines DOSSOU Adjoa', 'Ines da']) expect(separerNom(nom, nom === 'Ines da' ? undefined : 'prenoms_nom')).toBeUndefined()
  expect(separerNom('Dossou Sènami')).toBeUndefined()
  expect(separerNom('DOSSOU Sènami')).toEqual({ famille: 'DOSSOU', prenoms: 'Sènami' })
})

it('rien ne se perd : les mots des deux parties sont ceux du nom', () => {
  const mot = fc.oneof(fc.stringMatching(/^[A-Z][a-z]{1,8}$/), fc.stringMatching(/^[A-Z]{2,8}$/), fc.constantFrom('da', 'd’Almeida', 'de'))
  fc.assert(
    fc.property(fc.array(mot, { maxLength: 6 }), fc.constantFrom('prenoms_nom' as const, undefined), (mots, ordre) => {
      const lu = separerNom(mots.join('  '), ordre)
      if (!lu) return
      expect(lu.famille).not.toBe('')
      expect(lu.prenoms).not.toBe('')
      expect(`${lu.famille} ${lu.prenoms}`.split(' ').toSorted()).toEqual(mots.toSorted())
    }),
  )
})
