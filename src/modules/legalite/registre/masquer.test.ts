import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detecter } from './detecter.ts'
import type { GenreDonnee } from './detecter.ts'
import { lirePassage, masquer, MASQUE, paragraphes, reste } from './masquer.ts'

const trouve = (texte: string, genre: GenreDonnee) => detecter(texte).filter((t) => t.genre === genre).map((t) => t.passage)

describe('ce qui ressemble à une donnée personnelle', () => {
  it.each<[GenreDonnee, string, string[]]>([
    ['nom', 'Une parcelle est cédée à M. Koffi Jean DOSSOU, commerçant.', ['Koffi Jean DOSSOU']],
    ['nom', 'Ont voté : MM. Paul AHO, Séraphin d’ALMEIDA et Jean-Marie KPADÉ.', ['Paul AHO', 'Séraphin d’ALMEIDA', 'Jean-Marie KPADÉ']],
    ['nom', 'Madame le Maire et Monsieur le Préfet ont signé. Mme Le Maire.', []],
    ['nom', 'El Hadj Moussa YAROU et Mlle Afi', ['Moussa YAROU', 'Afi']],
    ['nom', 'Mme DOSSOU née AGBO Sènan Le Maire', ['DOSSOU née AGBO Sènan']],
    ['nom', 'M. Koffi DOSSOU est mort. Les héritiers DOSSOU.', ['Koffi DOSSOU', 'DOSSOU']],
    ['npi', 'NPI n° 1234 567 890 ; autre 9876543210.', ['1234 567 890', '9876543210']],
    ['npi', 'Un montant de 1000000000 FCFA.', []],
    ['telephone', 'Tél : 97 00 00 01, ou +229 01 97 00 00 00, ou 0166112233', ['97 00 00 01', '+229 01 97 00 00 00', '0166112233']],
    ['courriel', 'Écrire à koffi.dossou@exemple.bj.', ['koffi.dossou@exemple.bj']],
    ['naissance', 'né le 12 mars 1980 à Bohicon, née vers 1958, né(e) le 03/04/1990', ['12 mars 1980', 'née vers 1958', '03/04/1990']],
    ['piece', 'titulaire de la carte nationale d’identité n° 0123456789AB1, passeport n° BJ1234567', ['0123456789AB1', 'BJ1234567']],
    ['compte', 'sur le compte BJ66 BJ06 1010 0100 1443 9000 0769 ouvert', ['BJ66 BJ06 1010 0100 1443 9000 0769']],
    ['adresse', 'domicilié à Tokpa, carré 1204, maison Zinsou ; et demeurante. Il demeurant au quartier Sodohomè.', ['Tokpa, carré 1204, maison Zinsou', 'quartier Sodohomè']],
    ['matricule', 'agent matricule n° 45678, mle AB123456', ['45678', 'AB123456']],
  ])('%s : « %s »', (genre, texte, attendus) => expect(trouve(texte, genre)).toEqual(attendus))

  it('dit combien de fois, et ce qui est autour', () => {
    expect(detecter('Vu la lettre de M. AHO Paul ; que M. AHO Paul demande')[0]).toMatchObject({ passage: 'AHO Paul', fois: 2, avant: 'Vu la lettre de M. ', apres: ' ; que M. AHO Paul demande' })
  })
})

describe('masquer', () => {
  it.each([
    ['Cédée à Koffi DOSSOU et à KOFFI  dossou.', ['Koffi DOSSOU'], `Cédée à ${MASQUE} et à ${MASQUE}.`],
    ['Ada, Adanlèhoussi et la qualité', ['Ada', 'Ali'], `${MASQUE}, Adanlèhoussi et la qualité`],
    ['Sènami, SENAMI, Sénami', ['Sènami'], `${MASQUE}, ${MASQUE}, ${MASQUE}`],
    ['joindre 01 97 00 00 00 ou 0197000000 ou +229 01.97.00.00.00', ['01 97 00 00 00'], `joindre ${MASQUE} ou ${MASQUE} ou +229 ${MASQUE}`],
    ['Koffi DOS- SOU', ['DOSSOU'], `Koffi ${MASQUE}`],
    ['Koffi DOSSOU', ['Koffi', 'DOSSOU'], MASQUE],
    ['Jean0197000000', ['Jean', '0197000000'], MASQUE],
    ['rien', ['x', ''], 'rien'],
  ])('« %s »', (texte, passages, attendu) => expect(masquer(texte, passages)).toBe(attendu))

  const mots = fc.stringMatching(/^[\p{L}\p{N}.'’-]{2,12}$/u)
  it('aucun mot masqué ne reste, quel que soit le texte', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(mots, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 40 }), fc.constantFrom(' ', '\n', '\u00a0', ' - '), fc.array(fc.nat(39), { minLength: 1, maxLength: 6 }), (parts, lien, choisis) => {
        const passages = choisis.flatMap((i) => lirePassage(parts[i] ?? '') ?? [])
        const fait = masquer(parts.join(lien), passages)
        expect(reste(fait, passages)).toEqual([])
        // Said otherwise, without the code under test: as a word between blanks, it is not there.
        const lus = new Set(fait.split(/[\s▇]+/u))
        for (const p of passages) if (!/\s/u.test(p)) expect(lus.has(p)).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  it('la largeur du masque ne dit rien de ce qu’il cache', () => {
    fc.assert(fc.property(mots.filter((m) => /^\p{L}{2,}$/u.test(m)), (nom) => {
      expect(masquer(`1 ${nom} 2`, [nom])).toBe(`1 ${MASQUE} 2`)
    }), { numRuns: 200 })
  })

  it('ce que le détecteur trouve se masque en entier, dans un acte inventé', () => {
    const nom = fc.record({ c: fc.constantFrom('M.', 'Mme', 'Mlle', 'Dr', 'El Hadj', 'Monsieur', 'la dame'), p: fc.constantFrom('Koffi', 'Sènami', 'Jean-Marie', 'Afiavi'), f: fc.constantFrom('DOSSOU', 'AGBÉKO', 'd’ALMEIDA', 'HOUNGBÉDJI') })
    const chiffres = (n: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map((c) => c.join(''))
    fc.assert(
      fc.property(nom, chiffres(8), chiffres(9), fc.integer({ min: 1, max: 28 }), (n, tel, npi, jour) => {
        const texte = `Article 1er : il est accordé à ${n.c} ${n.p} ${n.f}, né(e) le ${jour} mars 1980, domicilié(e) à Saclo Sokon, NPI 2${npi}, tél. 01${tel}, le terrain. ${n.p.toUpperCase()} ${n.f} paiera.`
        const fait = masquer(texte, detecter(texte).map((t) => t.passage))
        for (const secret of [n.f, `${jour} mars 1980`, 'Saclo Sokon', `2${npi}`, `01${tel}`]) expect(fait).not.toContain(secret)
        expect(fait).toContain('il est accordé à')
      }),
      { numRuns: 200 },
    )
  })
})

it('un texte se coupe à ses articles et à ses visas', () => {
  expect(paragraphes('LE MAIRE, Vu la loi ; Vu le code ; Considérant que ; ARRÊTE : Article 1er : ceci. Article 2 : cela, selon l’article 3.')).toEqual(['LE MAIRE,', 'Vu la loi ;', 'Vu le code ;', 'Considérant que ;', 'ARRÊTE :', 'Article 1er : ceci.', 'Article 2 : cela, selon l’article 3.'])
})
