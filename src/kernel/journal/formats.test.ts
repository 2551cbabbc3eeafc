import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonCanonique, ligneDe } from './ligne.ts'
import { lireCheckpoint, origineDe, ouvrirCle, texteCheckpoint } from './note.ts'
import { cheminDe, deballer, emballer, lireChemin, tuilesEntre } from './tuiles.ts'
import type { Json } from './queries.ts'

describe('note signée', () => {
  // The example of golang.org/x/mod/sumdb/note, which C2SP signed-note describes.
  const cle = ouvrirCle(Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1), 'PeterNeumann')
  const texte = 'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n'
  const note = `${texte}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`
  test('clé publique et signature sont celles de l’exemple', () => {
    expect(cle.vkey).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
    expect(cle.signer(texte)).toBe(note)
    expect(cle.verifier(note)).toBe(true)
  })
  test('un mot changé, une autre clé ou une note coupée ne se vérifient pas', () => {
    expect(cle.verifier(note.replace('answer', 'anwser'))).toBe(false)
    expect(ouvrirCle(Buffer.alloc(32, 7), 'PeterNeumann').verifier(note)).toBe(false)
    expect(cle.verifier(texte)).toBe(false)
    expect(() => ouvrirCle(Buffer.alloc(31), 'x')).toThrow()
    expect(() => ouvrirCle(Buffer.alloc(32), 'a b')).toThrow()
  })
  test('un point de contrôle se relit', () => {
    const point = { origine: origineDe('https://iroko.example:8443'), taille: 42, racine: Buffer.alloc(32, 1) }
    expect(point.origine).toBe('iroko.example:8443/journal')
    expect(lireCheckpoint(texteCheckpoint(point))).toEqual(point)
    expect(lireCheckpoint('x\n042\nAAAA\n')).toBeUndefined()
  })
})

describe('tuiles', () => {
  test('chemins de la spécification', () => {
    expect(cheminDe({ niveau: 0, numero: 1234067, largeur: 256 })).toBe('tile/0/x001/x234/067')
    expect(cheminDe({ niveau: 'entries', numero: 273, largeur: 112 })).toBe('tile/entries/273.p/112')
  })
  test('un chemin se relit, et nul autre', () => {
    fc.assert(
      fc.property(fc.constantFrom<number | 'entries'>(0, 1, 5, 'entries'), fc.nat(2_000_000_000), fc.integer({ min: 1, max: 256 }), (niveau, numero, largeur) => {
        expect(lireChemin(cheminDe({ niveau, numero, largeur }))).toEqual({ niveau, numero, largeur })
      }),
    )
    for (const faux of ['', 'tile', 'tile/0/1', 'tile/0/0001', 'tile/0/x000/001', 'tile/00/001', 'tile/8/001', 'tile/0/001.p/0', 'tile/0/001.p/256', 'tile/0/001.p/01',
      'tile/0/../../secret', 'tile/0/001/', '/tile/0/001', 'tile/entries/001\n', 'tile/0/001.p/1/..', 'tile\\0\\001', 'tile/0/x001']) {
      expect(lireChemin(faux), faux).toBeUndefined()
    }
  })
  test('un arbre de 70 000 entrées a les tuiles que dit la spécification', () => {
    const toutes = [0, 1, 2].map((niveau) => tuilesEntre(0, 70_000, niveau))
    expect(toutes.map((t) => t.length)).toEqual([274, 2, 1])
    expect(toutes.map((t) => t.at(-1)?.largeur)).toEqual([112, 17, 1])
    expect(tuilesEntre(0, 256, 1)).toEqual([{ niveau: 1, numero: 0, largeur: 1 }])
    expect(tuilesEntre(256, 300, 1)).toEqual([])
  })
  test('un lot se déballe comme il a été emballé', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 })), (entrees) => {
        const lot = entrees.map((e) => Buffer.from(e))
        expect(deballer(emballer(lot))).toEqual(lot)
      }),
    )
    expect(() => deballer(Buffer.of(0, 5, 1))).toThrow('coupé')
  })
})

describe('ligne publique', () => {
  const faits = { le: new Date('2026-11-23T21:02:59.9Z'), verbe: 'demarches.transmettre', acteur: 'agent:1', objet: 'dossier:1', territoire: '0101', detail: { nom: 'Afi DOSSOU' }, sel: Buffer.alloc(16, 3) }
  test('le verbe, la minute, et rien qui se devine', () => {
    const ligne = ligneDe(faits)
    expect(ligne).toMatch(/^iroko\/1 2026-11-23T21:02Z demarches\.transmettre acteur=[\w-]{43} objet=[\w-]{43} detail=[\w-]{43}$/)
    expect(ligneDe({ ...faits, sel: Buffer.alloc(16, 4) }).split('=')[1]).not.toBe(ligne.split('=')[1])
    expect(ligneDe({ ...faits, territoire: '0102' })).not.toBe(ligne)
  })
  test('l’ordre des clés ne compte pas, les valeurs si', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (d) => {
        const valeur = JSON.parse(JSON.stringify(d)) as Record<string, Json>
        const renverse = Object.fromEntries(Object.entries(valeur).reverse())
        expect(jsonCanonique(renverse)).toBe(jsonCanonique(valeur))
        expect(JSON.parse(jsonCanonique(valeur))).toEqual(valeur)
      }),
    )
  })
})
