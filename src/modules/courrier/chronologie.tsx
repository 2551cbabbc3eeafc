import type { Moment } from '../../ui/index.ts'
import type { Evenement, GenreEvenement } from './evenement.queries.ts'

const TITRES: Readonly<Record<GenreEvenement, string>> = {
  prepare: 'Préparé', enregistre: 'Enregistré', modifie: 'Ligne corrigée', joint: 'Scan ajouté', retire: 'Scan retiré', impute: 'Imputé', transmis: 'Transmis', recu: 'Réception notée',
  traite: 'Traité', renvoye: 'Renvoyé', repondu: 'Répondu', envoye: 'Envoyé', decharge: 'Décharge', classe: 'Classé', annule: 'Annulé', rattache: 'Dossier rattaché',
}
/** What these say is no secret, even of a confidential letter. */
const OUVERTS: readonly GenreEvenement[] = ['repondu', 'envoye', 'decharge', 'classe', 'annule']

/** The chain of a letter, latest first: who gave it to whom, with what to do. The words of a confidential one stay with whoever may read it. */
export function momentsDe(evenements: readonly Evenement[], lisible: boolean): Moment[] {
  return evenements.toReversed().map((e) => ({
    titre: e.genre === 'rattache' && e.texte === '' ? 'Dossier détaché' : TITRES[e.genre],
    le: e.le,
    par: e.parNom,
    etat: e.genre === 'annule' ? ('non' as const) : ('fait' as const),
    ...(e.texte && (lisible || OUVERTS.includes(e.genre)) ? { children: <p class="petit">{e.texte}</p> } : {}),
  }))
}
