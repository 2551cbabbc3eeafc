import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { resumer } from '../../kernel/formulaires/index.ts'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import { lireDemarche } from './definition.ts'
import { titrerPapiers } from './papiers.ts'

const { formulaire } = lireDemarche(parse(readFileSync(join(import.meta.dirname, '../../../content/demarches/certificat-de-vie-et-de-charge/demarche.yaml'), 'utf8')))
const joint = (reference: string) => ({ reference, nom: 'photo.jpg', taille: 1, type: 'image/jpeg' })
const lieux = { trouver: () => undefined, chemin: () => '', ancetres: () => [] }

test('des papiers du même nom se distinguent par leur question, leur enfant et leur numéro', () => {
  // The field of a reference keeps the rank it had when it was sent: the first child has been removed since.
  const reponses = { enfants: [{ nom_enfant: 'Afi', acte: [joint('b')] }, { nom_enfant: 'Kossi', acte: [joint('c')] }], piece: [joint('d'), joint('e')] } as unknown as Reponses
  const resume = resumer(formulaire, reponses, lieux as never)
  const papiers = [['b', 'enfants.1.acte'], ['c', 'enfants.2.acte'], ['d', 'piece'], ['e', 'piece'], ['f', 'papiers'], ['g', 'constat']].map(([id, champ]) => ({ id: id!, champ: champ! }))
  expect(titrerPapiers(papiers, resume).map((p) => p.titre)).toEqual(['Enfant 1, acte de naissance', 'Enfant 2, acte de naissance', 'Pièce d’identité 1', 'Pièce d’identité 2', 'Papier ajouté', 'Marque de la personne'])
  expect(titrerPapiers(papiers.slice(2, 3), resume).map((p) => p.titre)).toEqual(['Pièce d’identité'])
})
