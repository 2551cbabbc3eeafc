import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { definitionExemple, lieuxExemple, reponsesExemple } from '../../kernel/formulaires/exemple.ts'
import { epurer, evaluer, verifierExpression } from '../../kernel/formulaires/index.ts'
import { clausesDe, clausesDeDates } from './clauses.ts'
import { assembler, enMots, fautesCondition, lireCondition, montrer } from './condition.ts'

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
/** Every type of field there is, and a computed value of each kind. */
const EXEMPLE = definitionExemple()
const TOUS = EXEMPLE.etapes.flatMap((e) => e.champs)
const CLAUSES = [...CHAMPS, ...TOUS].flatMap((c) => clausesDe(c as never)).concat(clausesDeDates(TOUS as never)).filter((c, i, toutes) => toutes.findIndex((x) => x.valeur === c.valeur) === i)
const valeurPour = (clause: string) =>
  clause.includes('?entier') ? fc.integer({ min: -1000, max: 1_000_000 }).map(String) : clause.includes('?nombre') ? fc.integer({ min: -9999, max: 9999 }).map((n) => String(n / 100)) : clause.includes('?date') ? fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10)) : clause.includes('?texte') ? fc.string({ minLength: 1, maxLength: 20 }).filter((t) => t.trim() === t && !/&&|\|\|/.test(t)) : clause.includes('?heure') ? fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`) : clause.includes('?lieu') ? fc.constantFrom('12', '1203', '120301') : fc.constant('')
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
  it('chaque clause de chaque type de question est une condition que le moteur admet', () => {
    const siennes = TOUS.flatMap((c) => clausesDe(c as never)).concat(clausesDeDates(TOUS as never))
    const types = new Set(TOUS.filter((c) => clausesDe(c as never).some((x) => !x.valeur.endsWith('null'))).map((c) => c.type))
    for (const type of ['calcule', 'reference', 'choix_lie', 'territoire', 'adresse', 'heure', 'periode', 'personne', 'parcelle', 'certificat', 'date_precision', 'zone', 'bureau', 'dossier', 'paiement', 'signature']) expect(types, type).toContain(type)
    const repondues = epurer(EXEMPLE, reponsesExemple())
    for (const { valeur: clause } of siennes) {
      const valeur = { entier: '3', nombre: '2,5', texte: 'x', date: '31/12/2026', heure: '8 h 30', lieu: '1203' }[/\?(\w+)/.exec(clause)?.[1] ?? ''] ?? ''
      const cel = assembler('et', [{ clause, valeur }])
      expect([cel, verifierExpression(EXEMPLE, cel, 'bool')]).toEqual([cel, undefined])
      // Answered, each can be told: what compares two types would be told by nobody.
      const tues = TOUS.filter((c) => new RegExp(`\\b${c.code}\\b(?![^"]*"$)`).test(cel)).some((c) => !Object.hasOwn(repondues, c.code))
      if (!tues) expect([cel, typeof evaluer(EXEMPLE, cel, reponsesExemple())]).toEqual([cel, 'boolean'])
    }
  })
  it('un lieu s’écrit par son nom et se montre par son nom ; ce qui manque près d’une clause se dit', () => {
    const lieux = lieuxExemple()
    const saisi = (valeur: string, clause = 'lieu.code.startsWith(?lieu)') => ({ 'c.mode': 'clauses', 'c.0.clause': clause, 'c.0.valeur': valeur })
    for (const [ecrit, code] of [['Bohicon', '1203'], ['Parakou (0405)', '0405'], ['12', '12'], ['zou', '12']]) expect(lireCondition(saisi(ecrit!), 'c', lieux)).toBe(`lieu.code.startsWith("${code}")`)
    expect(fautesCondition(saisi('Nulle part'), 'c', lieux)).toEqual({ 'c.0.valeur': 'Écrivez un département, une commune ou un arrondissement' })
    expect(fautesCondition(saisi('vingt', 'age > ?entier'), 'c', lieux)).toEqual({ 'c.0.valeur': 'Écrivez un nombre entier, par exemple 18' })
    expect(fautesCondition(saisi('25 h', 'de < ?heure'), 'c', lieux)).toEqual({ 'c.0.valeur': 'Écrivez une heure, par exemple 8 h 30' })
    expect(enMots('lieu.code.startsWith("1203")', CLAUSES, lieux)).toBe('Si « Adresse » est dans Bohicon')
  })
  it('ce qui dit plus que des clauses se montre en texte, sans être changé', () => {
    for (const cel of ['age > 3 && mineur == true || titre == "locataire"', 'size(enfants) > age', 'inconnu == 3', '!(mineur == true)', 'enfants.exists(e, e.age > 3)']) expect(montrer(cel, CLAUSES)).toEqual({ mode: 'texte', cel })
    expect(montrer(`nom == "''!"`, CLAUSES)).toMatchObject({ mode: 'clauses', lignes: [{ clause: 'nom == ?texte', valeur: "''!" }] })
    expect(montrer("titre == 'locataire'", CLAUSES)).toMatchObject({ mode: 'clauses', lignes: [{ clause: 'titre == "locataire"', valeur: '' }] })
  })
})
