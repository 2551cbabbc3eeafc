import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluer, lireDefinition, verifierExpression } from '../../kernel/formulaires/index.ts'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import type { Brut } from './brut.ts'
import { assembler, lireFormule, montrer, NOMBRE } from './formule.ts'
import type { Ligne } from './formule.ts'
import { operandesDe } from './operandes.ts'
import { champsDe } from './plan.ts'

const champs = [
  { code: 'personnes', type: 'nombre', libelle: 'Personnes' },
  { code: 'surface', type: 'nombre', libelle: 'Surface', decimales: 2 },
  { code: 'avance', type: 'montant', libelle: 'Avance', requis: false },
  { code: 'chantier', type: 'periode', libelle: 'Chantier' },
  { code: 'naissance', type: 'date', libelle: 'Né le' },
  { code: 'le', type: 'date', libelle: 'Le' },
  { code: 'rue', type: 'reference', libelle: 'Rue', table: { colonnes: ['c', 'prix', 'part'], cle: 'c', libelle: 'c', nombres: ['prix', 'part'], lignes: [['v1', '1500', '0,5'], ['v2', '900', '2']] } },
  { code: 'enfants', type: 'bloc', libelle: 'Enfants', ajouter: 'Ajouter', champs: [{ code: 'frais', type: 'montant', libelle: 'Frais' }, { code: 'poids', type: 'nombre', decimales: 1, libelle: 'Poids' }, { code: 'ecole', type: 'oui_non', libelle: 'École' }] },
]
const formulaire = { etapes: [{ code: 'e', titre: 'E', champs }] }
const DEF = lireDefinition(formulaire)
const OPERANDES = operandesDe({ formulaire } as unknown as Brut, champsDe({ formulaire } as unknown as Brut).filter((c) => c.chemin.split('.').length === 5))
const REPONSES = { personnes: 3, surface: 12.5, chantier: { du: '2026-11-02', au: '2026-11-06' }, naissance: '2000-03-01', le: '2026-03-31', rue: 'v1', enfants: [{ frais: 2000, poids: 20.5, ecole: true }, { frais: 500, poids: 31, ecole: false }] } as unknown as Reponses

const constante = fc.oneof(fc.integer({ min: -50, max: 20_000 }).map(String), fc.integer({ min: 1, max: 999 }).filter((n) => n % 100 !== 0).map((n) => String(n / 100).replace('.', ',')))
const ligne: fc.Arbitrary<Ligne> = fc.tuple(fc.constantFrom('+', '-', '*', '/', 'min', 'max'), fc.oneof(fc.constantFrom(...OPERANDES.map((o) => o.valeur)).map((operande) => ({ operande, valeur: '' })), constante.map((valeur) => ({ operande: NOMBRE, valeur })))).map(([op, reste]) => ({ op, ...reste }))
const lignes = fc.array(ligne, { minLength: 1, maxLength: 4 }).map((l) => l.map((x, i) => (i === 0 ? { ...x, op: '' } : x)))

/** What the lines mean, step by step, without CEL. */
function calculer(toutes: readonly Ligne[], decimale: boolean): number {
  const valeur = ({ operande, valeur: v }: Ligne) => (operande === NOMBRE ? Number(v.replace(',', '.')) : Number(evaluer(DEF, operande, REPONSES)))
  return toutes.slice(1).reduce((acc, l) => {
    const v = valeur(l)
    const faits: Record<string, () => number> = { '+': () => acc + v, '-': () => acc - v, '*': () => acc * v, '/': () => (decimale ? acc / v : Math.trunc(acc / v)), min: () => Math.min(acc, v), max: () => Math.max(acc, v) }
    return faits[l.op]!()
  }, valeur(toutes[0]!))
}

