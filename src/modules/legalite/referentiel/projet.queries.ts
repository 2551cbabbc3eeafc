import { Introuvable } from '../../../lib/erreurs.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Element } from './forme/champ.ts'
import type { Genre } from './schemas.ts'

/** A list being changed. `base`: the version it started from. `revision` rises at each change. */
export type Projet = { genre: Genre; territoire: string; base: number | null; corps: Element; revision: number; modifieParNom: string; modifieLe: Date }
type Cle = { genre: Genre; territoire: string }
const CHAMPS = sql`genre, territoire, base, corps, revision, modifie_par_nom, modifie_le`

/** The draft of a list, when somebody has begun one. */
export async function findProjet(db: Db, { genre, territoire }: Cle): Promise<Projet | undefined> {
  const { rows } = await sql<Projet>`select ${CHAMPS} from legalite.projet_referentiel where genre = ${genre} and territoire = ${territoire}`.execute(db)
  return rows[0]
}

/** The same, which must exist. Throws `Introuvable`. */
export async function getProjet(db: Db, cle: Cle): Promise<Projet> {
  const projet = await findProjet(db, cle)
  if (!projet) throw new Introuvable('Ce projet n’existe plus : il est publié ou abandonné')
  return projet
}

/** The same, locked until the end of the transaction. Throws `Introuvable`. */
export async function lockProjet(tx: Tx, { genre, territoire }: Cle): Promise<Projet> {
  const { rows } = await sql<Projet>`select ${CHAMPS} from legalite.projet_referentiel where genre = ${genre} and territoire = ${territoire} for update`.execute(tx)
  if (!rows[0]) throw new Introuvable('Ce projet n’existe plus : il est publié ou abandonné')
  return rows[0]
}

/** The drafts of the whole country, by kind. */
export async function listProjets(db: Db, territoire: string): Promise<Projet[]> {
  const { rows } = await sql<Projet>`select ${CHAMPS} from legalite.projet_referentiel where territoire = ${territoire}`.execute(db)
  return rows
}

export type Auteur = { par: string; parNom: string; maintenant: Date }

/** Begins a draft. Somebody who has just begun one keeps his: nothing is overwritten. */
export async function insertProjet(tx: Tx, p: Cle & { base: number | null; corps: Element }, { par, parNom, maintenant }: Auteur): Promise<void> {
  await sql`insert into legalite.projet_referentiel (genre, territoire, base, corps, ouvert_par, ouvert_le, modifie_par, modifie_par_nom, modifie_le)
    values (${p.genre}, ${p.territoire}, ${p.base}, ${JSON.stringify(p.corps)}::jsonb, ${par}, ${maintenant}, ${par}, ${parNom}, ${maintenant}) on conflict do nothing`.execute(tx)
}

/** Saves the body of a draft and raises its revision. */
export async function updateProjet(tx: Tx, { genre, territoire }: Cle, corps: Element, { par, parNom, maintenant }: Auteur): Promise<void> {
  await sql`update legalite.projet_referentiel set corps = ${JSON.stringify(corps)}::jsonb, revision = revision + 1, modifie_par = ${par}, modifie_par_nom = ${parNom}, modifie_le = ${maintenant}
    where genre = ${genre} and territoire = ${territoire}`.execute(tx)
}

/** Ends a draft: published, or given up. */
export async function deleteProjet(tx: Tx, { genre, territoire }: Cle): Promise<void> {
  await sql`delete from legalite.projet_referentiel where genre = ${genre} and territoire = ${territoire}`.execute(tx)
}
