import { expect, test } from 'vitest'
import { direFaute } from './code.ts'

test.each([
  ['   ', 'Écrivez les 10 signes'],
  ['7K2M-94QX-3', 'Il manque un signe'],
  ['7K2M', 'Il manque 6 signes'],
  ['7K2M-94QX-3HZ', 'un signe de trop'],
  ['7K2M-94QX-3U', 'Relisez ce code'],
  ['https://iroko.example/v/#123', 'C’est l’adresse du QR'],
  ['1'.repeat(400), 'C’est l’adresse du QR'],
])('dit quoi faire d’un code mal écrit : %s', (texte, phrase) => {
  expect(direFaute(texte)).toContain(phrase)
})
