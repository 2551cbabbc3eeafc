import { randomBytes } from 'node:crypto'
import { Refus } from '../../../lib/erreurs.ts'
import { calendrierCourant, jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import type { Acte } from '../acte/acte.ts'
import { prochainNumero, updateActe } from '../acte/acte.queries.ts'
import { direAnomalie } from '../acte/anomalie.ts'
import type { Anomalie } from '../acte/anomalie.ts'
import type { EnVigueur } from '../acte/contexte.ts'
import { insertEvenement } from '../acte/evenement.queries.ts'
import { executoireDe, horlogeActe, limiteTransmission } from '../acte/horloge.ts'
import type { Jalon } from '../acte/horloge.ts'
import { selectionner } from '../controle/selection.ts'
import { indexer } from '../piece/piece.queries.ts'
import type { Piece } from '../piece/piece.queries.ts'

export type Reception = { acte: Acte; pieces: readonly Piece[]; anomalies: readonly Anomalie[]; v: EnVigueur; canal: NonNullable<Acte['canal']>; reference?: string; par: string; parNom: string; maintenant: Date }

/**
 * Receives an act: gives it the number of its receipt, starts its clock, chooses whether it is examined in depth, makes its words findable. The caller holds the row and has
 * written nothing if an anomaly stops it (`Refus` with every sentence). The receipt itself is printed by a task: what is acknowledged here is never lost.
 */
export async function recevoir(tx: Tx, r: Reception): Promise<{ arNumero: string; jobs: JobDemande[] }> {
  const { acte, v, maintenant } = r
  const bloquantes = r.anomalies.filter((a) => a.bloque)
  if (bloquantes.length > 0) throw new Refus(bloquantes.map(direAnomalie).join(' ; '))
  const principal = r.pieces.find((p) => p.role === 'principal')
  if (!principal || !acte.dateActe) throw new Refus('Il manque le texte ou la date de cet acte')
  const jour = jourLocal(maintenant)
  const annee = Number(jour.slice(0, 4))
  const arNumero = `AR-${acte.commune}-${annee}-${String(await prochainNumero(tx, acte.commune, 'AR', annee)).padStart(5, '0')}`
  const calendrier = calendrierCourant()
  const limite = limiteTransmission(acte.dateActe, v.regles, calendrier)
  const aTemps = jour <= limite
  // A second receipt of the same act (sent back, then sent again) starts its own clock: the first stopped with the anomaly.
  const jalons: Jalon[] = [{ genre: 'reception', le: maintenant.toISOString() }]
  const selection = selectionner({ nature: acte.nature, matiere: acte.matiere, commune: acte.commune, montant: acte.montant, aTemps }, [v.strategie, ...(v.locale ? [v.locale] : [])], randomBytes(8).toString('hex'), arNumero)
  await updateActe(tx, acte.id, {
    etat: 'recu', canal: r.canal, reference: r.reference ?? null, transmisPar: r.par, transmisParNom: r.parNom, recuLe: maintenant, arNumero, referentiels: v.ids, horloge: jalons, empreinte: principal.sha256,
    echeance: horlogeActe(jalons, v.regles, calendrier, maintenant).echeance, limiteTransmission: limite, aTemps, executoireLe: executoireDe({ recuLe: maintenant, publieLe: acte.publieLe, closLe: null }, v.regles),
    risque: selection.risque, approfondi: selection.approfondi, selection: selection.motifs, graine: selection.graine, retour: null,
  }, maintenant)
  await insertEvenement(tx, { acteId: acte.id, genre: 'recu', le: maintenant, par: r.par, parNom: r.parNom, texte: arNumero, detail: { canal: r.canal } })
  await indexer(tx, acte.id)
  const scan = r.pieces.some((p) => p.lecture === 'scan' || p.lecture === 'image')
  return { arNumero, jobs: [{ nom: 'legalite.accuser', donnees: { id: acte.id }, cle: `ar:${arNumero}` }, ...(scan ? [{ nom: 'legalite.lire-image', donnees: { id: acte.id }, cle: `ocr:${arNumero}` }] : [])] }
}
