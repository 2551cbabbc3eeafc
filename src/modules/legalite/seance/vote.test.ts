import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Saisie } from '../../../lib/erreurs.ts'
import type { Appele } from './convocation.queries.ts'
import { lireVote, saisieVote } from './lire-vote.ts'
import { compterVoix, estPartage, fauteTotal, issueDe, totalDe } from './vote.ts'
import type { Voix } from './vote.ts'

const decompte = fc.record({ pour: fc.nat(60), contre: fc.nat(60), abstentions: fc.nat(60) })
const calculs = ['exprimes', 'presents', 'membres'] as const
const regle = (calcul: (typeof calculs)[number], preponderante = true) => ({ calcul, preponderante })

describe('la majorité', () => {
  it('des cas connus', () => {
    const salle = { votants: 12, membres: 20 }
    expect(issueDe({ pour: 5, contre: 4, abstentions: 3 }, regle('exprimes'), salle)).toBe('adopte')
    expect(issueDe({ pour: 5, contre: 4, abstentions: 3 }, regle('presents'), salle)).toBe('rejete')
    expect(issueDe({ pour: 10, contre: 2, abstentions: 0 }, regle('membres'), salle)).toBe('rejete')
    expect(issueDe({ pour: 11, contre: 1, abstentions: 0 }, regle('membres'), salle)).toBe('adopte')
    expect(issueDe({ pour: 0, contre: 0, abstentions: 12 }, regle('exprimes'), salle, 'pour')).toBe('rejete')
  })

  it('la voix du président ne décide qu’à égalité, et seulement si la règle le dit', () => {
    fc.assert(
      fc.property(decompte, fc.constantFrom(...calculs), fc.nat(40), (d, calcul, ailleurs) => {
        const salle = { votants: totalDe(d), membres: totalDe(d) + ailleurs }
        const [pour, contre, sans] = (['pour', 'contre', undefined] as const).map((p) => issueDe(d, regle(calcul), salle, p))
        expect(contre).toBe(sans)
        expect(pour !== contre).toBe(estPartage(d, calcul, salle))
        expect(issueDe(d, regle(calcul, false), salle, 'pour')).toBe(sans)
        if (estPartage(d, calcul, salle)) expect(d.pour).toBe(d.contre)
      }),
    )
  })

  it('une voix de plus pour ne fait jamais rejeter ce qui était adopté', () => {
    fc.assert(
      fc.property(decompte, fc.constantFrom(...calculs), (d, calcul) => {
        fc.pre(d.contre > 0)
        const salle = { votants: totalDe(d), membres: totalDe(d) + 5 }
        if (issueDe(d, regle(calcul), salle) === 'adopte') expect(issueDe({ ...d, pour: d.pour + 1, contre: d.contre - 1 }, regle(calcul), salle)).toBe('adopte')
      }),
    )
  })

  it('un total dit de combien il s’écarte', () => {
    expect(fauteTotal({ pour: 5, contre: 2, abstentions: 1 }, 8)).toBeUndefined()
    expect(fauteTotal({ pour: 5, contre: 2, abstentions: 0 }, 8)).toContain('manque 1\u00a0voix')
    expect(fauteTotal({ pour: 5, contre: 5, abstentions: 1 }, 8)).toContain('3\u00a0voix de trop')
    fc.assert(fc.property(decompte, fc.nat(180), (d, votants) => void expect(fauteTotal(d, votants) === undefined).toBe(totalDe(d) === votants)))
    fc.assert(fc.property(fc.array(fc.constantFrom<Voix>('pour', 'contre', 'abstention')), (voix) => void expect(totalDe(compterVoix(voix))).toBe(voix.length)))
  })
})

describe('un vote tapé', () => {
  const votants = ['a', 'b', 'c', 'd'].map((membreId) => ({ membreId, nom: membreId.toUpperCase() }) as Appele)
  const salle = { votants, seance: { membres: 6, presidentId: 'a' }, majorite: { calcul: 'exprimes' as const, preponderante: true, source: '', verifie: false } }
  const lire = (saisi: Record<string, string>) => lireVote(saisieVote.parse(saisi), salle)
  const fautes = (saisi: Record<string, string>) => {
    try {
      lire(saisi)
    } catch (erreur) {
      if (erreur instanceof Saisie) return erreur.champs
      throw erreur
    }
    return {}
  }

  it('se refuse négatif, trop grand, incomplet, ou contraire aux voix', () => {
    expect(fautes({ vote: 'adopte', scrutin: 'public', pour: '-1', contre: '0' })).toHaveProperty('pour')
    expect(fautes({ vote: 'adopte', scrutin: 'public', pour: '5', contre: '0' }).pour).toContain('1\u00a0voix de trop')
    expect(fautes({ vote: 'adopte', scrutin: 'public', pour: '3', contre: '' })).toHaveProperty('contre')
    expect(fautes({ vote: 'adopte', scrutin: 'public', pour: '1', contre: '3' }).vote).toContain('ce point est rejeté')
    expect(fautes({ vote: 'x', scrutin: 'public', pour: '3', contre: '1' })).toHaveProperty('vote')
    expect(fautes({ vote: 'retire', pour: '3' }).pour).toContain('effacez')
    expect(lire({ vote: 'adopte', scrutin: 'public', pour: '3', contre: '1' }).vote).toMatchObject({ pour: 3, contre: 1, abstentions: 0, votants: 4 })
    expect(lire({ vote: 'information' }).vote).toMatchObject({ vote: 'information', pour: null, votants: null })
  })

  it('à égalité, la voix du président est demandée, et alors seulement ; au scrutin secret elle ne se connaît pas', () => {
    const egal = { vote: 'adopte', pour: '2', contre: '2' }
    expect(fautes({ ...egal, scrutin: 'public' }).preponderante).toContain('égalité')
    expect(lire({ ...egal, scrutin: 'public', preponderante: 'pour' }).vote.preponderante).toBe('pour')
    expect(fautes({ ...egal, scrutin: 'public', preponderante: 'contre' }).vote).toContain('rejeté')
    expect(fautes({ ...egal, scrutin: 'secret' }).vote).toContain('rejeté')
    expect(lire({ vote: 'adopte', scrutin: 'public', pour: '3', contre: '1', preponderante: 'contre' }).vote.preponderante).toBeNull()
  })

  it('nominal, chacun a sa voix, qui ne vote pas n’en a pas, et celle du président départage', () => {
    const nominal = { vote: 'adopte', scrutin: 'nominal' }
    expect(fautes({ ...nominal, 'v.a': 'pour', 'v.b': 'pour', 'v.c': 'pour' })).toHaveProperty('v.d')
    expect(fautes({ ...nominal, 'v.a': 'pour', 'v.b': 'pour', 'v.c': 'pour', 'v.d': 'contre', 'v.z': 'contre' }).vote).toContain('ne vote pas')
    expect(lire({ ...nominal, 'v.a': 'pour', 'v.b': 'pour', 'v.c': 'contre', 'v.d': 'contre' }).vote).toMatchObject({ pour: 2, contre: 2, preponderante: 'pour' })
    expect(fautes({ ...nominal, 'v.a': 'contre', 'v.b': 'pour', 'v.c': 'contre', 'v.d': 'pour' }).vote).toContain('rejeté')
    expect(fautes({ ...nominal, 'v.a': 'abstention', 'v.b': 'pour', 'v.c': 'contre', 'v.d': 'abstention' }).vote).toContain('rejeté')
  })
})
