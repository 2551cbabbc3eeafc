import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'

export type Demande = { dossierId: string; jetonId: string; demandeurId: string; nom: string }

/** Keeps for whom a client filed. */
export async function insertDemande(tx: Tx, d: Demande & { maintenant: Date }): Promise<void> {
  await sql`insert into govstack.demande (dossier_id, jeton_id, demandeur_id, nom, cree_le) values (${d.dossierId}, ${d.jetonId}, ${d.demandeurId}, ${d.nom}, ${d.maintenant})`.execute(tx)
}

/** Forgets for whom a file was asked. */
export async function deleteDemande(tx: Tx, dossierId: string): Promise<void> {
  await sql`delete from govstack.demande where dossier_id = ${dossierId}`.execute(tx)
}

/** What is known of those of these files that came by the mediator, by file. */
export async function listDemandes(db: Db, dossiers: readonly string[]): Promise<ReadonlyMap<string, Demande>> {
  const { rows } = await sql<Demande>`select dossier_id, jeton_id, demandeur_id, nom from govstack.demande where dossier_id = any(${[...dossiers]}::uuid[])`.execute(db)
  return new Map(rows.map((d) => [d.dossierId, d]))
}

/** Files that a client filed, for one applicant when it is named. */
export async function listDeposes(db: Db, jetonId: string, demandeurId?: string): Promise<string[]> {
  const { rows } = await sql<{ dossierId: string }>`select dossier_id from govstack.demande where jeton_id = ${jetonId} and ${demandeurId === undefined ? sql`true` : sql`demandeur_id = ${demandeurId}`} order by cree_le desc limit 10000`.execute(db)
  return rows.map((ligne) => ligne.dossierId)
}
