import { Refus } from '../../../lib/erreurs.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { findStation } from '../circuit.ts'
import type { Publiee } from '../definition.queries.ts'
import { updateDossier } from '../dossier.queries.ts'
import type { Dossier } from '../dossier.ts'
import { pousser } from '../horloge.ts'
import { echeanceStation } from '../passage.ts'
import { resteArretee } from './sous-demande.queries.ts'

/** While another office stops the file's clock, its own office does nothing that would start it again by another way. Throws `Refus`. */
export async function exigerLibre(db: Db, dossierId: string): Promise<void> {
  if (await resteArretee(db, dossierId)) throw new Refus('Le délai est arrêté par une demande à un autre bureau : attendez sa réponse, ou annulez cette demande')
}

/** Both clocks stop, the file's and its station's, until another office answers. */
export async function arreter(tx: Tx, demarche: Publiee, dossier: Dossier, maintenant: Date): Promise<void> {
  const { horloge } = pousser(dossier.horloge, 'suspension', demarche.delai, maintenant)
  await updateDossier(tx, dossier.id, { horloge, echeance: null, stationEcheance: null }, maintenant)
}

/** They run again when nothing asked of another office stops them any more: the station's own delay from its beginning, as after an answer of the applicant. */
export async function repartir(tx: Tx, demarche: Publiee, dossier: Dossier, maintenant: Date): Promise<void> {
  if (dossier.etat !== 'depose' || dossier.horloge.at(-1)?.genre !== 'suspension' || (await resteArretee(tx, dossier.id))) return
  const stationEcheance = echeanceStation(findStation(demarche, dossier.station), maintenant)
  await updateDossier(tx, dossier.id, { ...pousser(dossier.horloge, 'reprise', demarche.delai, maintenant), stationEcheance, stationSilenceLe: null }, maintenant)
}
