import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lieuxExemple, MAINTENANT } from './exemple.ts'
import { lireDefinition, lireSaisie, manques } from './index.ts'
import * as auGuichet from './navigateur.ts'

const contexte = { maintenant: MAINTENANT, territoires: lieuxExemple() }
const champ = (code: string, type: string, plus: object = {}) => ({ code, type, libelle: code.toUpperCase(), ...plus })
const form = (...etapes: object[][]) => ({ etapes: etapes.map((champs, i) => ({ code: `e${i}`, titre: 'E', champs })) })
const DATES = lireDefinition(form([champ('depart', 'date'), champ('retour', 'date', { apres: 'depart' })]))
const HEURES = lireDefinition(form([champ('de', 'heure')], [champ('a', 'heure', { apres: 'de' })]))
const boites = (nom: string, iso: string) => ({ [`${nom}.annee`]: iso.slice(0, 4), [`${nom}.mois`]: iso.slice(5, 7), [`${nom}.jour`]: iso.slice(8) })
const jour = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
const heure = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)

describe('une date ou une heure qui vient après une autre', () => {
  it('un retour est refusé si et seulement s’il précède le départ, sur sa case ; le départ reste', () => {
    fc.assert(
      fc.property(jour, jour, (depart, retour) => {
        const lu = lireSaisie(DATES, DATES.etapes[0]!, { ...boites('depart', depart), ...boites('retour', retour) }, { ...contexte, reponses: {} })
        expect(Object.keys(lu.erreurs)).toEqual(retour < depart ? ['retour'] : [])
        expect(lu.reponses).toEqual(retour < depart ? { depart } : { depart, retour })
      }),
    )
  })

  it('une heure de fin vient après celle du début, même demandée à une autre étape', () => {
    fc.assert(
      fc.property(heure, heure, (de, a) => {
        const lu = lireSaisie(HEURES, HEURES.etapes[1]!, { a }, { ...contexte, reponses: { de } })
        expect(Object.keys(lu.erreurs)).toEqual(a > de ? [] : ['a'])
        // Changed afterwards, at the other step: the filing sees it.
        expect(manques(HEURES, { de, a }, contexte).map((m) => m.champ)).toEqual(a > de ? [] : ['a'])
        // The counter without network runs the same rules.
        expect(auGuichet.lireSaisie(HEURES, HEURES.etapes[1]!, { a }, { ...contexte, reponses: { de } }).erreurs).toEqual(lu.erreurs)
      }),
    )
  })

  it('dit laquelle, et ne dit rien quand l’autre manque ou est fautive', () => {
    const lire = (saisie: object) => lireSaisie(DATES, DATES.etapes[0]!, saisie, { ...contexte, reponses: {} }).erreurs
    expect(lire({ depart: '2026-08-03', retour: '2026-08-01' })).toEqual({ retour: 'Cette date vient avant «\u00a0DEPART\u00a0» (3 août 2026)\u00a0: vérifiez les deux dates' })
    expect(Object.keys(lire({ ...boites('depart', '2026-02-30'), retour: '2026-01-01' }))).toEqual(['depart.jour'])
    expect(lireSaisie(HEURES, HEURES.etapes[1]!, { a: '8 h' }, { ...contexte, reponses: { de: '08:30' } }).erreurs).toEqual({ a: 'Cette heure ne vient pas après «\u00a0DE\u00a0» (8 h 30)\u00a0: vérifiez les deux heures' })
  })

  it('dans un bloc, chaque élément se juge seul', () => {
    const def = lireDefinition(form([champ('sejours', 'bloc', { ajouter: 'Ajouter', element: 'Séjour', champs: [champ('du', 'date'), champ('au', 'date', { apres: 'du' })] })]))
    const saisie = { ...boites('sejours.0.du', '2026-01-05'), ...boites('sejours.0.au', '2026-01-09'), ...boites('sejours.1.du', '2026-02-05'), ...boites('sejours.1.au', '2026-02-01') }
    expect(Object.keys(lireSaisie(def, def.etapes[0]!, saisie, { ...contexte, reponses: {} }).erreurs)).toEqual(['sejours.1.au'])
  })

  it.each([
    ['ce qui n’existe pas', form([champ('b', 'date', { apres: 'x' })]), 'qui n’est pas répondu avant'],
    ['ce qui vient plus tard', form([champ('b', 'date', { apres: 'c' }), champ('c', 'date')]), 'qui n’est pas répondu avant'],
    ['elle-même', form([champ('b', 'heure', { apres: 'b' })]), 'qui n’est pas répondu avant'],
    ['un autre genre', form([champ('a', 'texte'), champ('b', 'heure', { apres: 'a' })]), 'qui n’est pas une heure'],
    ['l’intérieur d’un bloc', form([champ('s', 'bloc', { ajouter: 'A', champs: [champ('du', 'date')] }), champ('b', 'date', { apres: 'du' })]), 'qui n’est pas répondu avant'],
  ])('ne se publie pas après %s', (_, def, phrase) => {
    expect(() => lireDefinition(def)).toThrow(phrase)
  })
})
