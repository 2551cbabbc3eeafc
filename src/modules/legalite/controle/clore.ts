import { calendrierCourant } from '../../../kernel/calendrier/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { Acte, Issue } from '../acte/acte.ts'
import { updateActe } from '../acte/acte.queries.ts'
import { insertEvenement } from '../acte/evenement.queries.ts'
import { executoireDe, horlogeActe } from '../acte/horloge.ts'
import type { Jalon } from '../acte/horloge.ts'
import type { Regles } from '../referentiel/schemas.ts'

type Qui = { par: string; parNom: string; maintenant: Date }

/** Ends the control of an act: its issue, the days its clock has used, and the day it binds if its rule waits for the end of the control. */
export async function clore(tx: Tx, acte: Acte, issue: Issue, regles: Regles, o: Qui & { texte?: string }): Promise<void> {
  const etat = horlogeActe(acte.horloge, regles, calendrierCourant(), o.maintenant)
  await updateActe(tx, acte.id, { etat: issue.endsWith('-juge') || issue === 'annule-partie' || issue === 'desiste' ? 'juge' : 'clos', issue, closLe: o.maintenant, echeance: null, duree: etat.joursEcoules + (etat.joursRestants < 0 ? -etat.joursRestants : 0), executoireLe: issue === 'retire' ? null : executoireDe({ ...acte, closLe: o.maintenant }, regles) }, o.maintenant)
  await insertEvenement(tx, { acteId: acte.id, genre: 'clos', le: o.maintenant, par: o.par, parNom: o.parNom, texte: o.texte ?? '', detail: { issue } })
}

/** Adds what happened to the clock of an act, and gives the state and the last day that follow. */
export function poursuivre(acte: Pick<Acte, 'horloge'>, jalon: Jalon, regles: Regles, maintenant: Date): { horloge: Jalon[]; echeance: string | null } {
  const horloge = [...acte.horloge, jalon]
  return { horloge, echeance: horlogeActe(horloge, regles, calendrierCourant(), maintenant).echeance }
}
