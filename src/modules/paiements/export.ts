import type { ColonneExport } from '../../kernel/corridor/exporter.ts'
import type { LignePaiement } from './liste.queries.ts'
import { ETATS, MOYENS } from './paiement.ts'
import type { LigneCaisse } from './quittance.queries.ts'

/** The columns of an exported list of payments. */
export const colonnesPaiements: readonly ColonneExport<LignePaiement>[] = [
  ['Objet', (p) => p.libelle],
  ['Payeur', (p) => p.payeur],
  ['Montant (FCFA)', (p) => p.montant],
  ['Tarif confirmé', (p) => (p.verifie ? 'oui' : 'non')],
  ['État', (p) => ETATS[p.etat].libelle],
  ['Moyen', (p) => (p.moyen ? MOYENS[p.moyen] : '')],
  ['Quittance', (p) => p.quittance ?? ''],
  ['Référence', (p) => p.reference ?? ''],
  ['Bureau', (p) => p.bureau],
  ['Demandé le', (p) => p.demandeLe.toISOString()],
  ['Réglé le', (p) => p.regleLe?.toISOString() ?? ''],
]

/** The columns of a day's cash: a receipt struck out keeps its line, and counts for nothing. */
export const colonnesCaisse: readonly ColonneExport<LigneCaisse>[] = [
  ['Quittance', (q) => q.numero],
  ['Heure', (q) => q.etablieLe.toISOString()],
  ['Payeur', (q) => q.payeur],
  ['Objet', (q) => q.libelle],
  ['Moyen', (q) => MOYENS[q.moyen]],
  ['Référence', (q) => q.reference ?? ''],
  ['Montant (FCFA)', (q) => (q.annuleeLe ? 0 : q.montant)],
  ['Annulée', (q) => q.annuleeMotif ?? ''],
  ['Par', (q) => q.parNom],
]
