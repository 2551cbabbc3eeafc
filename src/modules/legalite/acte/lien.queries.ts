import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Lecteur } from '../lecteur.ts'
import { visible } from './acte.queries.ts'
import type { Acte } from './acte.ts'
import type { GenreLien } from './lien.ts'

export type Lien = { genre: GenreLien; sens: 'vers' | 'depuis' } & Pick<Acte, 'id' | 'numero' | 'objet' | 'etat' | 'issue'>

/** Ties an act to another; said twice, it is tied once. */
export async function insertLien(tx: Tx, l: { acteId: string; genre: GenreLien; vers: string }): Promise<void> {
  await sql`insert into legalite.lien (acte_id, genre, vers) values (${l.acteId}, ${l.genre}, ${l.vers}) on conflict do nothing`.execute(tx)
}

/** The acts tied to this one, both ways, that this reader may know. */
export async function listLiens(db: Db, acteId: string, lecteur: Lecteur): Promise<Lien[]> {
  const { rows } = await sql<Lien>`select l.genre, case when l.acte_id = ${acteId} then 'vers' else 'depuis' end as sens, a.id, a.numero, a.objet, a.etat, a.issue
    from legalite.lien l join legalite.acte a on a.id = case when l.acte_id = ${acteId} then l.vers else l.acte_id end
    where (l.acte_id = ${acteId} or l.vers = ${acteId}) and ${visible(lecteur)} order by a.date_acte, a.id`.execute(db)
  return rows
}
