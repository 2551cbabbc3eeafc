import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { lireDemarche } from './definition.ts'
import { titrerPapiers } from './papiers.ts'

const { formulaire } = lireDemarche(parse(readFileSync(join(import.meta.dirname, '../../../content/demarches/certificat-de-vie/demarche.yaml'), 'utf8')))

test('deux papiers du même nom se distinguent par leur question et leur numéro', () => {
  const papiers = [{ champ: 'piece', nom: 'photo.jpg' }, { champ: 'piece', nom: 'photo.jpg' }, { champ: 'papiers', nom: 'photo.jpg' }, { champ: 'constat', nom: 'fiche.pdf' }]
  expect(titrerPapiers(papiers, formulaire).map((p) => p.titre)).toEqual(['Pièce d’identité 1', 'Pièce d’identité 2', 'Papier ajouté', 'Marque de la personne'])
  expect(titrerPapiers(papiers.slice(1, 3), formulaire).map((p) => p.titre)).toEqual(['Pièce d’identité', 'Papier ajouté'])
})
