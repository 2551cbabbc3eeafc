import { findChamp } from '../../kernel/formulaires/index.ts'
import type { Demarche } from './definition.ts'
import { CHAMP_MARQUE } from './constat.queries.ts'

/** The question that a paper answers. Those sent later, with an answer to the office, have no question of the form. */
function questionDe(formulaire: Demarche['formulaire'], champ: string): string {
  if (champ === CHAMP_MARQUE) return 'Marque de la personne'
  const [premier = '', , dernier] = champ.split('.')
  const trouve = findChamp(formulaire, premier)
  const dedans = trouve?.type === 'bloc' ? trouve.champs.find((c) => c.code === dernier) : trouve
  return dedans && 'libelle' in dedans && dedans.libelle ? dedans.libelle : 'Papier ajouté'
}

/** Papers titled by their question, numbered where several answer the same: two « photo.jpg » are then told apart. */
export function titrerPapiers<P extends { champ: string }>(papiers: readonly P[], formulaire: Demarche['formulaire']): (P & { titre: string })[] {
  const questions = papiers.map((papier) => questionDe(formulaire, papier.champ))
  return papiers.map((papier, rang) => {
    const titre = questions[rang]!
    const plusieurs = questions.filter((autre) => autre === titre).length > 1
    return { ...papier, titre: plusieurs ? `${titre} ${questions.slice(0, rang + 1).filter((autre) => autre === titre).length}` : titre }
  })
}
