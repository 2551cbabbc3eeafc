import { dateChiffres } from '../../lib/francais.ts'
import { midi } from '../../kernel/calendrier/jour.ts'
import type { ColonneExport } from '../../kernel/corridor/exporter.ts'
import { direEtat, SENS } from './courrier.ts'
import { libelle, REFERENTIEL } from './referentiel.ts'
import type { LigneRegistre } from './registre.queries.ts'

const jour = (texte: string | null) => (texte ? dateChiffres(midi(texte)) : '')

/** What stands for the object of a letter that the reader may not read. */
export const RESERVE = 'Confidentiel'

/** The columns of the exported register. */
export const colonnesExport: readonly ColonneExport<LigneRegistre & { bureauNom: string }>[] = [
  ['Numéro', (l) => l.numero ?? ''],
  ['Sens', (l) => SENS[l.sens].mot],
  ['Bureau', (l) => l.bureauNom],
  ['Jour', (l) => jour(l.jour)],
  ['Expéditeur ou destinataire', (l) => l.correspondant],
  ['Référence', (l) => l.reference],
  ['Date de la lettre', (l) => jour(l.dateLettre)],
  ['Objet', (l) => l.objet ?? RESERVE],
  ['Nature', (l) => libelle(REFERENTIEL.natures, l.nature)],
  ['État', (l) => direEtat(l)],
  ['Chez', (l) => l.chez.join(' ; ')],
  ['Échéance', (l) => jour(l.echeance)],
  ['En retard', (l) => (l.tard ? 'oui' : '')],
]
