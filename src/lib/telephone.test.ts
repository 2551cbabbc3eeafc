import { expect, it } from 'vitest'
import { lireTelephone } from './telephone.ts'

it('lit un numéro de dix chiffres, écrit de plusieurs façons', () => {
  for (const texte of ['0197000000', '01 97 00 00 00', '+229 01 97 00 00 00', '00229.01.97.00.00.00']) expect(lireTelephone(texte)).toEqual({ telephone: '+2290197000000' })
})

it('propose la forme à dix chiffres d’un ancien numéro', () => {
  expect(lireTelephone('97 00 00 00')).toEqual({ erreur: 'Le numéro a 8 chiffres, il en faut 10 : écrivez 01 97 00 00 00' })
})

it('dit quoi écrire quand ce n’est pas un numéro du Bénin', () => {
  expect(lireTelephone('0797000000')).toEqual({ erreur: 'Un numéro du Bénin commence par 01, par exemple 01 97 00 00 00' })
  for (const texte of ['', 'afi', '019700000', '01970000001', '+33 1 97 00 00 00 00']) expect(lireTelephone(texte)).toEqual({ erreur: 'Écrivez les 10 chiffres du numéro, par exemple 01 97 00 00 00' })
})
