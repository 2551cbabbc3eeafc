import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ajouter, ajouterJours, ajouterMois, chargerCalendrier, ecart, estOuvre, feriesDe, jourLocal, jourSemaine, lireCalendrier, nomFerie, paques } from './index.ts'
import type { Unite } from './index.ts'

const benin = chargerCalendrier()
const jours = fc.integer({ min: 0, max: 2500 }).map((n) => ajouterJours('2024-01-01', n))
const unites = fc.constantFrom<Unite>('jours', 'jours_ouvres', 'mois', 'jours_francs')

describe('jours', () => {
  test('le jour est celui de Porto-Novo', () => {
    expect(jourLocal(new Date('2026-11-23T22:59:00Z'))).toBe('2026-11-23')
    expect(jourLocal(new Date('2026-11-23T23:00:00Z'))).toBe('2026-11-24')
  })
  test('les mois gardent le quantième, ou le dernier jour', () => {
    expect(ajouterMois('2026-01-31', 1)).toBe('2026-02-28')
    expect(ajouterMois('2028-01-31', 1)).toBe('2028-02-29')
    expect(ajouterMois('2026-12-15', 2)).toBe('2027-02-15')
    expect(ajouterMois('2026-03-31', -1)).toBe('2026-02-28')
  })
  test('ajouterJours et ecart sont inverses', () => {
    fc.assert(fc.property(jours, fc.integer({ min: -400, max: 400 }), (j, n) => ecart(j, ajouterJours(j, n)) === n))
  })
  test('les jours de la semaine', () => {
    expect(jourSemaine('2026-11-23')).toBe(1)
    expect(jourSemaine('2026-11-29')).toBe(7)
  })
})

describe('calendrier du Bénin', () => {
  // Dates of Easter: tables of the Bureau des longitudes.
  test.each([[2024, '2024-03-31'], [2025, '2025-04-20'], [2026, '2026-04-05'], [2027, '2027-03-28'], [2038, '2038-04-25']])('Pâques %i', (annee, jour) => {
    expect(paques(annee)).toBe(jour)
  })
  test('les fêtes de 2026', () => {
    expect(feriesDe(2026, benin).map((f) => f.jour)).toEqual([
      '2026-01-01', '2026-01-08', '2026-01-09', '2026-03-20', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-05-27',
      '2026-08-01', '2026-08-15', '2026-08-25', '2026-11-01', '2026-12-25',
    ])
  })
  test('le 10 janvier n’est plus férié depuis 2025', () => {
    expect(nomFerie('2024-01-10', benin)).toBe('Fête annuelle des religions traditionnelles')
    expect(nomFerie('2025-01-09', benin)).toContain('endogènes')
    expect(nomFerie('2028-01-10', benin)).toBeUndefined()
  })
  test('les fêtes lunaires sont connues de 2024 à 2030, et à confirmer', () => {
    for (let annee = 2024; annee <= 2030; annee++) {
      const lunaires = feriesDe(annee, benin).filter((f) => /Ramadan|Tabaski|Maouloud/.test(f.nom))
      expect(lunaires).toHaveLength(3)
      expect(lunaires.every((f) => !f.verifie)).toBe(true)
    }
  })
  test('un calendrier mal écrit est refusé', () => {
    expect(() => lireCalendrier('code: x')).toThrow()
  })
})

describe('délais', () => {
  test('jours, francs, ouvrés, mois', () => {
    expect(ajouter('2026-11-23', { valeur: 5, unite: 'jours', report: false }, benin)).toBe('2026-11-28')
    expect(ajouter('2026-11-23', { valeur: 5, unite: 'jours' }, benin)).toBe('2026-11-30')
    expect(ajouter('2026-11-23', { valeur: 3, unite: 'jours_francs' }, benin)).toBe('2026-11-27')
    expect(ajouter('2026-12-23', { valeur: 3, unite: 'jours_ouvres' }, benin)).toBe('2026-12-29')
    expect(ajouter('2025-12-31', { valeur: 2, unite: 'mois' }, benin)).toBe('2026-03-02')
  })
  test('avec report, jamais échu un jour non ouvré', () => {
    fc.assert(fc.property(jours, fc.integer({ min: 0, max: 60 }), unites, (j, valeur, unite) => estOuvre(ajouter(j, { valeur, unite }, benin), benin)))
  })
  test('partir plus tard n’échoit pas plus tôt, et un délai plus long non plus', () => {
    fc.assert(
      fc.property(jours, fc.nat(40), fc.nat(20), fc.nat(20), unites, fc.boolean(), (j, plus, valeur, ajout, unite, report) => {
        const d = ajouter(j, { valeur, unite, report }, benin)
        expect(ajouter(ajouterJours(j, plus), { valeur, unite, report }, benin) >= d).toBe(true)
        expect(ajouter(j, { valeur: valeur + ajout, unite, report }, benin) >= d).toBe(true)
      }),
    )
  })
  test('un délai négatif ou fractionnaire est refusé', () => {
    expect(() => ajouter('2026-11-23', { valeur: 1.5, unite: 'jours' }, benin)).toThrow(/Délai mal formé/)
  })
})
