import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'

/** `montant`: another amount than the one asked; `inconnue`: an attempt nobody opened here; `dementie`: said a success, and no longer. */
export type NatureEcart = 'montant' | 'inconnue' | 'dementie'
export type Ecart = { id: string; prestataire: string; reference: string; tentativeId: string | null; nature: NatureEcart; montant: number; constateLe: Date; libelle: string | null; paiementId: string | null }

export const NATURES: Readonly<Record<NatureEcart, string>> = { montant: 'Autre montant que celui demandé', inconnue: 'Paiement qui n’a pas été ouvert ici', dementie: 'Annoncé réussi, puis démenti par le prestataire' }

/** Writes a difference; told once. */
export async function insertEcart(tx: Tx, e: { prestataire: string; reference: string; tentativeId: string | null; nature: NatureEcart; montant: number; maintenant: Date }): Promise<void> {
  await sql`insert into paiements.ecart (id, prestataire, reference, tentative_id, nature, montant, constate_le)
    values (${uuidv7(e.maintenant.getTime())}, ${e.prestataire}, ${e.reference}, ${e.tentativeId}, ${e.nature}, ${e.montant}, ${e.maintenant}) on conflict do nothing`.execute(tx)
}

/** Differences, latest first; one that concerns no known payment is shown only to whoever sees the whole country. */
export async function listEcarts(db: Db, portee: Portee): Promise<Ecart[]> {
  const { rows } = await sql<Ecart>`select e.id, e.prestataire, e.reference, e.tentative_id, e.nature, e.montant, e.constate_le, p.libelle, p.id as paiement_id
    from paiements.ecart e left join paiements.tentative t on t.id = e.tentative_id left join paiements.paiement p on p.id = t.paiement_id
    where ${portee.codes === null ? sql`true` : sql`p.territoire = any(${portee.codes})`} order by e.constate_le desc limit 200`.execute(db)
  return rows
}
