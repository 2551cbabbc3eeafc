import type { EtapeResumee } from '../../kernel/formulaires/index.ts'
import { estChampMessage } from './echange/echange.ts'
import { CHAMP_COURRIER } from './mandat.tsx'
import { CHAMP_MANDAT } from './mandataire/mandat.ts'
import { estChampSousDemande } from './sous-demande/sous-demande.ts'
import { CHAMP_OPPOSITION } from './attente/attente.ts'
import { CHAMP_MARQUE } from './constat.queries.ts'

/** Whether a paper is read by the office alone: those of an opposition and whoever signed it, what another office answered, a letter as its secretariat scanned it. */
export const duBureau = (champ: string): boolean => champ === CHAMP_OPPOSITION || champ === CHAMP_COURRIER || estChampSousDemande(champ)

/**
 * Papers titled by the question that they answer (« Enfant 2, acte de naissance »), numbered where several answer the same: two
 * « photo.jpg » are then told apart. Those sent later, with an answer to the office, have no question of the form.
 */
export function titrerPapiers<P extends { id: string; champ: string }>(papiers: readonly P[], reponses: readonly EtapeResumee[]): (P & { titre: string })[] {
  const parReference = new Map(reponses.flatMap((etape) => etape.lignes).flatMap((ligne) => (ligne.fichiers ?? []).map((f) => [f.reference, ligne.libelle] as const)))
  const questions = papiers.map(({ id, champ }) => (champ === CHAMP_MARQUE ? 'Marque de la personne' : champ === CHAMP_COURRIER ? 'Courrier reçu' : champ === CHAMP_MANDAT ? 'Procuration' : champ === CHAMP_OPPOSITION ? 'Opposition' : estChampSousDemande(champ) ? 'Réponse d’un autre bureau' : estChampMessage(champ) ? 'Joint à un message' : (parReference.get(id) ?? 'Papier ajouté')))
  return papiers.map((papier, rang) => {
    const titre = questions[rang]!
    const plusieurs = questions.filter((autre) => autre === titre).length > 1
    return { ...papier, titre: plusieurs ? `${titre} ${questions.slice(0, rang + 1).filter((autre) => autre === titre).length}` : titre }
  })
}
