import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segments as dessiner } from '../../ui/horloge.tsx'
import { ajouterJours, chargerCalendrier, ecart, estOuvre, etatHorloge, versTemps } from './index.ts'
import type { Evenement, Regle } from './index.ts'

const benin = chargerCalendrier()
const le = (jour: string, heure = '09:00') => new Date(`${jour}T${heure}:00+01:00`)
const depart = (jour: string, heure?: string): Evenement => ({ genre: 'depart', le: le(jour, heure) })
const pause = (du: string, au: string): Evenement[] => [{ genre: 'suspension', le: le(du) }, { genre: 'reprise', le: le(au) }]
const lire = (evenements: Evenement[], regle: Regle, jour: string) => etatHorloge(evenements, regle, benin, le(jour, '12:00'))

const jours = fc.integer({ min: 0, max: 2200 }).map((n) => ajouterJours('2024-01-01', n))
const regles: fc.Arbitrary<Regle> = fc.record({
  valeur: fc.integer({ min: 1, max: 40 }),
  unite: fc.constantFrom('jours', 'jours_ouvres', 'jours_francs'),
  report: fc.boolean(),
  depart: fc.constantFrom('jour', 'ouvre'),
})

describe('etatHorloge', () => {
  test('dix jours ouvrés, au fil des jours', () => {
    const regle: Regle = { valeur: 10, unite: 'jours_ouvres' }
    const etat = lire([depart('2026-11-23')], regle, '2026-11-26')
    expect(etat).toMatchObject({ depart: '2026-11-23', echeance: '2026-12-07', joursEcoules: 2, joursRestants: 8, total: 10, suspendueDepuis: null })
    expect(lire([depart('2026-11-23')], regle, '2026-12-07')).toMatchObject({ joursEcoules: 9, joursRestants: 1 })
    expect(lire([depart('2026-11-23')], regle, '2026-12-09').joursRestants).toBe(-2)
    // Sunday after a Monday deadline of the week before.
    expect(lire([depart('2026-11-20')], regle, '2026-12-05')).toMatchObject({ echeance: '2026-12-04', joursRestants: -1 })
  })

  test('déposé après la fermeture : le délai part du premier jour ouvré', () => {
    const etat = lire([depart('2027-12-24', '18:10')], { valeur: 3, unite: 'jours' }, '2027-12-28')
    expect(etat.depart).toBe('2027-12-27')
    expect(etat.explications[0]).toEqual({
      date: '2027-12-27',
      raison: 'Déposé vendredi 24 décembre 2027 à 18\u00a0h\u00a010, après la fermeture\u00a0: le délai part du lundi 27 décembre 2027, premier jour ouvré, qui ne compte pas',
    })
    expect(lire([depart('2027-12-24', '17:10')], { valeur: 3, unite: 'jours' }, '2027-12-28').depart).toBe('2027-12-24')
    expect(lire([depart('2027-12-24', '18:10')], { valeur: 3, unite: 'jours', depart: 'jour' }, '2027-12-28').depart).toBe('2027-12-24')
    expect(lire([depart('2026-05-01')], { valeur: 3, unite: 'jours' }, '2026-05-02').explications[0]?.raison).toContain('jour férié (Fête du travail)')
  })

  test('un jour ouvré qui reste n’est « ce soir » que le dernier jour', () => {
    const regle: Regle = { valeur: 1, unite: 'jours_ouvres' }
    // Filed on a Friday: due on Monday, one working day left all the weekend.
    for (const [jour, dernier] of [['2026-11-21', false], ['2026-11-22', false], ['2026-11-23', true]] as const) {
      const etat = lire([depart('2026-11-20')], regle, jour)
      expect(etat).toMatchObject({ echeance: '2026-11-23', joursRestants: 1, dernierJour: dernier })
      expect(versTemps(etat).dernierJour).toBe(dernier)
    }
    expect(lire([depart('2026-11-20')], regle, '2026-11-24').dernierJour).toBe(false)
  })

  test('le report est expliqué', () => {
    const etat = lire([depart('2026-07-22')], { valeur: 10, unite: 'jours' }, '2026-07-23')
    expect(etat.echeance).toBe('2026-08-03')
    expect(etat.total).toBe(12)
    expect(etat.explications.at(-1)?.raison).toBe('Le samedi 1er août 2026 est férié (Fête nationale)\u00a0: l’échéance est reportée au lundi 3 août 2026, premier jour ouvré qui suit')
  })

  test('suspendue : pas d’échéance, les jours écoulés sont gardés', () => {
    const etat = lire([depart('2026-11-23'), pause('2026-11-26', '2027-01-01')[0]!], { valeur: 10, unite: 'jours' }, '2026-12-20')
    expect(etat).toMatchObject({ echeance: null, suspendueDepuis: '2026-11-26', joursEcoules: 2, joursRestants: 8, total: 10, joursPause: 24 })
  })

  test('interrompue : un délai entier repart à la reprise, ou aussitôt si la règle le dit', () => {
    const evenements: Evenement[] = [depart('2026-03-02'), { genre: 'interruption', le: le('2026-04-01') }]
    const regle: Regle = { valeur: 2, unite: 'mois' }
    expect(lire(evenements, regle, '2026-04-10')).toMatchObject({ echeance: null, joursEcoules: 0, suspendueDepuis: '2026-04-01' })
    expect(lire([...evenements, { genre: 'reprise', le: le('2026-04-20') }], regle, '2026-05-01').echeance).toBe('2026-06-22')
    expect(lire(evenements, { ...regle, interruption: 'aussitot' }, '2026-05-01').echeance).toBe('2026-06-01')
  })

  test('une pause demandée après l’échéance est sans effet, et c’est dit', () => {
    const etat = lire([depart('2026-11-02'), ...pause('2026-11-20', '2026-11-22')], { valeur: 5, unite: 'jours' }, '2026-11-23')
    expect(etat.joursRestants).toBeLessThan(0)
    expect(etat.explications.some((e) => e.raison.includes('sans effet'))).toBe(true)
  })

  test('sans départ, rien ne court ; un événement à venir ne compte pas', () => {
    expect(lire([], { valeur: 5, unite: 'jours' }, '2026-11-23')).toMatchObject({ depart: null, echeance: null, joursRestants: 5 })
    expect(lire([depart('2026-11-30')], { valeur: 5, unite: 'jours' }, '2026-11-23').depart).toBeNull()
  })
})

