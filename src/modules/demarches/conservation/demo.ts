import type { Tx } from '../../../kernel/db/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { findEcheance } from './conservation.queries.ts'
import { conserver } from './conserver.ts'

const JOUR = 86_400_000
/** Refused long ago, by procedure: days since they were filed. Some are past their time, some soon will be; one waits for a rule to be confirmed. */
export const ANCIENS: Readonly<Record<string, readonly number[]>> = { 'demande-d-audience': [402, 352], 'certificat-de-residence': [411, 395, 349, 301], 'certificat-de-vie': [748] }

/** What the nights since then have done of old files: their holders told, then archived or erased. */
export async function vieillir(tx: Tx, maison: Maison, ids: readonly string[], maintenant: Date): Promise<void> {
  const jobs = []
  for (const id of ids) {
    const e = await findEcheance(tx, id)
    if (!e?.verifie) continue
    const jour = midi(e.le).getTime()
    for (const le of [jour - e.preavisJours * JOUR, jour + JOUR]) {
      if (le < maintenant.getTime()) jobs.push(...((await conserver(tx, id, { maison, par: 'systeme:demarches.conserver', parNom: 'Iroko', maintenant: new Date(le) })).jobs ?? []))
    }
  }
  await maison.file.enqueue(tx, jobs)
}
