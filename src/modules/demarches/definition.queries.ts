import { parBase, sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { Introuvable } from '../../lib/erreurs.ts'
import { moderniser } from './ancienne.ts'
import { empreinteDemarche } from './definition.ts'
import type { Demarche } from './definition.ts'

export type Publiee = Demarche & { version: number; modele: string }
type Ligne = { contenu: Demarche; version: number; modele: string }

// A published version never changes, so it is read once a process.
const lues = parBase(() => new Map<string, Publiee>())

/** One version of a procedure, as published. Throws `Introuvable`. */
export async function getDemarche(db: Db, code: string, version: number): Promise<Publiee> {
  const cle = `${code}@${version}`
  const gardees = lues(db)
  const { rows } = gardees.has(cle) ? { rows: [] } : await sql<Ligne & { empreinte: string }>`select contenu, version, modele, empreinte from demarches.definition where code = ${code} and version = ${version}`.execute(db)
  if (rows[0]) gardees.set(cle, { ...moderniser(rows[0].contenu), version: rows[0].version, modele: rows[0].modele })
  const lue = gardees.get(cle)
  if (!lue) throw new Introuvable('Cette démarche n’existe pas')
  return lue
}

/** The version in force of a procedure, or undefined. */
export async function findEnVigueur(db: Db, code: string): Promise<Publiee | undefined> {
  const { rows } = await sql<{ version: number }>`select max(version) as version from demarches.definition where code = ${code} and retiree_le is null`.execute(db)
  return rows[0]?.version ? getDemarche(db, code, rows[0].version) : undefined
}

/** Every procedure in force for the public, or for agents, by title. */
export async function listEnVigueur(db: Db, pour?: Demarche['pour']): Promise<Publiee[]> {
  const { rows } = await sql<{ code: string; version: number }>`select code, max(version) as version from demarches.definition where retiree_le is null group by code`.execute(db)
  const toutes = await Promise.all(rows.map((ligne) => getDemarche(db, ligne.code, ligne.version)))
  return toutes.filter((d) => pour === undefined || d.pour === pour).toSorted((a, b) => a.titre.localeCompare(b.titre, 'fr'))
}

/** Where a version comes from: the files of content/, or the designer, by whom. */
export type Origine = { par?: string }

/**
 * Publishes a procedure as the next version; the same content as the version in force changes nothing. Without an author it
 * comes from content/, which never overwrites what somebody has changed on screen.
 */
export async function publier(tx: Tx, demarche: Demarche, modele: string, maintenant: Date, { par }: Origine = {}): Promise<number | undefined> {
  const empreinte = empreinteDemarche(demarche, modele)
  const { rows } = await sql<{ version: number }>`
    insert into demarches.definition (code, version, empreinte, contenu, modele, publiee_le, origine, publiee_par)
    select ${demarche.code}, coalesce(max(version), 0) + 1, ${empreinte}, ${JSON.stringify(demarche)}::jsonb, ${modele}, ${maintenant}, ${par ? 'conception' : 'contenu'}, ${par ?? null}
    from demarches.definition where code = ${demarche.code} and version > 0 having (${par !== undefined} or coalesce(bool_and(origine = 'contenu'), true)) and coalesce((array_agg(empreinte order by version desc))[1] <> ${empreinte}, true)
    on conflict (code, version) do nothing returning version`.execute(tx)
  return rows[0]?.version
}

export type Version = { version: number; publieeLe: Date; retireeLe: Date | null; origine: 'contenu' | 'conception'; enCours: number; brouillons: number }

/** The versions of a procedure published by then, latest first. */
export async function listPubliees(db: Db, code: string, avant: Date): Promise<number[]> {
  const { rows } = await sql<{ version: number }>`select version from demarches.definition where code = ${code} and version > 0 and publiee_le <= ${avant} order by version desc`.execute(db)
  return rows.map((ligne) => ligne.version)
}

/** The versions of a procedure, latest first, with the files and drafts that follow each. */
export async function listVersions(db: Db, code: string): Promise<Version[]> {
  const { rows } = await sql<Version>`select f.version, f.publiee_le, f.retiree_le, f.origine,
      (select count(*)::int from demarches.dossier d where d.demarche = f.code and d.version = f.version and d.station is not null) as en_cours,
      (select count(*)::int from demarches.dossier d where d.demarche = f.code and d.version = f.version and d.etat = 'brouillon') as brouillons
    from demarches.definition f where f.code = ${code} and f.version > 0 order by f.version desc`.execute(db)
  return rows
}
