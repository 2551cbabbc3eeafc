import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partDansLeDelai } from './contributions.ts'
import { exigerPassage, exigerSignable, initiales, mayPasser } from './dossier.ts'
import type { Etat } from './dossier.ts'
import { codeSuivi, lireCodeSuivi } from './suivi.ts'

const ETATS: Etat[] = ['brouillon', 'depose', 'suspendu', 'soumis', 'propose', 'liquide', 'signe', 'delivre', 'accorde', 'refuse', 'retire', 'revoque']
const GESTES = ['deposer', 'completer', 'retirer', 'demanderComplement', 'constater', 'proposer', 'viser', 'renvoyer', 'signer', 'delivrer', 'changerContact', 'revoquer'] as const

describe('les états d’un dossier', () => {
  it('un dossier clos ne bouge plus, sauf pour révoquer ce qui est délivré et dire où prévenir', () => {
    for (const etat of ['accorde', 'refuse', 'retire', 'revoque'] as const) expect(GESTES.filter((geste) => mayPasser({ etat }, geste))).toEqual([])
    expect(GESTES.filter((geste) => mayPasser({ etat: 'delivre' }, geste))).toEqual(['changerContact', 'revoquer'])
  })

  it('ce qui est permis ne se refuse pas, et le reste dit pourquoi', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ETATS), fc.constantFrom(...GESTES), (etat, geste) => {
        if (mayPasser({ etat }, geste)) expect(() => exigerPassage({ etat }, geste)).not.toThrow()
        else expect(() => exigerPassage({ etat }, geste)).toThrow(/\p{L}{3,}/u)
      }),
    )
  })
})

describe('la part rendue dans le délai', () => {
  it('compte ce qui est en retard et pas encore rendu, et ne dit 100 % que de tout', () => {
    expect(partDansLeDelai({ rendus: 60, aTemps: 60, retards: 40 })).toEqual({ valeur: '60\u00a0%', libelle: 'rendues dans le délai, en comptant 40\u00a0demandes encore en retard' })
    expect(partDansLeDelai({ rendus: 300, aTemps: 299, retards: 0 })).toEqual({ valeur: '99\u00a0%', libelle: 'rendues dans le délai' })
    expect(partDansLeDelai({ rendus: 3, aTemps: 3, retards: 0 }).valeur).toBe('100\u00a0%')
  })
})

describe('la signature', () => {
  const maintenant = new Date('2026-11-23T10:00:00Z')
  const propose = { etat: 'propose' as const, constatRequis: true, proposePar: 'agent:a' }

  it('jamais sans constat quand la démarche en demande un, récent si la règle est confirmée, jamais par qui a proposé', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.option(fc.integer({ min: 0, max: 60 })), fc.constantFrom('accorder', 'refuser'), fc.constantFrom('agent:a', 'agent:b'), fc.boolean(), (requis, age, decision, qui, confirmee) => {
        const constat = age === null ? undefined : { vuLe: new Date(maintenant.getTime() - age * 86_400_000) }
        const signer = () => exigerSignable({ ...propose, constatRequis: requis }, decision as 'accorder', constat, { joursAuPlus: 15, verifie: confirmee }, qui, maintenant)
        const permis = qui !== 'agent:a' && (decision === 'refuser' || !requis || (age !== null && (age <= 15 || !confirmee)))
        if (permis) expect(signer).not.toThrow()
        else expect(signer).toThrow()
      }),
    )
  })
})

describe('le code de suivi', () => {
  const cle = Buffer.alloc(32, 7)
  it('se relit comme on le tape', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(5), (id, serie) => {
        const code = codeSuivi(cle, { id, serie })
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
        expect(lireCodeSuivi(` ${code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code)
      }),
    )
  })
  it('une autre série, une autre clé ou un autre dossier donne un autre code', () => {
    const id = '01a20a97-fc8b-7f16-bc43-23ae2d981a53'
    const codes = [codeSuivi(cle, { id, serie: 0 }), codeSuivi(cle, { id, serie: 1 }), codeSuivi(Buffer.alloc(32, 8), { id, serie: 0 }), codeSuivi(cle, { id: id.replace('5', '6'), serie: 0 })]
    expect(new Set(codes).size).toBe(4)
  })
  it('ne lit rien d’autre', () => {
    for (const texte of ['', '123', 'ABCDE-FGHI', '<script>', 'ABCDE-FGHJK-L']) expect(lireCodeSuivi(texte)).toBeUndefined()
  })
})

it('les initiales tiennent la place du nom dans les listes', () => {
  expect(initiales('Sènami Tɔ́ Rose d’Almeida')).toBe('S. T. R. D.')
  expect(initiales('')).toBe('')
})
