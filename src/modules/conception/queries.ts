import { Introuvable } from '../../lib/erreurs.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Brut } from './brut.ts'
import type { Projet } from './projet.ts'

const CHAMPS = sql`id, code, titre, base, contenu, modele, revision, modifie_par_nom, modifie_le, publie_le, version, abandonne_le`

/** A project that must exist. Throws `Introuvable`. */
export async function getProjet(db: Db, id: string): Promise<Projet> {
  const { rows } = await sql<Projet>`select ${CHAMPS} from conception.projet where id = ${id}`.execute(db)
  if (!rows[0]) throw new Introuvable('Ce projet n’existe pas')
  return rows[0]
}

/** The same, locked until the end of the transaction. */
export async function lockProjet(tx: Tx, id: string): Promise<Projet> {
  const { rows } = await sql<Projet>`select ${CHAMPS} from conception.projet where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Introuvable('Ce projet n’existe pas')
  return rows[0]
}

/** The open project of a procedure, if there is one. */
export async function findOuvert(db: Db, code: string): Promise<{ id: string } | undefined> {
  const { rows } = await sql<{ id: string }>`select id from conception.projet where code = ${code} and publie_le is null and abandonne_le is null`.execute(db)
  return rows[0]
}

/** Open projects, latest change first. */
export async function listOuverts(db: Db): Promise<Projet[]> {
  const { rows } = await sql<Projet>`select ${CHAMPS} from conception.projet where publie_le is null and abandonne_le is null order by modifie_le desc limit 200`.execute(db)
  return rows
}

export type Auteur = { par: string; parNom: string; maintenant: Date }

/** Opens a project. */
export async function insertProjet(tx: Tx, p: { id: string; code: string; titre: string; base: number | null; contenu: Brut; modele: string }, { par, parNom, maintenant }: Auteur): Promise<void> {
  await sql`insert into conception.projet (id, code, titre, base, contenu, modele, cree_par, cree_le, modifie_par, modifie_par_nom, modifie_le)
    values (${p.id}, ${p.code}, ${p.titre}, ${p.base}, ${JSON.stringify(p.contenu)}::jsonb, ${p.modele}, ${par}, ${maintenant}, ${par}, ${parNom}, ${maintenant})`.execute(tx)
}

/** Saves what was typed. `titre` and `code` follow the content. */
export async function updateProjet(tx: Tx, id: string, p: { contenu?: Brut; modele?: string }, { par, parNom, maintenant }: Auteur): Promise<void> {
  const contenu = p.contenu ? sql`${JSON.stringify(p.contenu)}::jsonb` : sql`contenu`
  await sql`update conception.projet set contenu = ${contenu}, code = coalesce((${contenu})->>'code', code), titre = coalesce((${contenu})->>'titre', titre), modele = ${p.modele ?? sql`modele`},
    revision = revision + 1, modifie_par = ${par}, modifie_par_nom = ${parNom}, modifie_le = ${maintenant} where id = ${id}`.execute(tx)
}

/** The project ends: published as this version, or given up. */
export async function closeProjet(tx: Tx, id: string, fin: { version: number } | 'abandonne', maintenant: Date): Promise<void> {
  await (fin === 'abandonne' ? sql`update conception.projet set abandonne_le = ${maintenant} where id = ${id}` : sql`update conception.projet set publie_le = ${maintenant}, version = ${fin.version} where id = ${id}`).execute(tx)
}
