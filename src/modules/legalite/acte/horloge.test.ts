import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours, calendrierCourant, chargerCalendrier, estOuvre, jourLocal } from '../../../kernel/calendrier/index.ts'
import { lireContenu } from '../referentiel/semer.ts'
import type { Regles } from '../referentiel/schemas.ts'
import { executoireDe, horlogeActe, limiteAnnulation, limiteTransmission, regimeDe } from './horloge.ts'
import type { Jalon } from './horloge.ts'

chargerCalendrier()
const calendrier = calendrierCourant()
const brutes = lireContenu('regles')
const confirmees = lireContenu('regles', { demonstration: true })
const avec = (r: Regles, controle: Partial<Regles['delais']['controle']>): Regles => ({ ...r, delais: { ...r.delais, controle: { ...r.delais.controle, ...controle } } })
const le = (jour: string, heure = '09:00') => `${jour}T${heure}:00.000Z`
const reception = (jour: string): Jalon => ({ genre: 'reception', le: le(jour) })
const arret = (jour: string, cause: Jalon['cause'], motive = true): Jalon => ({ genre: 'arret', le: le(jour), cause, motive })
const reprise = (jour: string, mot = 'Pièces reçues'): Jalon => ({ genre: 'reprise', le: le(jour), mot })
const a = (jour: string) => new Date(le(jour, '20:00'))

describe('le délai de contrôle', () => {
  it('part de la réception, et dit pourquoi chaque date', () => {
    const etat = horlogeActe([reception('2026-06-01')], confirmees, calendrier, a('2026-06-03'))
    expect([etat.depart, etat.echeance, etat.joursEcoules]).toEqual(['2026-06-01', '2026-06-16', 1])
    expect(etat.explications[0]!.raison).toMatch(/^Reçu lundi 1er juin 2026 à 10.h.: le délai part de ce jour, qui ne compte pas$/u)
  })

  it('compté en mois, du 31 janvier finit le dernier jour de février, et se reporte s’il est fermé', () => {
    const mois = avec(confirmees, { valeur: 1, unite: 'mois' })
    expect(horlogeActe([reception('2028-01-31')], mois, calendrier, a('2028-02-01')).echeance).toBe('2028-02-29')
    // 28 February 2027 is a Sunday.
    expect(horlogeActe([reception('2027-01-31')], mois, calendrier, a('2027-02-01')).echeance).toBe('2027-03-01')
    expect(horlogeActe([reception('2027-01-31')], avec(mois, { report: false }), calendrier, a('2027-02-01')).echeance).toBe('2027-02-28')
  })

  it('qui finit un jour férié se reporte au jour ouvré qui suit', () => {
    // 15 days from 17 July 2026 is 1 August, feast of independence and a Saturday.
    const etat = horlogeActe([reception('2026-07-17')], confirmees, calendrier, a('2026-07-18'))
    expect(etat.echeance).toBe('2026-08-03')
    expect(etat.explications.at(-1)!.raison).toContain('reportée')
  })

  it('une demande de pièces justifiée l’interrompt ; les pièces reçues font repartir un délai entier', () => {
    const jalons = [reception('2026-06-01'), arret('2026-06-10', 'demande-pieces'), reprise('2026-06-22')]
    expect(horlogeActe(jalons, confirmees, calendrier, a('2026-06-15')).echeance).toBeNull()
    expect(horlogeActe(jalons, confirmees, calendrier, a('2026-06-23')).echeance).toBe('2026-07-07')
  })

  it('sans motif, ou sous une règle que nul n’a confirmée, elle n’arrête rien et le dit', () => {
    for (const [regles, motive, mot] of [[confirmees, false, 'pas justifiée'], [brutes, true, 'à confirmer']] as const) {
      const etat = horlogeActe([reception('2026-06-01'), arret('2026-06-10', 'demande-pieces', motive)], regles, calendrier, a('2026-06-11'))
      expect(etat.echeance).toBe('2026-06-16')
      expect(etat.explications.some((e) => e.raison.includes(mot))).toBe(true)
    }
  })

  it('une seconde demande du même genre ne l’arrête plus ; une lettre d’observations le peut encore', () => {
    const jalons = [reception('2026-06-01'), arret('2026-06-05', 'demande-pieces'), reprise('2026-06-08'), arret('2026-06-09', 'demande-pieces')]
    const etat = horlogeActe(jalons, confirmees, calendrier, a('2026-06-10'))
    expect(etat.echeance).toBe('2026-06-23')
    expect(etat.explications.some((e) => e.raison.includes('qu’une fois'))).toBe(true)
    expect(horlogeActe([...jalons, arret('2026-06-11', 'observations')], confirmees, calendrier, a('2026-06-12')).echeance).toBeNull()
  })

  it('deux réceptions du même acte n’en comptent qu’une, et des pièces après le délai ne le raniment pas', () => {
    expect(horlogeActe([reception('2026-06-01'), reception('2026-06-09')], confirmees, calendrier, a('2026-06-10')).echeance).toBe('2026-06-16')
    const tard = horlogeActe([reception('2026-06-01'), arret('2026-06-20', 'demande-pieces'), reprise('2026-06-25')], confirmees, calendrier, a('2026-06-26'))
    expect(tard.echeance).toBe('2026-06-16')
    expect(tard.joursRestants).toBeLessThan(0)
    expect(tard.explications.some((e) => e.raison.includes('le délai avait expiré'))).toBe(true)
  })

  it('une règle qui change entre deux actes ne touche pas celui qui courait', () => {
    const apres = avec(confirmees, { valeur: 30 })
    expect([horlogeActe([reception('2026-06-01')], confirmees, calendrier, a('2026-06-02')).echeance, horlogeActe([reception('2026-06-01')], apres, calendrier, a('2026-06-02')).echeance]).toEqual(['2026-06-16', '2026-07-01'])
  })

  it('un acte de l’ancien régime ne se contrôle pas', () => {
    expect([regimeDe('2021-05-04', brutes)?.controle, regimeDe('2022-02-19', brutes)?.controle, regimeDe('2022-02-20', brutes)?.controle, regimeDe('1990-01-01', brutes)]).toEqual([false, false, true, undefined])
  })
})

