import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { arrondir } from './mesure.ts'
import type { Mesure } from './mesure.ts'

export type MesureDite = Mesure & { nom: string }

const PAR: Readonly<Record<Mesure['par'], string>> = { tout: 'Ensemble', demarche: 'Démarche', bureau: 'Bureau', mois: 'Mois de dépôt' }

/** The columns of the figures taken away: one line for all, then one a procedure, an office, a month. */
export const colonnesMesures: readonly ColonneExport<MesureDite>[] = [
  ['Par', (m) => PAR[m.par]],
  ['Nom', (m) => m.nom],
  ['Reçus', (m) => m.recus],
  ['Décidés', (m) => m.decides],
  ['Refusés', (m) => m.refuses],
  ['Retirés', (m) => m.retires],
  ['Décidés en retard', (m) => m.tardifs],
  ['En retard, non décidés', (m) => m.retards],
  ['En ligne', (m) => m.enLigne],
  ['Au guichet', (m) => m.auGuichet],
  ['Par un logiciel', (m) => m.parApi],
  ['Délai médian (jours calendaires)', (m) => arrondir(m.mediane)],
  ['Délai de 9 dossiers sur 10 (jours calendaires)', (m) => arrondir(m.p90)],
]
