import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import type { Axe } from './cumul.queries.ts'
import type { Ligne } from './cadre.ts'
import { COMPTES, FAITS } from './faits.ts'

export const AXES: Readonly<Record<Axe, string>> = { tout: 'Ensemble', prefecture: 'Préfecture', commune: 'Commune', nature: 'Nature', matiere: 'Matière', mois: 'Mois de réception' }
const jours = (n: number | null) => (n === null ? null : Math.round(n * 10) / 10)

/** The columns of figures taken away: what they are about, every count, the delays. */
export const colonnesChiffres = (axe: Axe): readonly ColonneExport<Ligne>[] => [
  [AXES[axe], (l) => l.nom],
  ['Code', (l) => l.cle],
  ...COMPTES.map((c): ColonneExport<Ligne> => [FAITS[c], (l) => l[c]]),
  ['Délai médian (jours)', (l) => jours(l.mediane)],
  ['Délai de 9 contrôles sur 10 (jours)', (l) => jours(l.p90)],
]
