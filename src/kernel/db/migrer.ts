import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import pg from 'pg'

/** A room or module that owns a schema, and the folder of its migrations. */
export type Piece = { schema: string; dossier: string }

/** A fixed number: two programs that start together migrate one after the other. */
const VERROU = 7_746_011

function fichiers(dossier: string): Record<string, Migration> {
  const noms = existsSync(dossier) ? readdirSync(dossier).filter((nom) => /^\d{12}_\w+\.sql$/.test(nom)) : []
  return Object.fromEntries(
    noms.map((nom) => {
      const texte = readFileSync(join(dossier, nom), 'utf8')
      return [nom.slice(0, -4), { up: async (db: Kysely<unknown>) => void (await sql.raw(texte).execute(db)) }]
    }),
  )
}

async function droits(db: Kysely<unknown>, { schema, dossier }: Piece): Promise<void> {
  await sql
    .raw(
      `grant usage on schema ${schema} to iroko_exec, iroko_lit;
       grant select, insert, update, delete on all tables in schema ${schema} to iroko_exec;
       grant usage, select on all sequences in schema ${schema} to iroko_exec;
       grant execute on all functions in schema ${schema} to iroko_exec, iroko_lit;
       grant select on all tables in schema ${schema} to iroko_lit;`,
    )
    .execute(db)
  const propres = join(dossier, 'droits.sql')
  if (existsSync(propres)) await sql.raw(readFileSync(propres, 'utf8')).execute(db)
}

async function roles(db: Kysely<unknown>): Promise<void> {
  for (const role of ['iroko_exec', 'iroko_lit']) {
    await sql
      .raw(
        `do $$ begin
           if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
         exception when duplicate_object or unique_violation then null; end $$;
         do $$ begin
           if not pg_has_role(current_user, '${role}', 'member') then execute format('grant ${role} to %I', current_user); end if;
         end $$;`,
      )
      .execute(db)
  }
}

/**
 * Brings every schema of `pieces` up to date, in order, one history per room, then renews the rights of the run and
 * read roles. The user of `url` must own the database and be able to create roles (or both roles must exist).
 * Returns the names of the migrations applied. Throws with the failing file's name.
 */
export async function migrer(url: string, pieces: readonly Piece[]): Promise<string[]> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 2 }) }) })
  try {
    return await db.connection().execute(async (seul) => {
      await sql`select pg_advisory_lock(${sql.lit(VERROU)})`.execute(seul)
      try {
        await roles(seul)
        await sql`create extension if not exists pg_trgm; create extension if not exists unaccent; create extension if not exists btree_gist`.execute(seul)
        return await chacune(seul, db, pieces)
      } finally {
        await sql`select pg_advisory_unlock(${sql.lit(VERROU)})`.execute(seul)
      }
    })
  } finally {
    await db.destroy()
  }
}

async function chacune(seul: Kysely<unknown>, db: Kysely<unknown>, pieces: readonly Piece[]): Promise<string[]> {
  const faites: string[] = []
  for (const piece of pieces) {
    await sql.raw(`create schema if not exists ${piece.schema}`).execute(seul)
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => fichiers(piece.dossier) },
      migrationTableSchema: piece.schema,
      migrationTableName: 'migration',
      migrationLockTableName: 'migration_verrou',
    })
    const { error, results } = await migrator.migrateToLatest()
    const rate = results?.find((resultat) => resultat.status === 'Error')
    if (error) throw new Error(`Migration ${piece.schema}/${rate?.migrationName ?? '?'} : ${(error as Error).message}`, { cause: error })
    const appliquees = (results ?? []).map((resultat) => `${piece.schema}/${resultat.migrationName}`)
    faites.push(...appliquees)
    await droits(seul, piece)
  }
  return faites
}
