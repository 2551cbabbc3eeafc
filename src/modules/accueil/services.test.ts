import { expect, test } from 'vitest'
import { grouperParSituation } from './services.ts'

const service = (titre: string, situation: string) => ({ titre, situation, resume: '', href: `/${titre}` })

test('les démarches se rangent par situation, celles qui n’en ont pas à la fin', () => {
  const situations = grouperParSituation([service('a', ''), service('b', 'Je touche une pension'), service('c', 'Je déménage'), service('d', 'Je touche une pension')])
  expect(situations.map((s) => [s.titre, s.services.map((x) => x.titre)])).toEqual([
    ['Je touche une pension', ['b', 'd']],
    ['Je déménage', ['c']],
    ['Autres démarches', ['a']],
  ])
  expect(grouperParSituation([])).toEqual([])
})
