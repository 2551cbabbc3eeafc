import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours, chargerCalendrier, jourLocal, nomFerie } from '../../kernel/calendrier/index.ts'
import { sert } from './agenda.ts'
import { creneauxDe, estOffert, fenetreDe, lundiDe, offresDe, ouverturesDe, placesLibres, raisonFermeture, tientDans } from './creneaux.ts'
import type { Exception, Prise } from './creneaux.ts'
import { ecrireDebut, ecrireHeure, instantDe, lireDebut, lireHeure } from './heure.ts'

const benin = chargerCalendrier()
// A Monday; Christmas is a Friday.
const LUNDI = '2026-12-21'
const NOEL = '2026-12-25'
const AGENDA = { plages: [1, 2, 3, 4, 5].map((jour) => ({ jour, debut: 480, fin: 600 })), duree: 30, places: 1, parJour: null }
const fermeture = (e: Partial<Exception> = {}): Exception => ({ id: 'f', genre: 'fermeture', du: LUNDI, au: LUNDI, debut: null, fin: null, raison: 'Coupure', ...e })
const ouverture = (jour: string, debut: number, fin: number): Exception => ({ id: 'o', genre: 'ouverture', du: jour, au: jour, debut, fin, raison: 'Rattrapage' })
const heures = (jour: string, exceptions: Exception[] = [], agenda = AGENDA) => creneauxDe(jour, agenda, exceptions, benin).map((c) => ecrireHeure(c.debut))

describe('les heures d’un agenda', () => {
  it('se coupent dans les heures de la semaine, sans reste', () => {
    expect(heures(LUNDI)).toEqual(['08:00', '08:30', '09:00', '09:30'])
    expect(heures(LUNDI, [], { ...AGENDA, duree: 50 })).toEqual(['08:00', '08:50'])
    expect(heures('2026-12-26')).toEqual([])
  })

  it('un jour férié est fermé, sauf ouverture par exception ; une fermeture l’emporte sur tout', () => {
    expect([heures(NOEL), raisonFermeture(NOEL, [], benin)]).toEqual([[], 'Noël'])
    expect(heures(NOEL, [ouverture(NOEL, 600, 660)])).toEqual(['10:00', '10:30'])
    expect(heures(NOEL, [ouverture(NOEL, 600, 660), fermeture({ du: NOEL, au: NOEL })])).toEqual([])
  })

  it('une demi-journée fermée ne décale pas les autres heures', () => {
    expect(heures(LUNDI, [fermeture({ debut: 495, fin: 520 })])).toEqual(['09:00', '09:30'])
    expect(heures(LUNDI, [ouverture(LUNDI, 590, 660)])).toEqual(['08:00', '08:30', '09:00', '09:30', '10:20'])
  })

  it('un rendez-vous pris avant un changement ne tient plus, et on le sait', () => {
    const rdv = { debut: instantDe(LUNDI, 510), fin: instantDe(LUNDI, 540) }
    const tient = (agenda: typeof AGENDA, exceptions: Exception[] = []) => tientDans(rdv, creneauxDe(LUNDI, agenda, exceptions, benin))
    expect(tient(AGENDA)).toBe(true)
    expect(tient({ ...AGENDA, duree: 20 })).toBe(false)
    expect(tient(AGENDA, [fermeture()])).toBe(false)
  })

  it('le public attend le préavis et ne va pas plus loin que l’horizon ; le guichet, si', () => {
    const maintenant = instantDe(LUNDI, 490)
    const dit = (guichet: boolean, jour: string, debut: number) => estOffert({ jour, debut, fin: debut + 30 }, fenetreDe({ preavis: 1, horizon: 7 }, maintenant, guichet), guichet)
    expect([dit(false, LUNDI, 480), dit(false, LUNDI, 540), dit(false, LUNDI, 570), dit(false, ajouterJours(LUNDI, 8), 480)]).toEqual([false, false, true, false])
    expect([dit(true, LUNDI, 480), dit(true, LUNDI, 450), dit(true, ajouterJours(LUNDI, 300), 480), dit(true, ajouterJours(LUNDI, 400), 480)]).toEqual([true, false, true, false])
  })

  it('un agenda reçoit pour ses démarches, chez lui, et dessous s’il le dit', () => {
    const agenda = { demarches: ['certificat-de-vie'], territoire: '1203', descend: false, ouvert: true }
    const dossier = { demarche: 'certificat-de-vie', territoire: '120301' }
    expect([sert(agenda, dossier, ['12', '1203']), sert({ ...agenda, descend: true }, dossier, ['12', '1203']), sert({ ...agenda, descend: true, ouvert: false }, dossier, ['12', '1203'])]).toEqual([false, true, false])
    expect(sert({ ...agenda, descend: true }, { ...dossier, demarche: 'duplicata' }, ['12', '1203'])).toBe(false)
  })
})

