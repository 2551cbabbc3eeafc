import { suivre } from '../../../ui/index.ts'
import type { ChampSuivi } from '../../../ui/index.ts'
import type { Circulaire } from './circulaire.ts'

/** What the form of a circular carries, so that two people who correct it at once see both versions. */
export const suivreCirculaire = (c: Circulaire): ChampSuivi[] => [
  suivre('Titre', 'titre', c.titre),
  suivre('Texte', 'texte', c.texte),
  { libelle: 'Adressée à', boites: { niveaux: c.niveaux } },
  { libelle: 'Départements', boites: { departements: c.departements } },
  { libelle: 'Matières', boites: { matieres: c.matieres } },
]
