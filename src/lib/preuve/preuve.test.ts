import { encode } from 'cbor2'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decoder } from './cbor.ts'
import { champsDeCarte, champsEnCarte, masquer } from './champs.ts'
import { depuisChiffres, versChiffres } from './chiffres.ts'
import { dernierJour, heure, jour } from './phrases.ts'

describe('les chiffres', () => {
  test('rendent les octets, zéros compris', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (octets) => {
      const texte = versChiffres(octets)
      expect(texte).toMatch(/^[0-9]+$/)
      expect(depuisChiffres(texte)).toEqual(octets)
    }))
  })
  test('n’ont qu’une écriture : tout texte accepté se réécrit à l’identique', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{1,60}$/), (texte) => {
      const octets = depuisChiffres(texte)
      if (octets) expect(versChiffres(octets)).toBe(texte)
    }))
  })
  test.each(['', 'abc', '12 3', '٣٤٥', '999', '1', '9'.repeat(1_000_000), '99999999999999999'])('refusent, cas %#', (texte) => {
    expect(depuisChiffres(texte)).toBeUndefined()
  })
})

describe('le décodeur CBOR', () => {
  test('lit ce que le serveur écrit', () => {
    const valeur = fc.letrec((lier) => ({
      un: fc.oneof({ depthSize: 'small' }, fc.integer({ min: -70_000, max: 2 ** 31 }), fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 300 }), fc.array(lier('un'), { maxLength: 4 })),
    })).un
    fc.assert(fc.property(valeur, (v) => {
      expect(decoder(encode(v, { cde: true }))).toEqual(v)
    }))
  })
  test('n’explose sur aucune suite d’octets', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (octets) => {
      try {
        decoder(octets)
      } catch (erreur) {
        expect(erreur).toBeInstanceOf(Error)
      }
    }), { numRuns: 2000 })
  })
  test.each([
    ['entier long', [0x18, 0x05]], ['entier sur deux octets', [0x19, 0x00, 0xff]], ['longueur indéfinie', [0x9f, 0xff]], ['flottant', [0xf9, 0x3c, 0x00]], ['nul', [0xf6]],
    ['clé répétée', [0xa2, 0x01, 0x01, 0x01, 0x02]], ['reste', [0x01, 0x01]], ['coupé', [0x58, 0xff, 0x00]], ['liste immense', [0x9a, 0xff, 0xff, 0xff, 0xff]], ['UTF-8 faux', [0x61, 0xff]],
    ['trop profond', Array<number>(40).fill(0x81)], ['vide', []],
  ])('refuse : %s', (_, octets) => {
    expect(() => decoder(Uint8Array.from(octets))).toThrow()
  })
})

test('les champs gardent leur sens et leur ordre', () => {
  const carte = champsEnCarte({ document: 'Certificat de vie', numero: 'CV-1', nom: 'DOSSOU', autres: [['Parcelle', 'EL 12 b']] })
  expect(champsDeCarte(carte).map((c) => [c.libelle, c.valeur])).toEqual([['Document', 'Certificat de vie'], ['Numéro', 'CV-1'], ['Nom et prénoms', 'DOSSOU'], ['Parcelle', 'EL 12 b']])
  expect(champsDeCarte(new Map([[99, 'x']]))).toEqual([{ cle: '99', libelle: 'Mention 99', valeur: 'x' }])
})

test('un nom masqué garde initiales et nombre de lettres', () => {
  const [nom] = masquer([{ cle: 'nom', libelle: 'Nom', valeur: 'DOSSOU Sènami Tɔ́ Xɛ́ɖe' }])
  expect(nom?.valeur).toBe('D••••• S••••• T• X•••')
})

test('les dates sont celles de Porto-Novo', () => {
  expect(jour(new Date('2026-05-31T23:30:00Z'))).toBe('1er juin 2026')
  expect(heure(new Date('2026-05-31T08:05:00Z'))).toBe('9\u00a0h\u00a005')
  expect(dernierJour(new Date('2026-09-08T23:00:00Z'))).toBe('8 septembre 2026')
})
