import { dateChiffres } from '../../lib/francais.ts'
import { midi } from '../../kernel/calendrier/jour.ts'
import type { ColonneExport } from '../../kernel/corridor/exporter.ts'
import { ETATS } from './dossier.ts'
import type { LigneVue } from './pages/liste.tsx'

const CANAUX: Readonly<Record<string, string>> = { ligne: 'En ligne', guichet: 'Au guichet', api: 'Par un logiciel' }

/** The columns of the exported list of files. */
export const colonnesExport: readonly ColonneExport<LigneVue>[] = [
  ['Numéro', (l) => l.numero],
  ['Démarche', (l) => l.titre],
  ['Demandeur', (l) => l.demandeur],
  ['Lieu', (l) => l.lieu],
  ['Canal', (l) => CANAUX[l.canal] ?? l.canal],
  ['Déposé le', (l) => dateChiffres(l.deposeLe)],
  ['Échéance', (l) => (l.echeance ? dateChiffres(midi(l.echeance)) : '')],
  ['État', (l) => ETATS[l.etat].agent],
  ['Confié à', (l) => l.confieA],
]
