import { createHash } from 'node:crypto'
import { Refus } from '../../lib/erreurs.ts'
import { sql } from '../db/index.ts'
import type { Tx } from '../db/index.ts'
import type { FichierRecu } from '../module.ts'

export type Cle = { cle: string; acteur: string; porte: string; empreinte: Buffer }
export type Rejeu = { vers: string; message: string | null }

const HORS = new Set(['_jeton', '_cle', '_code', '_assertion'])

/** Hash of what was sent, without the tokens that change with every page. */
export function empreinteSaisie(saisie: Record<string, unknown>, fichiers: readonly FichierRecu[]): Buffer {
  const utiles = Object.entries(saisie).filter(([cle]) => !HORS.has(cle))
  utiles.sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify([utiles, fichiers.map((f) => [f.champ, f.sha256])])).digest()
}

/**
 * Takes the key for this transaction; a second request with the same key waits here for the first to end. Returns the
 * answer already given to the same body. Another body under the same key is refused on a final act, and runs anew otherwise.
 */
export async function prendreCle(tx: Tx, cle: Cle, definitif: boolean, maintenant: Date): Promise<Rejeu | undefined> {
  const pose = await sql`insert into corridor.idempotence (cle, acteur, porte, empreinte, vers, cree_le)
    values (${cle.cle}, ${cle.acteur}, ${cle.porte}, ${cle.empreinte}, '', ${maintenant}) on conflict (cle, acteur) do nothing`.execute(tx)
  if ((pose.numAffectedRows ?? 0n) > 0n) return undefined
  const { rows } = await sql<{ porte: string; empreinte: Buffer; vers: string; message: string | null }>`
    select porte, empreinte, vers, message from corridor.idempotence where cle = ${cle.cle} and acteur = ${cle.acteur} for update`.execute(tx)
  const deja = rows[0]
  if (!deja) return undefined
  if (deja.porte === cle.porte && deja.empreinte.equals(cle.empreinte)) return { vers: deja.vers, message: deja.message }
  if (definitif || deja.porte !== cle.porte) throw new Refus('Cette page a déjà servi à un autre envoi. Ouvrez-la de nouveau avant de recommencer')
  return undefined
}

/** Keeps the answer beside the key, in the same transaction as what was done. */
export async function garderReponse(tx: Tx, cle: Cle, vers: string, message: string | undefined): Promise<void> {
  await sql`update corridor.idempotence set vers = ${vers}, message = ${message ?? null}, empreinte = ${cle.empreinte}
    where cle = ${cle.cle} and acteur = ${cle.acteur}`.execute(tx)
}

/** Gives the key back: what was sent is saved but must be corrected, so the same page may be sent again. */
export async function rendreCle(tx: Tx, cle: Cle): Promise<void> {
  await sql`delete from corridor.idempotence where cle = ${cle.cle} and acteur = ${cle.acteur}`.execute(tx)
}

/** The answer already given to this key and body, if any; waits for a request that holds the key, and leaves it free. */
export async function trouverRejeu(tx: Tx, cle: Cle, definitif: boolean, maintenant: Date): Promise<Rejeu | undefined> {
  const rejeu = await prendreCle(tx, cle, definitif, maintenant)
  if (!rejeu) await rendreCle(tx, cle)
  return rejeu
}
