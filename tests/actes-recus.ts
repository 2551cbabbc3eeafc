import { sql } from '../src/kernel/db/index.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import type { Essai } from './base.ts'

export type ActeRecu = {
  commune: string; recuLe: string; etat: string; nature: string; matiere: string | null; aTemps: boolean; mode: string; canal: string; approfondi: boolean; issue: string | null; duree: number | null
  examineLe: string | null; piecesLe: string | null; observeLe: string | null; suspenduLe: string | null; defereLe: string | null; dateActe: string; exercice: number | null
}
const DEFAUT: ActeRecu = {
  commune: '1203', recuLe: '2026-03-10T10:00:00+01:00', etat: 'recu', nature: 'deliberation', matiere: '2.1.1', aTemps: true, mode: 'numerise', canal: 'ecran', approfondi: false, issue: null, duree: null,
  examineLe: null, piecesLe: null, observeLe: null, suspenduLe: null, defereLe: null, dateActe: '2026-03-01', exercice: null,
}

/** Writes received acts as they would be after their control, straight into the table. Returns their ids. */
export async function recevoirActes(essai: Essai, actes: readonly Partial<ActeRecu>[]): Promise<string[]> {
  const lignes = actes.map((a) => ({ id: uuidv7(), ...DEFAUT, ...a }))
  await essai.maison.base.ecrire(async (tx) => {
    for (const l of lignes)
      await sql`insert into legalite.acte (id, commune, etat, nature, matiere, numero, objet, date_acte, signataire_nom, mode, empreinte, canal, recu_le, ar_numero, a_temps, approfondi, issue, duree, examine_le, pieces_le, observe_le, suspendu_le, defere_le, exercice, cree_le, cree_par, modifie_le)
        values (${l.id}, ${l.commune}, ${l.etat}, ${l.nature}, ${l.matiere}, ${l.id.slice(-12).toUpperCase()}, ${`Acte ${l.id.slice(-6)}`}, ${l.dateActe}, 'Le maire', ${l.mode}, ${l.id}, ${l.canal}, ${l.recuLe}, ${`AR-${l.id}`}, ${l.aTemps}, ${l.approfondi}, ${l.issue}, ${l.duree},
          ${l.examineLe}, ${l.piecesLe}, ${l.observeLe}, ${l.suspenduLe}, ${l.defereLe}, ${l.exercice}, ${l.recuLe}, 'systeme:essai', ${l.recuLe})`.execute(tx)
  })
  return lignes.map((l) => l.id)
}
