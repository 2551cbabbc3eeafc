import { sql } from '../db/index.ts'
import type { Db } from '../db/index.ts'

/** Domain of every demonstration account: reserved by RFC 2606, nobody can own it. */
export const DOMAINE_DEMONSTRATION = 'demo.iroko.example'

/** Production refuses a database that holds demonstration accounts: their passwords are public. */
export async function refuserDemonstration(db: Db): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from identite.agent where courriel like ${`%@${DOMAINE_DEMONSTRATION}`} and ferme_le is null`.execute(db)
  if ((rows[0]?.n ?? 0) > 0) throw new Error('Cette base contient des comptes de démonstration, dont le mot de passe est public. Donnez une base neuve à la production')
}
