import { Refus } from '../../lib/erreurs.ts'
import { sql } from '../db/index.ts'
import type { Base } from '../db/index.ts'

/** Failures allowed before waiting; each further one doubles the wait, from one minute to one hour. */
const LIBRES = 5

/** Refuses when this key (an account, a phone, an address) has failed too often. */
export async function exigerTentative(base: Base, cle: string, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ bloqueJusque: Date | null }>`select bloque_jusque from identite.tentative where cle = ${cle}`.execute(base.lire)
  const jusque = rows[0]?.bloqueJusque
  if (!jusque || jusque <= maintenant) return
  const minutes = Math.ceil((jusque.getTime() - maintenant.getTime()) / 60_000)
  throw new Refus(`Trop d’essais. Attendez ${minutes} minute${minutes > 1 ? 's' : ''}, puis réessayez`, 429)
}

/** Counts a failure in its own transaction, so that the refusal that follows does not erase it. Forgotten after a day. */
export async function compterEchec(base: Base, cle: string, maintenant: Date): Promise<void> {
  await base.ecrire(async (tx) => {
    const { rows } = await sql<{ compte: number }>`
      insert into identite.tentative (cle, compte, depuis) values (${cle}, 1, ${maintenant})
      on conflict (cle) do update set compte = case when identite.tentative.depuis < ${maintenant}::timestamptz - interval '1 day' then 1 else identite.tentative.compte + 1 end,
        depuis = ${maintenant} returning compte`.execute(tx)
    const compte = rows[0]?.compte ?? 0
    if (compte < LIBRES) return
    const minutes = Math.min(60, 2 ** (compte - LIBRES))
    await sql`update identite.tentative set bloque_jusque = ${new Date(maintenant.getTime() + minutes * 60_000)} where cle = ${cle}`.execute(tx)
  })
}

/** Forgets the failures of a key after a success. */
export async function oublierEchecs(base: Base, cle: string): Promise<void> {
  await base.ecrire(async (tx) => void (await sql`delete from identite.tentative where cle = ${cle}`.execute(tx)))
}
