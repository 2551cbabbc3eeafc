import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import { EXTRAIT, EXTRAIT_DANS } from '../extrait.ts'
import type { Acte } from './acte.ts'

/** An act found by its words; `extrait` holds what was found between private signs. */
export type ActeTrouve = Pick<Acte, 'id' | 'commune' | 'numero' | 'objet' | 'nature' | 'dateActe' | 'etat' | 'issue'> & { rang: number; extrait: string }

/** Acts of one year that are ranked: what a common word has by thousands is never sorted whole. */
const CANDIDATS = 400

/**
 * The received acts of one year that hold these words, the best first. The year and the communes are words of the same index: nothing of another territory is read.
 * `cherche` is typed as in any search box: words, "a phrase", -refused.
 */
export async function listTrouves(db: Db, portee: Portee, cherche: string, annee: number, limite: number): Promise<ActeTrouve[]> {
  const lieux = portee.codes === null ? sql`''::tsquery` : portee.codes.length === 0 ? undefined : sql`(${portee.codes.filter((c) => /^\d{4}$/.test(c)).map((c) => `'§c${c}'`).join(' | ')})::tsquery`
  if (!lieux) return []
  const mots = sql`websearch_to_tsquery('legalite.francais'::regconfig, ${cherche})`
  const question = portee.codes === null ? sql`(${mots} && ${`'§a${annee}'`}::tsquery)` : sql`(${mots} && ${`'§a${annee}'`}::tsquery && ${lieux})`
  const { rows } = await sql<ActeTrouve>`with candidats as materialized (select t.acte_id, ts_rank(t.mots, ${mots}) as rang from legalite.texte t where t.mots @@ ${question} and numnode(${mots}) > 0 limit ${CANDIDATS}),
    retenus as (select c.acte_id, c.rang, a.id, a.commune, a.numero, a.objet, a.nature, a.date_acte, a.etat, a.issue from candidats c join legalite.acte a on a.id = c.acte_id where a.recu_le is not null order by c.rang desc, a.date_acte desc, a.id desc limit ${limite})
    select r.id, r.commune, r.numero, r.objet, r.nature, r.date_acte::text as date_acte, r.etat, r.issue, r.rang, ts_headline('legalite.francais', left(coalesce((select p.texte from legalite.piece p where p.acte_id = r.id and p.role = 'principal' and p.retiree_le is null), r.objet), ${EXTRAIT_DANS}), ${mots}, ${EXTRAIT}) as extrait
    from retenus r order by r.rang desc, r.date_acte desc, r.id desc`.execute(db)
  return rows
}
