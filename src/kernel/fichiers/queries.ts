import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'

export type Reference = { id: string; sha256: string; objet: string; champ: string; nom: string; type: string; taille: number; deposePar: string; creeLe: Date; retireLe: Date | null }

/** Says that an object holds this content: from then on it is kept. Returns the reference's id. */
export async function insertReference(
  tx: Tx,
  r: { sha256: string; type: string; taille: number; objet: string; champ: string; nom: string; deposePar: string; maintenant: Date },
): Promise<string> {
  const id = uuidv7(r.maintenant.getTime())
  // A known content is locked and made young again: the collection cannot take it away before this reference is there.
  await sql`insert into fichiers.contenu (sha256, type, taille, cree_le) values (${r.sha256}, ${r.type}, ${r.taille}, ${r.maintenant})
    on conflict (sha256) do update set cree_le = excluded.cree_le`.execute(tx)
  await sql`insert into fichiers.reference (id, sha256, objet, champ, nom, depose_par, cree_le)
    values (${id}, ${r.sha256}, ${r.objet}, ${r.champ}, ${r.nom}, ${r.deposePar}, ${r.maintenant})`.execute(tx)
  return id
}

/** The same for many at once, under ids of the caller's: what fills a base with what already exists elsewhere. */
export async function insertReferences(tx: Tx, refs: readonly Omit<Reference, 'retireLe'>[]): Promise<void> {
  for (let n = 0; n < refs.length; n += 1000) {
    const json = JSON.stringify(refs.slice(n, n + 1000).map((r) => ({ id: r.id, sha256: r.sha256, type: r.type, taille: r.taille, objet: r.objet, champ: r.champ, nom: r.nom, depose_par: r.deposePar, cree_le: r.creeLe })))
    await sql`insert into fichiers.contenu (sha256, type, taille, cree_le) select distinct on (sha256) sha256, type, taille, cree_le from jsonb_to_recordset(${json}::jsonb) as r(sha256 text, type text, taille int, cree_le timestamptz) on conflict do nothing`.execute(tx)
    await sql`insert into fichiers.reference (id, sha256, objet, champ, nom, depose_par, cree_le) select id, sha256, objet, champ, nom, depose_par, cree_le
      from jsonb_to_recordset(${json}::jsonb) as r(id uuid, sha256 text, objet text, champ text, nom text, depose_par text, cree_le timestamptz)`.execute(tx)
  }
}

const CHAMPS = sql`r.id, r.sha256, r.objet, r.champ, r.nom, c.type, c.taille, r.depose_par, r.cree_le, r.retire_le`

/** The files an object holds, oldest first. */
export async function listReferences(db: Db, objet: string): Promise<Reference[]> {
  const { rows } = await sql<Reference>`select ${CHAMPS} from fichiers.reference r join fichiers.contenu c using (sha256)
    where objet = ${objet} and retire_le is null order by r.cree_le, r.id`.execute(db)
  return rows
}

/** One file, also when it has been withdrawn. */
export async function findReference(db: Db, id: string): Promise<Reference | undefined> {
  const { rows } = await sql<Reference>`select ${CHAMPS} from fichiers.reference r join fichiers.contenu c using (sha256) where r.id = ${id}`.execute(db)
  return rows[0]
}

/** Withdraws a file from its object; the content goes with the next collection when nothing else holds it. */
export async function removeReference(tx: Tx, id: string, maintenant: Date): Promise<void> {
  await sql`update fichiers.reference set retire_le = ${maintenant} where id = ${id}`.execute(tx)
}

/** Forgets every file an object has ever held, names included; the contents go with the next collection when nothing else holds them. */
export async function effacerReferences(tx: Tx, objet: string): Promise<void> {
  await sql`delete from fichiers.reference where objet = ${objet}`.execute(tx)
}

/** Forgets contents that no object holds since `avant`; their bytes are the collection's to remove. */
export async function removeOrphelins(tx: Tx, avant: Date): Promise<void> {
  await sql`delete from fichiers.reference where retire_le < ${avant}`.execute(tx)
  await sql`delete from fichiers.contenu c where cree_le < ${avant} and not exists (select from fichiers.reference r where r.sha256 = c.sha256)`.execute(tx)
}

/** Whether a content is known; one that is on disk only was never acknowledged. */
export async function existeContenu(db: Db, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from fichiers.contenu where sha256 = ${sha256}) as oui`.execute(db)
  return rows[0]?.oui ?? false
}

/** Every content known, by hash, in order: what a backup must hold. */
export async function listContenus(db: Db): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`select sha256 from fichiers.contenu order by 1`.execute(db)
  return rows.map((ligne) => ligne.sha256)
}
