import { Refus } from '../../../lib/erreurs.ts'
import { dateSimple } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { findStation } from '../circuit.ts'
import type { StationDe } from '../circuit.ts'
import type { Demarche } from '../definition.ts'
import type { Dossier } from '../dossier.ts'
import { jourDe } from '../horloge.ts'
import { clesDeQui } from '../passage.ts'

export const CHAMP_OPPOSITION = 'opposition'

/** The waiting station where a file is. Throws `Refus` elsewhere. */
export function stationAttente(demarche: Demarche, dossier: Pick<Dossier, 'etat' | 'station'>): StationDe<'attente'> {
  const station = findStation(demarche, dossier.station)
  if (dossier.etat !== 'differe' || station?.genre !== 'attente') throw new Refus('Aucune période ne court plus pour ce dossier')
  return station
}

/** Whether the period where a file waits is over on that day: its last day is past. */
export const periodeFinie = (dossier: Pick<Dossier, 'stationEcheance'>, maintenant: Date): boolean => dossier.stationEcheance !== null && dossier.stationEcheance < jourDe(maintenant)

/** Whether this agent holds a post that records oppositions there. Nobody does it on his own request. */
export const peutOpposer = (acteur: Acteur, station: StationDe<'attente'>, dossier: Pick<Dossier, 'territoire' | 'bureau' | 'reponses' | 'titulaire'>, territoires: Territoires): boolean =>
  dossier.titulaire !== cleActeur(acteur) && posteQui(acteur, clesDeQui(station.qui, dossier, territoires), territoires) !== undefined

/** Refuses to end a period by hand before its last day is past. */
export function exigerFinie(dossier: Pick<Dossier, 'stationEcheance'>, maintenant: Date): void {
  if (!periodeFinie(dossier, maintenant)) throw new Refus(`La période court jusqu’au ${dossier.stationEcheance ? `${dateSimple(midi(dossier.stationEcheance))} inclus` : 'terme prévu'}`)
}
