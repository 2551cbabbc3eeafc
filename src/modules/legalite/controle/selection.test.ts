import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lireContenu } from '../referentiel/semer.ts'
import { selectionner, tirer } from './selection.ts'

const strategie = lireContenu('strategie')
const acte = { nature: 'deliberation', matiere: '9.1.1', commune: '1203', montant: null, aTemps: true as boolean | null }

describe('ce qui est examiné en profondeur', () => {
  it('un marché l’est par une priorité nationale, un vœu par le sort seul', () => {
    const marche = selectionner({ ...acte, nature: 'convention', matiere: '3.1.1', montant: 80_000_000 }, [strategie], 'g', 'AR-1')
    expect([marche.approfondi, marche.motifs.map((m) => m.code), marche.risque]).toEqual([true, ['marches', 'gros-montants'], 65])
    expect(selectionner(acte, [{ ...strategie, hasard: undefined }], 'g', 'AR-1')).toEqual({ motifs: [], risque: 0, approfondi: false, graine: null })
  })

  it('les règles d’une préfecture s’ajoutent à celles du pays', () => {
    const locale = { ...strategie, regles: [{ code: 'commune-suivie', libelle: 'Commune suivie de près', pour: { communes: ['1203'] }, approfondi: true, risque: 10 }], hasard: undefined }
    expect(selectionner(acte, [strategie, locale], 'g', 'AR-1').motifs.map((m) => m.code)).toContain('commune-suivie')
    expect(selectionner({ ...acte, commune: '1201' }, [{ ...strategie, hasard: undefined }, locale], 'g', 'AR-1').motifs).toEqual([])
  })

  it('le tirage se refait à partir de la graine gardée, et touche sa part des actes', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (graine, ar) => void expect([tirer(graine, ar) >= 0, tirer(graine, ar) < 100, tirer(graine, ar) === tirer(graine, ar)]).toEqual([true, true, true])))
    const tires = Array.from({ length: 4000 }, (_, n) => ({ ar: `AR-${n}`, ...selectionner(acte, [strategie], 'graine', `AR-${n}`) })).filter((s) => s.approfondi)
    expect(tires.length).toBeGreaterThan(140)
    expect(tires.length).toBeLessThan(260)
    for (const { motifs, ar } of tires) expect([motifs[0]!.graine, motifs[0]!.tirage]).toEqual(['graine', tirer('graine', ar)])
  })

  it('le risque reste entre 0 et 100', () => {
    fc.assert(
      fc.property(fc.constantFrom('2.1.1', '3.1.1', '4.1.2', '6.1.1', '7.2.1'), fc.constantFrom('deliberation', 'document-budgetaire', 'convention'), fc.boolean(), fc.integer({ min: 0, max: 2_000_000_000 }), (matiere, nature, aTemps, montant) => {
        const { risque } = selectionner({ ...acte, matiere, nature, aTemps, montant }, [strategie, strategie], 'g', 'AR')
        expect(risque >= 0 && risque <= 100).toBe(true)
      }),
    )
  })
})
