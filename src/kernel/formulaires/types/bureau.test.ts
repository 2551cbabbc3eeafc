import { expect, it } from 'vitest'
import { essai } from './essai.ts'

const x = essai({ type: 'bureau', genres: ['mairie', 'arrondissement'] })
const bohicon = { bureau: 'mairie-1203', nom: 'Mairie de Bohicon', genre: 'mairie', territoire: '1203' }

it('un bureau par son nom, par sa commune, ou choisi', () => {
  expect(x.reponse({ 'x.recherche': 'mairie de bohicon' })).toEqual(bohicon)
  expect(x.reponse({ x: 'mairie-1203', 'x.recherche': 'bohicon', 'x.cherche': 'Bohicon' })).toEqual(bohicon)
  expect(x.reponse({ x: bohicon })).toEqual(bohicon)
  expect(x.dire(bohicon)).toBe('Mairie de Bohicon')
  expect(x.cel('x.genre == "mairie" && x.territoire.startsWith("12")', bohicon)).toBe(true)
})

it('ne propose que les bureaux de ce genre, à cet endroit', () => {
  expect(x.erreurs({ 'x.recherche': 'bohicon' })['x']).toContain('parmi les 2 réponses')
  expect(x.erreurs({ x: 'prefecture-12' })).toEqual({ x: 'Choisissez un bureau de la liste' })
  expect(essai({ type: 'bureau', niveaux: ['commune'], dans: '04' }).erreurs({ x: 'mairie-1203' })).toHaveProperty('x')
  expect(essai({ type: 'bureau', niveaux: ['departement'] }).reponse({ x: 'prefecture-12' })).toMatchObject({ genre: 'prefecture' })
})
