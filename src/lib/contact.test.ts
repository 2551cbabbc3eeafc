import { expect, it } from 'vitest'
import { lireContact, masquer, versMasque } from './contact.ts'

it('lit une adresse, et dit quoi écrire quand elle est incomplète', () => {
  expect(lireContact(' Afi@Exemple.BJ ')).toEqual({ contact: { courriel: 'afi@exemple.bj' } })
  expect(lireContact('afi@')).toEqual({ erreur: 'Vérifiez l’adresse électronique, par exemple nom@exemple.bj' })
  expect(lireContact('')).toHaveProperty('erreur')
})

it('masque ce qui ne doit pas se lire', () => {
  expect(masquer('+2290197000012')).toBe('01 •• •• •• 12')
  expect(masquer('afi@exemple.bj')).toBe('a•••@exemple.bj')
})

it('dit où un message est parti : au téléphone, à l’adresse', () => {
  expect(versMasque('+2290197000012')).toBe('au 01 •• •• •• 12')
  expect(versMasque('afi@exemple.bj')).toBe('à a•••@exemple.bj')
})
