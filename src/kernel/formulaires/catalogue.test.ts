import { expect, it } from 'vitest'
import { CATALOGUE, FAMILLES } from './catalogue.ts'
import { TYPES_CHAMP } from './definition.ts'
import { lireDefinition } from './lire-definition.ts'
import { lireSaisie } from './lire-saisie.ts'
import { lieuxExemple, MAINTENANT } from './exemple.ts'

it('chaque type de champ y est, et rien d’autre', () => {
  expect(Object.keys(CATALOGUE).sort()).toEqual([...TYPES_CHAMP].sort())
  for (const [type, fiche] of Object.entries(CATALOGUE)) {
    expect(fiche.exemple.type).toBe(type)
    expect([type, fiche.titre, fiche.aide]).toEqual([type, expect.stringMatching(/^\p{Lu}[^.]{1,39}$/u), expect.stringMatching(/^Pour \p{L}.{20,140}\.$/u)])
    expect(Object.keys(FAMILLES)).toContain(fiche.famille)
  }
  expect(new Set(Object.values(CATALOGUE).map((f) => f.titre)).size).toBe(TYPES_CHAMP.length)
})

it('chaque exemple est un champ juste, qui se lit vide sans lever', () => {
  for (const { exemple } of Object.values(CATALOGUE)) {
    const def = lireDefinition({ etapes: [{ code: 'etape', titre: 'Étape', champs: [exemple] }] })
    const { erreurs } = lireSaisie(def, def.etapes[0]!, {}, { reponses: {}, maintenant: MAINTENANT, territoires: lieuxExemple() })
    for (const [nom, phrase] of Object.entries(erreurs)) expect([exemple.type, nom, phrase]).toEqual([exemple.type, 'question', expect.stringMatching(/^\p{Lu}.{5,}[^.]$/u)])
  }
  // All of them together make one form.
  const champs = Object.values(CATALOGUE).map(({ exemple }, i) => ({ ...exemple, code: `c${i}` }))
  expect(lireDefinition({ etapes: [{ code: 'etape', titre: 'Étape', champs }] }).etapes[0]!.champs).toHaveLength(TYPES_CHAMP.length)
})
