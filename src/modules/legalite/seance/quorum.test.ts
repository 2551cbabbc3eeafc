import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compter, fautesPresences, quorumAtteint, quorumDe } from './quorum.ts'
import type { Presence, Venue } from './quorum.ts'

const fractions = ['majorite', 'tiers', 'deux-tiers'] as const
const nom = (id: string) => `M${id}`
const venue = (membreId: string, presence: Presence | null, mandataire: string | null = null): Venue => ({ membreId, presence, mandataire })

describe('le quorum', () => {
  it('de quelques conseils', () => {
    expect([9, 10, 11, 33].map((n) => quorumDe(n, { fraction: 'majorite' }))).toEqual([5, 6, 6, 17])
    expect([9, 10, 11].map((n) => quorumDe(n, { fraction: 'tiers' }))).toEqual([3, 4, 4])
    expect([9, 10, 11].map((n) => quorumDe(n, { fraction: 'deux-tiers' }))).toEqual([6, 7, 8])
    expect(fractions.map((fraction) => quorumDe(0, { fraction }))).toEqual([1, 1, 1])
  })

  it('ne baisse jamais quand les membres augmentent, et personne n’en demande plus qu’il n’y en a', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fractions), fc.integer({ min: 1, max: 400 }), (fraction, n) => {
        const [ici, suite] = [quorumDe(n, { fraction }), quorumDe(n + 1, { fraction })]
        expect(suite).toBeGreaterThanOrEqual(ici)
        expect(suite - ici).toBeLessThanOrEqual(1)
        expect(ici).toBeLessThanOrEqual(n)
        if (fraction === 'majorite') expect([2 * ici > n, 2 * (ici - 1) > n]).toEqual([true, false])
      }),
    )
  })

  it('se lit sur les présents seuls ; à la seconde convocation, un présent suffit si la règle le dit', () => {
    expect(quorumAtteint(4, 5, false, { seconde_sans_quorum: true })).toBe(false)
    expect(quorumAtteint(1, 5, true, { seconde_sans_quorum: true })).toBe(true)
    expect(quorumAtteint(0, 5, true, { seconde_sans_quorum: true })).toBe(false)
    expect(quorumAtteint(4, 5, true, { seconde_sans_quorum: false })).toBe(false)
  })
})

describe('l’appel', () => {
  it('compte chacun une fois, et une procuration donnée à un absent pour personne', () => {
    expect(compter([venue('1', 'present'), venue('2', 'represente', '1'), venue('3', 'represente', '4'), venue('4', 'absent'), venue('5', null)])).toEqual({ membres: 5, presents: 1, representes: 1, absents: 1, excuses: 0, inconnus: 1, votants: 2 })
  })

  it('refuse de se représenter soi-même, par un absent, par un inconnu, par qui porte déjà la sienne', () => {
    const fautes = fautesPresences([venue('1', 'present'), venue('2', 'represente', '2'), venue('3', 'represente', '4'), venue('4', 'absent'), venue('5', 'represente', 'x'), venue('6', 'represente', null), venue('7', 'represente', '1'), venue('8', 'represente', '1')], nom, { par_membre: 1 })
    expect([...fautes.keys()].toSorted()).toEqual(['2', '3', '5', '6', '8'])
    expect(fautes.get('2')).toContain('ne se représente pas lui-même')
    expect(fautes.get('3')).toContain('M4 n’est pas là')
    expect(fautes.get('8')).toContain('M1 porte déjà une procuration')
  })

  it('sans faute, personne ne porte trop de procurations, et les votants sont les présents et leurs mandants', () => {
    const venues = fc.integer({ min: 1, max: 12 }).chain((n) => fc.array(fc.tuple(fc.constantFrom<Presence>('present', 'absent', 'excuse', 'represente'), fc.integer({ min: 0, max: n })), { minLength: n, maxLength: n }))
    fc.assert(
      fc.property(venues, fc.integer({ min: 0, max: 3 }), (tirees, parMembre) => {
        const liste = tirees.map(([presence, par], i) => venue(String(i), presence, presence === 'represente' ? String(par) : null))
        const c = compter(liste)
        expect(c.presents + c.absents + c.excuses + liste.filter((v) => v.presence === 'represente').length).toBe(c.membres)
        const fautes = fautesPresences(liste, nom, { par_membre: parMembre })
        if (fautes.size > 0) return
        const portees = Map.groupBy(liste.filter((v) => v.mandataire !== null), (v) => v.mandataire)
        for (const [, siennes] of portees) expect(siennes.length).toBeLessThanOrEqual(parMembre)
        expect(c.votants).toBe(c.presents + liste.filter((v) => v.presence === 'represente').length)
        expect(c.representes).toBeLessThanOrEqual(c.presents * parMembre)
      }),
    )
  })
})
