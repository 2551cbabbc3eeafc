import type { Tx } from '../../kernel/db/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { annulerPaiements } from '../paiements/index.ts'
import { findStation, suivante } from './circuit.ts'
import type { Station } from './circuit.ts'
import type { Publiee } from './definition.queries.ts'
import type { Dossier } from './dossier.ts'
import { updateDossier } from './dossier.queries.ts'
import type { Changement } from './dossier.queries.ts'
import { estEssai } from './essai/essai.ts'
import { demanderFrais, prevenirFrais } from './frais.ts'
import { pousser } from './horloge.ts'
import { demanderAccords } from './sollicitation.ts'
import { echeanceStation, preparerEntree, SORTIE } from './passage.ts'
import type { Entree } from './passage.ts'
import { destinataireDe, direRecours, leBureau } from './porte.ts'
import { insertVisas } from './visa.queries.ts'
import { dire } from './message/dire.ts'

/** Who moves a file, and when. */
export type Acte = { maison: Maison; par: string; parNom: string; maintenant: Date }

/**
 * Moves a locked file to a station, with whatever else changes, past the payments that are already made or that nobody asks of
 * it; past the end of a signed decision, it is concluded. Returns the tasks to enqueue. Throws when an undecided file would leave its circuit.
 */
export async function passer(tx: Tx, demarche: Publiee, dossier: Dossier, vers: Station | undefined, changement: Changement, acte: Acte): Promise<JobDemande[]> {
  const suivi = { ...dossier, ...changement }
  const { territoires } = acte.maison
  let entree = preparerEntree(demarche, suivi, vers, territoires)
  // A test asks nobody for money: it waits, or goes on when nothing would be asked.
  while (entree?.frais && (estEssai(dossier) ? entree.frais.exempte : (await demanderFrais(tx, demarche, suivi, entree.frais, acte)).etat !== 'du')) entree = preparerEntree(demarche, suivi, suivante(demarche, suivi.reponses, entree.station), territoires)
  if (!entree && suivi.decideLe) return conclure(tx, demarche, dossier, changement, acte)
  if (!entree) throw new Error(`${demarche.code} : le dossier ${dossier.id} sort du circuit sans décision`)
  const { visas, frais, accords, ...arrivee } = entree
  await updateDossier(tx, dossier.id, { ...arrivee, attend: [...arrivee.attend], lecteurs: [...arrivee.lecteurs], stationEcheance: echeanceStation(findStation(demarche, arrivee.station), acte.maintenant), stationSilenceLe: null, ...temps(demarche, suivi, dossier, entree, acte.maintenant), ...changement }, acte.maintenant)
  if (visas.length > 0) await insertVisas(tx, dossier.id, arrivee.station, visas, acte.maintenant)
  if (accords) return demanderAccords(tx, demarche, suivi, accords, acte)
  return frais ? prevenirFrais(tx, suivi, frais, acte) : []
}

/** What is awaited of citizens, not of the office. */
const PAUSES: readonly Dossier['etat'][] = ['liquide', 'sollicite']

/** Whether the file's clock stops there: citizens are awaited, or a period runs whose confirmed rule says so. */
function arrete(demarche: Publiee, { etat, station: code }: { etat: Dossier['etat']; station: string | null }): boolean {
  const station = findStation(demarche, code)
  return PAUSES.includes(etat) || (etat === 'differe' && station?.genre === 'attente' && station.suspend === true && station.duree.verifie)
}

/** The clock stops while citizens must pay or consent, and runs again after; once the decision is signed there is none. */
function temps(demarche: Publiee, suivi: Dossier, avant: Dossier, entree: Entree, maintenant: Date): Pick<Changement, 'horloge' | 'echeance'> {
  if (suivi.decideLe) return { echeance: null }
  const quitte = arrete(demarche, avant) ? pousser(suivi.horloge, 'reprise', demarche.delai, maintenant) : undefined
  return (arrete(demarche, entree) ? pousser(quitte?.horloge ?? suivi.horloge, 'suspension', demarche.delai, maintenant) : quitte) ?? {}
}

/** A signed decision with nothing left to pay: the document is made by a task, or the answer is told. */
async function conclure(tx: Tx, demarche: Publiee, dossier: Dossier, changement: Changement, acte: Acte): Promise<JobDemande[]> {
  const { par, maintenant } = acte
  const { decision, motif } = { ...dossier, ...changement }
  const accorde = decision === 'accorder'
  const etat = accorde ? (demarche.document ? 'signe' : 'accorde') : 'refuse'
  await updateDossier(tx, dossier.id, { ...SORTIE, etat, ...changement }, maintenant)
  if (!accorde) await annulerPaiements(tx, `dossier:${dossier.id}`, par, maintenant)
  if (etat === 'signe') return [{ nom: 'demarches.delivrer', donnees: { dossierId: dossier.id }, cle: dossier.id }]
  const dits = await prevenirDecision(tx, demarche, dossier, { accorde, motif: motif ?? '', cle: `${etat}:${dossier.id}` }, acte)
  return etat === 'refuse' && demarche.refus && !estEssai(dossier) ? [...dits, { nom: 'demarches.notifier-refus', donnees: { dossierId: dossier.id }, cle: `refus:${dossier.id}` }] : dits
}

/** Tells the applicant what was decided, once for a `cle`. */
export function prevenirDecision(tx: Tx, demarche: Publiee, dossier: Dossier, { accorde, motif, cle }: { accorde: boolean; motif: string; cle: string }, { maison, maintenant }: Acte): Promise<JobDemande[]> {
  const valeurs = { numero: dossier.numero!, titre: demarche.titre, bureau: leBureau(dossier.bureau), motif, recours: direRecours(demarche), lien: `${maison.reglages.adresse}/suivi/${dossier.id}` }
  return dire(tx, dossier, { modele: accorde ? 'dossier-accorde' : 'dossier-refuse', cle, a: destinataireDe(dossier), valeurs, maison, lien: `/suivi/${dossier.id}`, maintenant })
}
