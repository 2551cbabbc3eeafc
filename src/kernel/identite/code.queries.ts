import { randomInt, timingSafeEqual } from 'node:crypto'
import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../db/index.ts'
import type { Base, Db, Tx } from '../db/index.ts'
import { empreinte } from './empreinte.ts'

const VIE = 10 * 60_000
const ESSAIS = 5

/** Makes a one-time code of six digits for a phone or an address; the former ones lose their use. Returns id and code. */
export async function insertCode(tx: Tx, destination: string, maintenant: Date): Promise<{ id: string; code: string }> {
  const id = uuidv7(maintenant.getTime())
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await sql`update identite.code_unique set expire_le = ${maintenant} where destination = ${destination} and utilise_le is null and expire_le > ${maintenant}`.execute(tx)
  await sql`insert into identite.code_unique (id, destination, empreinte, cree_le, expire_le)
    values (${id}, ${destination}, ${empreinte(`${id}:${code}`)}, ${maintenant}, ${new Date(maintenant.getTime() + VIE)})`.execute(tx)
  return { id, code }
}

/** How many codes a destination was sent since a date: SMS cost money. */
export async function countCodes(db: Db, destination: string, depuis: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from identite.code_unique where destination = ${destination} and cree_le > ${depuis}`.execute(db)
  return rows[0]?.n ?? 0
}

/** Where a code was sent, to say it masked. */
export async function findDestination(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ destination: string }>`select destination from identite.code_unique where id = ${id}`.execute(db)
  return rows[0]?.destination
}

/**
 * Tries a code: the destination it proves, or undefined. Each try counts, in its own transaction; five at most, ten
 * minutes, and one use.
 */
export async function essayerCode(base: Base, id: string, code: string, maintenant: Date): Promise<string | undefined> {
  return base.ecrire(async (tx) => {
    const { rows } = await sql<{ destination: string; empreinte: Buffer }>`
      update identite.code_unique set essais = essais + 1
      where id = ${id} and essais < ${ESSAIS} and utilise_le is null and expire_le > ${maintenant} returning destination, empreinte`.execute(tx)
    const ligne = rows[0]
    if (!ligne || !timingSafeEqual(ligne.empreinte, empreinte(`${id}:${code}`))) return undefined
    await sql`update identite.code_unique set utilise_le = ${maintenant} where id = ${id}`.execute(tx)
    return ligne.destination
  })
}
