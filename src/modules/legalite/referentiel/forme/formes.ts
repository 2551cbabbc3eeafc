import type { Genre } from '../schemas.ts'
import type { Forme } from './champ.ts'
import { FORME_ANOMALIES, FORME_LETTRES, FORME_MATIERES, FORME_NATURES, formeGrilles, formeStrategie } from './listes.ts'
import type { Cibles } from './listes.ts'
import { FORME_REGLES } from './regles.ts'

/** How each kind of list is called on the screen, and what it settles. */
export const MOTS_GENRE: Readonly<Record<Genre, { titre: string; pour: string }>> = {
  regles: { titre: 'Règles', pour: 'Délais, effets, signataires, conseil, seuils' },
  natures: { titre: 'Natures', pour: 'Genres d’actes, signataires, annexes attendues' },
  matieres: { titre: 'Matières', pour: 'Classement des actes à trois niveaux' },
  grilles: { titre: 'Grille', pour: 'Points que le contrôleur vérifie' },
  strategie: { titre: 'Stratégie', pour: 'Actes examinés en profondeur, tirage au sort' },
  anomalies: { titre: 'Anomalies', pour: 'Phrases qui disent quoi corriger avant d’envoyer' },
  lettres: { titre: 'Lettres', pour: 'Textes de départ des lettres du préfet' },
}

/** The form of a kind of list. `locale`: a prefecture's own strategy. */
export function formeDe(genre: Genre, cibles: Cibles, locale = false): Forme {
  switch (genre) {
    case 'regles':
      return FORME_REGLES
    case 'natures':
      return FORME_NATURES
    case 'matieres':
      return FORME_MATIERES
    case 'grilles':
      return formeGrilles(cibles)
    case 'strategie':
      return formeStrategie(cibles, locale)
    case 'anomalies':
      return FORME_ANOMALIES
    case 'lettres':
      return FORME_LETTRES
  }
}