describe('les autres dates', () => {
  it('un acte s’impose au plus tardif de ses conditions', () => {
    const base = { recuLe: a('2026-06-01'), publieLe: null, closLe: null }
    expect([executoireDe(base, confirmees), executoireDe({ ...base, publieLe: '2026-06-04' }, confirmees), executoireDe({ ...base, publieLe: '2026-05-28' }, confirmees)]).toEqual([null, '2026-06-04', '2026-06-01'])
  })

  it('la transmission se doit à temps, et ne s’annule que le jour d’après', () => {
    expect(limiteTransmission('2026-06-01', brutes, calendrier)).toBe('2026-06-16')
    expect(limiteAnnulation(a('2026-06-01'), brutes, calendrier)).toBe('2026-06-02')
  })
})

describe('pour toute suite d’événements', () => {
  const jour = fc.integer({ min: 0, max: 60 }).map((n) => ajouterJours('2026-06-01', n))
  const evenement = fc.oneof(
    fc.record({ genre: fc.constant('arret' as const), jour, cause: fc.constantFrom('demande-pieces' as const, 'observations' as const), motive: fc.boolean() }),
    fc.record({ genre: fc.constant('reprise' as const), jour }),
  )
  const jalonsDe = (suite: readonly { genre: 'arret' | 'reprise'; jour: string; cause?: Jalon['cause']; motive?: boolean }[]): Jalon[] => [reception('2026-06-01'), ...suite.map((e): Jalon => (e.genre === 'arret' ? arret(e.jour, e.cause, e.motive) : reprise(e.jour)))]

  it('l’échéance est un jour ouvré, jamais avant le délai nu, et l’ordre d’écriture ne compte pas', () => {
    fc.assert(
      fc.property(fc.array(evenement, { maxLength: 6 }), (suite) => {
        const jalons = jalonsDe(suite)
        const etat = horlogeActe(jalons, confirmees, calendrier, a('2026-09-30'))
        if (etat.echeance !== null) {
          expect(estOuvre(etat.echeance, calendrier)).toBe(true)
          expect(etat.echeance >= '2026-06-16').toBe(true)
        } else expect(etat.suspendueDepuis).not.toBeNull()
        // Events of the same day may be written in any order of the others.
        const jours = jalons.map((j) => jourLocal(new Date(j.le)))
        if (new Set(jours).size === jours.length) expect(horlogeActe(jalons.toReversed(), confirmees, calendrier, a('2026-09-30'))).toEqual(etat)
      }),
      { numRuns: 400 },
    )
  })

  it('aucun arrêt n’agit sous des règles non confirmées, et chacun est expliqué', () => {
    fc.assert(
      fc.property(fc.array(evenement, { maxLength: 6 }), (suite) => {
        const etat = horlogeActe(jalonsDe(suite), brutes, calendrier, a('2026-09-30'))
        expect(etat.echeance).toBe('2026-06-16')
        expect(etat.explications.filter((e) => e.raison.includes('à confirmer')).length).toBe(suite.filter((e) => e.genre === 'arret').length)
      }),
      { numRuns: 200 },
    )
  })
})
