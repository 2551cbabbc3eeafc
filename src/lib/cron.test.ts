import { expect, it } from 'vitest'
import { direCron } from './cron.ts'

it('dit un horaire, et rend tel quel ce qu’il ne sait pas dire', () => {
  const dits = ['40 2 * * *', '0 14 * * *', '*/10 * * * *', '* * * * *', '0 * * * *', '15 * * * *', '5 8 * * 1', '0 0 * * 7', '0 2 1 * *', '1,2 * * * *', ''].map((cron) => direCron(cron).replaceAll('\u00a0', ' '))
  expect(dits).toEqual(['Chaque nuit à 2 h 40', 'Chaque jour à 14 h', 'Toutes les 10 minutes', 'Chaque minute', 'Chaque heure', 'Chaque heure, 15 min après', 'Chaque lundi à 8 h 05', 'Chaque dimanche à 0 h', '0 2 1 * *', '1,2 * * * *', ''])
})
