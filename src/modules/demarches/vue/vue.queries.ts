import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { CritereFile } from '../file.queries.ts'

/** Filters kept under a name by one person. */
export type VueGardee = { id: string; par: string; nom: string; filtre: CritereFile }

/** Views of one person: they must fit above a list. */
export const VUES_AU_PLUS = 12

/** Somebody's views, in the order he made them. */
export async function listVues(db: Db, par: string): Promise<VueGardee[]> {
  const { rows } = await sql<VueGardee>`select id, par, nom, filtre from demarches.vue where par = ${par} order by cree_le, id`.execute(db)
  return rows
}

/** A view by id. */
export async function findVue(db: Db, id: string): Promise<VueGardee | undefined> {
  const { rows } = await sql<VueGardee>`select id, par, nom, filtre from demarches.vue where id = ${id}`.execute(db)
  return rows[0]
}

/** Keeps filters under a name. The same name twice is a refusal (`vue_nom_unique`). */
export async function insertVue(tx: Tx, v: VueGardee & { maintenant: Date }): Promise<void> {
  await sql`insert into demarches.vue (id, par, nom, filtre, cree_le) values (${v.id}, ${v.par}, ${v.nom}, ${JSON.stringify(v.filtre)}::jsonb, ${v.maintenant})`.execute(tx)
}

/** Gives a view another name. */
export async function updateVue(tx: Tx, id: string, nom: string): Promise<void> {
  await sql`update demarches.vue set nom = ${nom} where id = ${id}`.execute(tx)
}

/** Forgets a view. */
export async function deleteVue(tx: Tx, id: string): Promise<void> {
  await sql`delete from demarches.vue where id = ${id}`.execute(tx)
}