describe('propriétés', () => {
  test('suspendre n jours décale l’échéance de n jours', () => {
    fc.assert(
      fc.property(jours, fc.integer({ min: 1, max: 40 }), fc.nat(40), fc.nat(60), fc.constantFrom('jours', 'jours_francs'), (j, valeur, apres, n, unite) => {
        fc.pre(apres <= valeur)
        const regle: Regle = { valeur, unite: unite as 'jours', report: false, depart: 'jour' }
        const s = ajouterJours(j, apres)
        const sans = lire([depart(j, '08:00')], regle, '2031-12-31').echeance!
        const avec = lire([depart(j, '08:00'), ...pause(s, ajouterJours(s, n))], regle, '2031-12-31').echeance!
        expect(ecart(sans, avec)).toBe(n)
      }),
    )
  })

  test('les mois aussi, quand un jour au moins a couru', () => {
    fc.assert(
      fc.property(jours, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 25 }), fc.nat(60), (j, valeur, apres, n) => {
        const regle: Regle = { valeur, unite: 'mois', report: false, depart: 'jour' }
        const s = ajouterJours(j, apres)
        const [sans, avec] = [[], pause(s, ajouterJours(s, n))].map((p) => lire([depart(j, '08:00'), ...p], regle, '2031-12-31').echeance!)
        expect(ecart(sans!, avec!)).toBe(n)
      }),
    )
  })

  test('suspendre ou reprendre deux fois ne change rien', () => {
    fc.assert(
      fc.property(jours, regles, fc.nat(10), fc.nat(30), fc.nat(20), fc.nat(80), (j, regle, apres, n, encore, vu) => {
        const s = ajouterJours(j, apres)
        const r = ajouterJours(s, n)
        const [une, deux] = pause(s, r) as [Evenement, Evenement]
        const bis: Evenement[] = [depart(j), depart(ajouterJours(j, 1)), une, deux, { genre: 'reprise', le: le(ajouterJours(r, encore)) }]
        const redit: Evenement = { genre: 'suspension', le: new Date(Math.min(une.le.getTime() + 1000, deux.le.getTime())) }
        const a = lire([depart(j), une, deux], regle, ajouterJours(j, vu))
        expect(lire(bis, regle, ajouterJours(j, vu))).toEqual(a)
        if (n > 0) expect(lire([depart(j), une, redit, deux], regle, ajouterJours(j, vu))).toEqual(a)
      }),
    )
  })

  test('jamais échu un jour non ouvré quand la règle reporte, pauses comprises', () => {
    fc.assert(
      fc.property(jours, regles, fc.nat(40), fc.nat(40), (j, regle, apres, n) => {
        const s = ajouterJours(j, apres)
        const etat = lire([depart(j), ...pause(s, ajouterJours(s, n))], { ...regle, report: true }, '2031-12-31')
        expect(estOuvre(etat.echeance!, benin)).toBe(true)
      }),
    )
  })

  test('écoulés et restants font le total, les segments se comptent pareil, et le temps n’avance que d’un jour à la fois', () => {
    fc.assert(
      fc.property(jours, regles, fc.nat(20), fc.nat(30), (j, regle, apres, n) => {
        const s = ajouterJours(j, apres)
        const evenements = [depart(j), ...pause(s, ajouterJours(s, n))]
        let avant = Number.POSITIVE_INFINITY
        for (let k = 0; k < 90; k += 1) {
          const etat = lire(evenements, regle, ajouterJours(j, k))
          const nombre = (genre: string) => etat.segments.filter((x) => x.genre === genre).length
          expect(nombre('passe')).toBe(etat.joursEcoules)
          if (etat.joursRestants >= 0) expect(etat.joursEcoules + etat.joursRestants).toBe(etat.total)
          if (etat.joursRestants >= 0) expect(nombre('reste') + nombre('dernier')).toBe(etat.joursRestants)
          else expect(nombre('retard')).toBe(-etat.joursRestants)
          if (etat.depart && etat.echeance && k > apres + n) {
            expect(etat.joursRestants).toBeLessThanOrEqual(avant)
            avant = etat.joursRestants
          }
          expect(dessiner(versTemps(etat)).length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 40 },
    )
  })
})