describe('une formule faite en cliquant', () => {
  it('se relit ligne à ligne, et le moteur l’admet', () => {
    fc.assert(
      fc.property(lignes, fc.boolean(), (l, entier) => {
        const cel = assembler(l, OPERANDES, entier)
        expect(montrer(cel, OPERANDES, entier)).toEqual(l)
        const faute = cel.length > 500 ? undefined : verifierExpression(DEF, cel)
        expect([cel, faute === undefined || faute.includes('trop longue')]).toEqual([cel, true])
      }),
      { numRuns: 400 },
    )
  })
  it('donne le nombre que disent ses lignes, l’une après l’autre', () => {
    let faits = 0
    fc.assert(
      fc.property(lignes, (l) => {
        const cel = assembler(l, OPERANDES, false)
        const decimale = l.some((x) => (x.operande === NOMBRE ? x.valeur.includes(',') : OPERANDES.find((o) => o.valeur === x.operande)!.decimal))
        const attendu = calculer(l, decimale)
        const lu = evaluer(DEF, cel, REPONSES)
        if (!Number.isFinite(attendu) || Math.abs(attendu) > 1e14 || lu === undefined) return
        faits++
        expect([cel, Number(Number(lu).toFixed(6))]).toEqual([cel, Number(attendu.toFixed(6)) + 0])
      }),
      { numRuns: 400 },
    )
    expect(faits).toBeGreaterThan(150)
  })
  it('compte les jours et les années entre deux dates, la somme et le nombre d’un bloc', () => {
    const dire = (cel: string) => (expect(OPERANDES.map((o) => o.valeur)).toContain(cel), evaluer(DEF, cel, REPONSES))
    expect(dire('jours_entre(naissance, le)')).toBe(9526n)
    expect(dire('ans(naissance, le)')).toBe(26n)
    expect(dire('somme(enfants.map(e, e.frais))')).toBe(2500n)
    expect(dire('size(enfants.filter(e, e.ecole == true))')).toBe(1n)
    expect(dire('(avance == null ? 0 : avance)')).toBe(0n)
  })
  it('ce que les cases ne savent pas dire reste du texte, que rien n’abîme', () => {
    for (const cel of ['personnes + personnes * 2', "personnes > 3 ? 'a' : 'b'", 'somme(enfants.map(e, e.frais * 2))', 'personnes*2', 'inconnu + 1', '(personnes', 'a ? b : c ? d : e']) {
      expect(montrer(cel, OPERANDES, false)).toBeUndefined()
      expect(lireFormule({ f: cel, 'f.0.operande': '', 'f.1.op': '' }, 'f', cel, { operandes: OPERANDES, entier: false })).toEqual({ cel, erreurs: {} })
    }
  })
  it('ce qui a changé, des cases ou du texte, est ce qu’on veut ; les deux à la fois se demandent', () => {
    const lire = (saisi: Record<string, string>, avant: string, entier = false) => lireFormule(saisi, 'f', avant, { operandes: OPERANDES, entier })
    const cases = { 'f.0.operande': 'personnes', 'f.1.op': '*', 'f.1.operande': NOMBRE, 'f.1.valeur': '500' }
    expect(lire({ f: '', ...cases }, '').cel).toBe('personnes * 500')
    expect(lire({ f: 'personnes * 600', ...cases }, 'personnes * 500').cel).toBe('personnes * 600')
    expect(lire({ f: 'personnes * 500', ...cases, 'f.1.valeur': '700' }, 'personnes * 500').cel).toBe('personnes * 700')
    expect(lire({ f: 'personnes', ...cases, 'f.1.valeur': '700' }, 'personnes * 500').erreurs.f).toBe('Vous avez changé les cases et la formule : gardez l’un des deux')
    expect(lire({ f: '', ...cases, 'f.1.valeur': 'x' }, '').erreurs['f.1.valeur']).toMatch(/^Écrivez un nombre/)
    expect(lire({ f: 'personnes * 500' }, 'personnes * 500').cel).toBe('personnes * 500')
    expect(lire({ f: '', 'f.0.operande': 'surface', 'f.1.op': '*', 'f.1.valeur': '1500' }, '', true).cel).toBe('int(surface * 1500.0)')
  })
})
