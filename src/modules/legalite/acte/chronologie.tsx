import { majuscule } from '../../../lib/francais.ts'
import type { Moment } from '../../../ui/index.ts'
import type { EvenementActe } from './evenement.queries.ts'

const TITRES: Readonly<Record<string, string>> = {
  prepare: 'Préparé', modifie: 'Corrigé', joint: 'Pièces jointes', 'retire-piece': 'Pièce retirée', signe: 'Signé', rouvert: 'Rouvert', abandonne: 'Abandonné', seance: 'Adopté par le conseil',
  recu: 'Reçu par la préfecture', annule: 'Transmission annulée', retourne: 'Retourné à la commune', affiche: 'Affiché ou notifié', lie: 'Lié à un autre acte',
  affecte: 'Confié', examine: 'Grille remplie', 'demande-pieces': 'Pièces demandées', observations: 'Lettre d’observations', suspension: 'Suspendu', defere: 'Déféré au juge',
  repondu: 'Réponse de la commune', lue: 'Réponse lue', 'sans-reponse': 'Sans réponse au terme du délai', juge: 'Jugé', clos: 'Contrôle clos', silence: 'Délai passé', levee: 'Suspension levée',
  public: 'Publié au registre', depublie: 'Retiré du registre', signalement: 'Signalement reçu', archive: 'Versé aux archives', ocr: 'Texte lu par une machine', notifie: 'Lu par la commune',
}
const ETATS: Readonly<Record<string, Moment['etat']>> = { annule: 'non', abandonne: 'non', retourne: 'pause', 'demande-pieces': 'pause', observations: 'pause', suspension: 'non', defere: 'pause' }

/** The story of an act as the timeline draws it. */
export const momentsDe = (evenements: readonly EvenementActe[]): Moment[] =>
  evenements.map((e) => ({ titre: TITRES[e.genre] ?? majuscule(e.genre), le: e.le, par: e.parNom, ...(ETATS[e.genre] ? { etat: ETATS[e.genre] } : {}), children: e.texte ? <p class="petit">{e.texte}</p> : null }))
