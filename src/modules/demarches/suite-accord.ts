import type { Tx } from '../../kernel/db/index.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { issueAccords } from './accord.ts'
import { closeAccords, listAccords } from './accord.queries.ts'
import { passer } from './avancer.ts'
import type { Acte } from './avancer.ts'
import { findStation, precedente, signatureDe, suivante } from './circuit.ts'
import type { Publiee } from './definition.queries.ts'
import type { Dossier } from './dossier.ts'

/** After an answer: the file goes on when all have consented; a refusal ends the round. */
export async function suivreAccords(tx: Tx, demarche: Publiee, dossier: Dossier, acte: Acte): Promise<JobDemande[]> {
  const station = findStation(demarche, dossier.station)
  if (station?.genre !== 'accord') return []
  const tous = (await listAccords(tx, dossier.id)).filter((a) => a.station === station.code)
  const tour = Math.max(...tous.map((a) => a.tour))
  const siens = tous.filter((a) => a.tour === tour)
  const issue = issueAccords(siens.map((a) => a.reponse))
  if (issue === 'attend') return []
  await closeAccords(tx, dossier.id, acte.maintenant)
  if (issue === 'oui') return passer(tx, demarche, dossier, suivante(demarche, dossier.reponses, station.code), {}, acte)
  const recule = station.refus === 'renvoyer' ? precedente(demarche, dossier.reponses, station.code) : undefined
  if (recule) return passer(tx, demarche, dossier, recule, { decision: null, motif: null, proposeLe: null, proposePar: null }, acte)
  const contre = siens.find((a) => a.reponse === 'non')!
  const motif = [`${contre.titre} n’a pas donné son accord`, contre.raison].filter(Boolean).join(' : ').slice(0, 1000)
  return passer(tx, demarche, dossier, signatureDe(demarche), { decision: 'refuser', motif, proposeLe: acte.maintenant, proposePar: `accord:${contre.id}` }, acte)
}
