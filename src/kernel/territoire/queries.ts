import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Bureau, GenreBureau, Niveau, Territoire } from './territoire.ts'

/** Every territory, in the order of codes. */
export async function listTerritoires(db: Db): Promise<Territoire[]> {
  const { rows } = await sql<Territoire>`select code, niveau, nom, parent, population_2013 as "population2013", code_cod, code_iso, ouvert_le, ferme_le
    from territoire.territoire order by code collate "C"`.execute(db)
  return rows
}

/** Every office, in the order of names. */
export async function listBureaux(db: Db): Promise<Bureau[]> {
  const { rows } = await sql<Bureau>`select id, genre, nom, territoire, adresse, telephone, horaires, verifie from territoire.bureau order by nom, id`.execute(db)
  return rows
}

/** Number of the territory's present edition: it grows with every write. */
export async function findEdition(db: Db): Promise<number> {
  const { rows } = await sql<{ numero: number }>`select numero from territoire.edition`.execute(db)
  return rows[0]?.numero ?? 0
}

export type Succession = { ancien: string; nouveau: string; le: string; acte: string }

export async function listSuccessions(db: Db): Promise<Succession[]> {
  const { rows } = await sql<Succession>`select ancien, nouveau, le, acte from territoire.succession order by le, ancien, nouveau`.execute(db)
  return rows
}

/** Records that `nouveau` follows `ancien` from day `le` (YYYY-MM-DD) by a legal act. Call `actualiser` after the commit. */
export async function insertSuccession(tx: Tx, s: Succession): Promise<void> {
  await sql`insert into territoire.succession (ancien, nouveau, le, acte) values (${s.ancien}, ${s.nouveau}, ${s.le}::date, ${s.acte})`.execute(tx)
}

export type NouveauTerritoire = { code: string; niveau: Niveau; nom: string; parent: string | null; population2013: number | null; codeCod: string | null; codeIso: string | null }

/**
 * Brings territories in; those that someone has edited stay as they are. Returns how many rows were written.
 * Parents may come in the same call.
 */
export async function upsertTerritoires(tx: Tx, lignes: readonly NouveauTerritoire[], maintenant: Date): Promise<number> {
  const col = <K extends keyof NouveauTerritoire>(nom: K) => lignes.map((ligne) => ligne[nom])
  const { rows } = await sql`insert into territoire.territoire as t (code, niveau, nom, parent, population_2013, code_cod, code_iso, seme_le)
    select *, ${maintenant}::timestamptz from unnest(${col('code')}::text[], ${col('niveau')}::text[], ${col('nom')}::text[], ${col('parent')}::text[],
      ${col('population2013')}::int[], ${col('codeCod')}::text[], ${col('codeIso')}::text[])
    on conflict (code) do update set niveau = excluded.niveau, nom = excluded.nom, parent = excluded.parent, population_2013 = excluded.population_2013,
      code_cod = excluded.code_cod, code_iso = excluded.code_iso, seme_le = excluded.seme_le
    where t.modifie_le is null and (t.niveau, t.nom, t.parent, t.population_2013, t.code_cod, t.code_iso)
      is distinct from (excluded.niveau, excluded.nom, excluded.parent, excluded.population_2013, excluded.code_cod, excluded.code_iso)
    returning code`.execute(tx)
  return rows.length
}

export type NouveauBureau = { id: string; genre: GenreBureau; nom: string; territoire: string; adresse: string | null; horaires: string | null }

/** The same for offices. */
export async function upsertBureaux(tx: Tx, lignes: readonly NouveauBureau[], maintenant: Date): Promise<number> {
  const col = <K extends keyof NouveauBureau>(nom: K) => lignes.map((ligne) => ligne[nom])
  const { rows } = await sql`insert into territoire.bureau as b (id, genre, nom, territoire, adresse, horaires, seme_le)
    select *, ${maintenant}::timestamptz from unnest(${col('id')}::text[], ${col('genre')}::text[], ${col('nom')}::text[], ${col('territoire')}::text[],
      ${col('adresse')}::text[], ${col('horaires')}::text[])
    on conflict (id) do update set genre = excluded.genre, nom = excluded.nom, territoire = excluded.territoire, adresse = excluded.adresse,
      horaires = excluded.horaires, seme_le = excluded.seme_le
    where b.modifie_le is null and (b.genre, b.nom, b.territoire, b.adresse, b.horaires)
      is distinct from (excluded.genre, excluded.nom, excluded.territoire, excluded.adresse, excluded.horaires)
    returning id`.execute(tx)
  return rows.length
}

/** Changes an office by hand; content/ leaves it alone from then on. False when there is no such office. */
export async function updateBureau(tx: Tx, id: string, b: Pick<Bureau, 'nom' | 'adresse' | 'telephone' | 'horaires' | 'verifie'>, maintenant: Date): Promise<boolean> {
  const { rows } = await sql`update territoire.bureau set nom = ${b.nom}, adresse = ${b.adresse}, telephone = ${b.telephone}, horaires = ${b.horaires},
    verifie = ${b.verifie}, modifie_le = ${maintenant} where id = ${id} returning id`.execute(tx)
  return rows.length > 0
}

/** Renames, opens or closes a territory by hand; content/ leaves it alone from then on. Days are YYYY-MM-DD. */
export async function updateTerritoire(tx: Tx, code: string, t: Pick<Territoire, 'nom' | 'ouvertLe' | 'fermeLe'>, maintenant: Date): Promise<boolean> {
  const { rows } = await sql`update territoire.territoire set nom = ${t.nom}, ouvert_le = ${t.ouvertLe}::date, ferme_le = ${t.fermeLe}::date,
    modifie_le = ${maintenant} where code = ${code} returning code`.execute(tx)
  return rows.length > 0
}
