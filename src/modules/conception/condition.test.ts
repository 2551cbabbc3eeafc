import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assembler, clausesDe, lireCondition, montrer } from './condition.ts'

const CHAMPS = [
  { code: 'mineur', type: 'oui_non', libelle: 'Le demandeur est mineur' },
  { code: 'titre', type: 'choix', libelle: 'Il est', options: [{ valeur: 'proprietaire', libelle: 'Propriétaire' }, { valeur: 'locataire', libelle: 'Locataire' }] },
  { code: 'papiers', type: 'choix_multiple', libelle: 'Papiers', options: [{ valeur: 'cip', libelle: 'CIP' }] },
  { code: 'age', type: 'nombre', libelle: 'Âge' },
  { code: 'part', type: 'nombre', decimales: 2, libelle: 'Part' },
  { code: 'le', type: 'date', libelle: 'Le' },
  { code: 'nom', type: 'texte', libelle: 'Nom' },
  { code: 'enfants', type: 'bloc', libelle: 'Enfants' },
  { code: 'lieu', type: 'adresse', libelle: 'Adresse' },
]
const CLAUSES = CHAMPS.flatMap((c) => clausesDe(c as never))
const valeurPour = (clause: string) =>
  clause.includes('?entier') ? fc.integer({ min: -1000, max: 1_000_000 }).map(String) : clause.includes('?nombre') ? fc.integer({ min: -9999, max: 9999 }).map((n) => String(n / 100)) : clause.includes('?date') ? fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10)) : clause.includes('?texte') ? fc.string({ minLength: 1, maxLength: 20 }).filter((t) => t.trim() === t && !/&&|\|\|/.test(t)) : fc.constant('')
const ligne = fc.constantFrom(...CLAUSES.map((c) => c.valeur)).chain((clause) => valeurPour(clause).map((valeur) => ({ clause, valeur })))

describe('une condition faite en cliquant', () => {
  it('ce qu’on a choisi se remontre tel quel et redit la même chose', () => {
    fc.assert(
      fc.property(fc.constantFrom('et' as const, 'ou' as const), fc.array(ligne, { minLength: 1, maxLength: 4 }), (joint, lignes) => {
        const cel = assembler(joint, lignes)
        const vue = montrer(cel, CLAUSES)
        if (vue.mode !== 'clauses') throw new Error(`${cel} ne se remontre pas : ${JSON.stringify(vue)}`)
        expect(assembler(vue.joint, vue.lignes)).toBe(cel)
      }),
    )
  })
  it('se lit des cases de la page, les lignes incomplètes laissées de côté', () => {
    const saisi = { 'condition.mode': 'clauses', 'condition.joint': 'et', 'condition.0.clause': 'age > ?entier', 'condition.0.valeur': '18', 'condition.1.clause': 'le < ?date', 'condition.1.valeur': '3/2/2020', 'condition.2.clause': 'nom == ?texte', 'condition.2.valeur': '' }
    expect(lireCondition(saisi, 'condition')).toBe('age > 18 && le < "2020-02-03"')
    expect(lireCondition({ ...saisi, 'condition.mode': 'toujours' }, 'condition')).toBe('')
    expect(lireCondition({ ...saisi, 'condition.mode': 'texte', 'condition.cel': ' a + b > 3 ' }, 'condition')).toBe('a + b > 3')
  })
  it('ce qui dit plus que des clauses se montre en texte, sans être changé', () => {
    for (const cel of ['age > 3 && mineur == true || titre == "locataire"', 'size(enfants) > age', 'inconnu == 3', '!(mineur == true)', 'enfants.exists(e, e.age > 3)']) expect(montrer(cel, CLAUSES)).toEqual({ mode: 'texte', cel })
    expect(montrer(`nom == "''!"`, CLAUSES)).toMatchObject({ mode: 'clauses', lignes: [{ clause: 'nom == ?texte', valeur: "''!" }] })
    expect(montrer("titre == 'locataire'", CLAUSES)).toMatchObject({ mode: 'clauses', lignes: [{ clause: 'titre == "locataire"', valeur: '' }] })
  })
})
