import { afterAll, beforeAll, expect, test } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { insertConsultations, listConsultations } from './consultation.queries.ts'

let essai: Essai
beforeAll(async () => void (essai = await ouvrirEssai({ travaille: false })))
afterAll(() => essai.ranger())

test('qui a ouvert un dossier : le dernier d’abord, une même personne une fois par heure', async () => {
  const vues = [['agent:b', '09:05'], ['agent:a', '09:10'], ['agent:b', '09:40'], ['agent:c', '09:20'], ['agent:a', '10:01']] as const
  await essai.maison.base.ecrire(async (tx) => {
    for (const [acteur, heure] of vues) await insertConsultations(tx, ['dossier:x'], { acteur, fonction: 'Agent', le: new Date(`2026-06-05T${heure}:00Z`) })
  })
  const lues = await listConsultations(essai.maison.base.lire, 'dossier:x')
  expect(lues.map((v) => `${v.acteur} ${v.le.toISOString().slice(11, 16)}`)).toEqual(['agent:a 10:01', 'agent:b 09:40', 'agent:c 09:20', 'agent:a 09:10'])
})