const minutes = fc.integer({ min: 0, max: 143 }).map((n) => n * 10)
const tranche = fc.tuple(minutes, minutes).filter(([a, b]) => a !== b).map(([a, b]) => ({ debut: Math.min(a, b), fin: Math.max(a, b) }))
const jours = fc.integer({ min: 0, max: 400 }).map((n) => ajouterJours('2026-01-01', n))
const plages = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), tranche).map(([jour, t]) => ({ jour, ...t })), { maxLength: 14 })
const agendas = fc.record({ plages, duree: fc.integer({ min: 5, max: 120 }), places: fc.integer({ min: 1, max: 4 }), parJour: fc.option(fc.integer({ min: 1, max: 12 })) })
const exceptionsDe = (jour: string) =>
  fc.array(
    fc.record({ genre: fc.constantFrom('fermeture' as const, 'ouverture' as const), entiere: fc.boolean(), t: tranche, avant: fc.nat(3), apres: fc.nat(3) }).map(({ genre, entiere, t, avant, apres }): Exception =>
      genre === 'ouverture' ? ouverture(jour, t.debut, t.fin) : fermeture({ du: ajouterJours(jour, -avant), au: ajouterJours(jour, apres), ...(entiere ? {} : t) }),
    ),
    { maxLength: 4 },
  )
const scene = jours.chain((jour) => fc.record({ jour: fc.constant(jour), agenda: agendas, exceptions: exceptionsDe(jour) }))
const touche = (a: { debut: number; fin: number }, b: { debut: number; fin: number }) => a.debut < b.fin && b.debut < a.fin

describe('quel que soit l’agenda', () => {
  it('les heures sont dans les ouvertures, hors des fermetures, et ne se chevauchent pas', () => {
    fc.assert(
      fc.property(scene, ({ jour, agenda, exceptions }) => {
        const creneaux = creneauxDe(jour, agenda, exceptions, benin)
        const ouvertures = ouverturesDe(jour, agenda, exceptions, benin)
        for (const [n, c] of creneaux.entries()) {
          expect(c.fin - c.debut).toBe(agenda.duree)
          expect(ouvertures.some((o) => o.debut <= c.debut && c.fin <= o.fin)).toBe(true)
          expect(exceptions.some((e) => e.genre === 'fermeture' && (e.debut === null || touche({ debut: e.debut, fin: e.fin! }, c)))).toBe(false)
          if (n > 0) expect(creneaux[n - 1]!.fin).toBeLessThanOrEqual(c.debut)
        }
        if (nomFerie(jour, benin) && !exceptions.some((e) => e.genre === 'ouverture')) expect(creneaux).toEqual([])
      }),
    )
  })

  it('on ne donne jamais plus de places qu’il n’y en a, même quand la durée change en route', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 5, max: 60 }), fc.array(fc.nat(500), { maxLength: 60 }), ({ jour, agenda, exceptions }, autreDuree, choix) => {
        const prises: Prise[] = []
        for (const [rang, n] of choix.entries()) {
          const ici = rang * 2 < choix.length ? agenda : { ...agenda, duree: autreDuree }
          const libres = offresDe(jour, ici, exceptions, prises, benin).filter((o) => o.libres > 0)
          const offre = libres[n % Math.max(1, libres.length)]
          if (!offre) continue
          const [debut, fin] = [instantDe(jour, offre.debut), instantDe(jour, offre.fin)]
          const { place } = placesLibres(debut, fin, agenda.places, prises)
          expect(place).toBeDefined()
          // What the constraint of the database refuses never happens.
          expect(prises.some((p) => p.place === place && p.debut < fin && debut < p.fin)).toBe(false)
          prises.push({ debut, fin, place: place! })
        }
        for (const p of prises) expect(prises.filter((q) => q.debut <= p.debut && p.debut < q.fin).length).toBeLessThanOrEqual(agenda.places)
        if (agenda.parJour !== null) expect(prises.length).toBeLessThanOrEqual(agenda.parJour)
      }),
    )
  })

  it('une heure se dit, se relit, et tombe le bon jour à Porto-Novo', () => {
    fc.assert(
      fc.property(jours, fc.integer({ min: 0, max: 1439 }), (jour, minute) => {
        const debut = instantDe(jour, minute)
        expect([lireDebut(ecrireDebut(debut))?.getTime(), jourLocal(debut), lireHeure(ecrireHeure(minute))]).toEqual([debut.getTime(), jour, minute])
        expect(lundiDe(jour) <= jour && jour <= ajouterJours(lundiDe(jour), 6)).toBe(true)
      }),
    )
    expect(['2026-02-30T09:00', '2026-11-30', '2026-11-30T24:00', '2026-11-30T09:60', 'x'].map(lireDebut)).toEqual(Array.from({ length: 5 }, () => undefined))
    expect(['8', '8h', '8 h 30', '08:30', '24:00', '24:01', '25:00', '8:5', ''].map(lireHeure)).toEqual([480, 480, 510, 510, 1440, undefined, undefined, undefined, undefined])
  })
})
