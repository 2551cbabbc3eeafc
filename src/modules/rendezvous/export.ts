import { dateChiffres, heure, telephone } from '../../lib/francais.ts'
import type { ColonneExport } from '../../kernel/corridor/exporter.ts'
import type { LigneRendezVous } from './liste.queries.ts'
import { CANAUX, ETATS } from './rendezvous.ts'

/** The columns of an exported list of appointments. */
export const colonnesRendezVous: readonly ColonneExport<LigneRendezVous>[] = [
  ['Agenda', (r) => r.agenda],
  ['Jour', (r) => dateChiffres(r.debut)],
  ['Heure', (r) => heure(r.debut)],
  ['Personne', (r) => r.nom ?? ''],
  ['Téléphone', (r) => (r.telephone ? telephone(r.telephone) : '')],
  ['Pour', (r) => r.note],
  ['État', (r) => ETATS[r.etat].libelle],
  ['Pris', (r) => CANAUX[r.canal]],
  ['Pris le', (r) => dateChiffres(r.prisLe)],
]
