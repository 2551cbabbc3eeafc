import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jugeDePortee } from './jamais.ts'
import { lireDefinition } from './lire-definition.ts'
import { evaluer } from './visible.ts'

const CHAMPS = [
  { code: 'o', type: 'oui_non', libelle: 'O' },
  { code: 'c', type: 'choix', libelle: 'C', options: ['a', 'b', 'd'].map((valeur) => ({ valeur, libelle: valeur })) },
  { code: 'm', type: 'choix_multiple', libelle: 'M', options: ['p', 'q', 'r'].map((valeur) => ({ valeur, libelle: valeur })) },
  { code: 'x', type: 'nombre', libelle: 'X', min: 0, max: 10 },
  { code: 'y', type: 'nombre', libelle: 'Y', decimales: 1 },
  { code: 't', type: 'texte', libelle: 'T' },
  { code: 's', type: 'nombre', libelle: 'S', condition: 'c == "a"', si: 'Si a' },
  { code: 'k', type: 'calcule', libelle: 'K', resultat: 'oui_non', formule: 'o == true && c == "b"' },
]
const etape = (code: string, champs: object[], plus: object = {}) => ({ code, titre: code, champs, ...plus })
const DEF = lireDefinition({ etapes: [etape('une', CHAMPS)] })
const juger = jugeDePortee(DEF)

describe('une condition que personne ne remplit', () => {
  it.each(['false', '1 == 2', 'x > 5 && x < 3', 'c == "a" && c == "b"', 'o == true && o == false', 'o && !o', 'x > 20', 's > 3 && c == "d"', 'k && c == "a"', '"p" in m && !("p" in m)', 'y > 2.3 && y < 2.4', 't == "A" && t == "B"'])('%s : se dit', (condition) => {
    expect(juger(condition)).toEqual(['n’est jamais vraie, quelles que soient les réponses'])
  })
  it.each(['x > 5 && x < 7', 'x == 10', 'y > 2.3 && y < 2.5', 'c in ["a", "d"]', '!("p" in m) && "q" in m', 't > "B"', 't < "A"', 's > 3', 'k', 'x * 2 > 11 && x < 6', 'size(m) > 2', 't.contains("z")', 'c == null', 'x == null && c != "a"'])('%s : passe', (condition) => {
    expect(juger(condition)).toEqual([])
  })
  it('une réponse que la question ne propose pas se nomme', () => {
    expect(juger('c == "zzz"')).toEqual(['nomme la réponse « zzz », que la question « c » ne propose pas'])
    expect(juger('o || "zzz" in m')[0]).toContain('« zzz »')
  })
  it('étape, question, bloc, arrêt : chacun à sa place, avec ce qui l’entoure', () => {
    const fautes = (...etapes: object[]) => {
      try {
        lireDefinition({ etapes })
        return ''
      } catch (erreur) {
        return (erreur as Error).message
      }
    }
    const une = etape('une', CHAMPS)
    expect(fautes(une, etape('deux', [{ code: 'z', type: 'texte', libelle: 'Z' }], { condition: 'x > 20' }))).toContain('La condition de l’étape « deux » n’est jamais vraie')
    expect(fautes(une, etape('deux', [{ code: 'z', type: 'texte', libelle: 'Z', condition: 'c == "b"' }], { condition: 'c == "a"' }))).toContain('La condition de « z » n’est jamais vraie')
    expect(fautes(une, etape('deux', [{ code: 'b', type: 'bloc', libelle: 'B', ajouter: 'Ajouter', max: 3, champs: [{ code: 'z', type: 'texte', libelle: 'Z', condition: '!o' }], condition: 'o' }]))).toContain('La condition de « z » n’est jamais vraie')
    expect(fautes({ ...une, arrets: [{ condition: 'c == "x"', titre: 'Stop', texte: 'Non', source: 'x', verifie: false }] })).toMatch(/arrêt « Stop »/)
  })
})

it('jamais ne se dit que de ce qui est jamais : aucune réponse tirée au hasard ne le contredit', () => {
  const atome = fc.oneof(
    fc.constantFrom('o', '!o', 'k', 'o == null', 'true'),
    fc.tuple(fc.constantFrom('==', '!='), fc.constantFrom('a', 'b', 'd')).map(([op, v]) => `c ${op} "${v}"`),
    fc.constantFrom('p', 'q', 'r').map((v) => `"${v}" in m`),
    fc.tuple(fc.constantFrom('x', 'y', 's'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), fc.integer({ min: -1, max: 12 })).map(([n, op, v]) => `${n} ${op} ${n === 'y' ? `${v}.5` : v}`),
    fc.tuple(fc.constantFrom('==', '<', '>'), fc.constantFrom('A', 'Bo', 'z')).map(([op, v]) => `t ${op} "${v}"`),
  )
  const condition = fc.letrec<{ e: string }>((lier) => ({ e: fc.oneof({ maxDepth: 3 }, atome, fc.tuple(lier('e'), fc.constantFrom('&&', '||'), lier('e')).map(([a, op, b]) => `(${a} ${op} ${b})`), lier('e').map((a) => `!(${a})`)) })).e
  const reponses = fc.record({ o: fc.option(fc.boolean()), c: fc.option(fc.constantFrom('a', 'b', 'd')), m: fc.option(fc.subarray(['p', 'q', 'r'])), x: fc.option(fc.integer({ min: 0, max: 10 })), y: fc.option(fc.integer({ min: -30, max: 150 }).map((n) => n / 10)), s: fc.option(fc.integer({ min: -5, max: 20 })), t: fc.option(fc.constantFrom('A', 'Bo', 'z', 'Bonou', '0', 'zz')) })
  fc.assert(
    fc.property(condition, fc.array(reponses, { minLength: 20, maxLength: 20 }), (c, tirages) => {
      if (juger(c).length > 0) for (const r of tirages) expect(evaluer(DEF, c, r)).not.toBe(true)
    }),
    { numRuns: 400 },
  )
})
