/** The small conditions of the browser against CEL itself, on random expressions and values. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { evaluerCondition } from '../../lib/condition.ts'
import type { ValeurCondition } from '../../lib/condition.ts'
import { simplifier } from './condition-simple.ts'
import { compiler, creerEnvironnement, valeurDe } from './expression.ts'
import type { ContexteCel, ValeurCel } from './expression.ts'

const ENVIRONNEMENT = creerEnvironnement({ dynamique: true })
const NOMS = ['a', 'b', 'c', 'absent'] as const
const litteral = fc.oneof(fc.constantFrom('true', 'false', 'null', '"oui"', '"été"', '""', "'x'", '0', '1', '-1', '42', '1.0', '2.5', '-0.5', '"1"'), fc.integer({ min: -99, max: 99 }).map(String))
const { expression } = fc.letrec<{ expression: string }>((lier) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...NOMS),
    litteral,
    fc.tuple(lier('expression'), fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'in', '&&', '||'), lier('expression')).map(([g, op, d]) => `(${g} ${op} ${d})`),
    lier('expression').map((e) => `!(${e})`),
    lier('expression').map((e) => `size(${e})`),
    fc.array(litteral, { maxLength: 3 }).map((l) => `[${l.join(', ')}]`),
    fc.tuple(fc.constantFrom(...NOMS), fc.array(fc.constantFrom('"x"', '"oui"', '"1"'), { maxLength: 3 })).map(([n, l]) => `(${n} in [${l.join(', ')}])`),
  ),
}))
const simple = fc.oneof(fc.constantFrom<ValeurCondition>(null, true, false, '', 'oui', 'été', 'x', '1', '🙂', 0, 1, -1, 2.5, 42), fc.integer({ min: -100, max: 100 }))
const valeur: fc.Arbitrary<ValeurCondition> = fc.oneof({ weight: 4, arbitrary: simple }, { weight: 1, arbitrary: fc.array(fc.constantFrom<ValeurCondition>('x', 'oui', '1'), { maxLength: 3 }) })
const enCel = (v: ValeurCondition): ValeurCel => (Array.isArray(v) ? v.map(enCel) : typeof v === 'number' && Number.isInteger(v) ? BigInt(v) : v)

it('décide comme CEL, et ne sait pas quand CEL ne sait pas', () => {
  let decides = 0
  fc.assert(
    fc.property(expression, fc.tuple(valeur, valeur, valeur), fc.boolean(), (texte, [a, b, c], constantes) => {
      const programme = compiler(texte)
      // What a definition may hold has passed this check.
      if (!programme || !ENVIRONNEMENT.check(texte).valid) return
      const valeurs: Record<string, ValeurCondition> = { a, b, c }
      const cel: ContexteCel = { a: enCel(a), b: enCel(b), c: enCel(c) }
      const condition = simplifier(programme.ast, (nom) => (constantes && nom !== 'a' && nom in cel ? { valeur: cel[nom]! } : { input: nom, genre: 'texte' }))
      expect(condition, texte).toBeDefined()
      // What travels to the browser is JSON.
      const recu = JSON.parse(JSON.stringify(condition)) as NonNullable<typeof condition>
      const ici = evaluerCondition(recu, (nom) => (Object.hasOwn(valeurs, nom) ? valeurs[nom] : undefined))
      const oracle = valeurDe(texte, cel)
      if (typeof oracle === 'boolean') decides++
      // Only « true or not » shows or hides a field.
      expect([texte, valeurs, ici === true]).toEqual([texte, valeurs, oracle === true])
    }),
    { numRuns: 20_000 },
  )
  expect(decides).toBeGreaterThan(500)
})

it('laisse au serveur ce qui dépasse le petit langage', () => {
  for (const texte of ['a.mois == 3', 'a.exists(e, e > 1)', 'a + 1 > 2', 'ans(a, b) > 18', 'a ? b : c', 'a.startsWith("x")', 'a[0] == 1']) {
    expect(compiler(texte), texte).toBeDefined()
    expect(simplifier(compiler(texte)!.ast, (nom) => ({ input: nom, genre: 'texte' })), texte).toBeUndefined()
  }
  expect(simplifier(compiler('a == 1')!.ast, () => undefined)).toBeUndefined()
})
