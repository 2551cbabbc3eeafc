import fc from 'fast-check'
import { expect, it } from 'vitest'
import { longueurSms } from './sms.ts'

it('compte comme les opérateurs : 160 puis 153, ou 70 puis 67 dès qu’un signe n’est pas dans le petit alphabet', () => {
  expect(longueurSms('')).toEqual({ signes: 0, segments: 0, rares: [] })
  expect(longueurSms('a'.repeat(160)).segments).toBe(1)
  expect(longueurSms('a'.repeat(161)).segments).toBe(2)
  expect(longueurSms('a'.repeat(307)).segments).toBe(3)
  expect(longueurSms('é'.repeat(160))).toMatchObject({ segments: 1, rares: [] })
  expect(longueurSms(`’${'a'.repeat(69)}`)).toMatchObject({ segments: 1, rares: ['’'] })
  expect(longueurSms(`’${'a'.repeat(70)}`).segments).toBe(2)
  expect(longueurSms('€'.repeat(80))).toMatchObject({ signes: 160, segments: 1 })
})

it('un texte plus long ne fait jamais moins de messages', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 50 }), (a, b) => longueurSms(a + b).segments >= longueurSms(a).segments))
})
