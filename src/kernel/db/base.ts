import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type { Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.gen.ts'

export type Schema = DB

declare const ecriture: unique symbol

/** A handle that can only read: no insert, update or delete can be written with it. */
export type Db = Pick<Kysely<DB>, 'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'dynamic' | 'getExecutor'>

/** A transaction that may write. Only the corridor opens one for a request; a write without it does not compile. */
export type Tx = Transaction<DB> & { readonly [ecriture]: true }

/** The cellar: one read-only pool for pages, one read-write pool for actions, both with least privilege. */
export type Base = {
  lire: Db
  ecrire: <T>(travail: (tx: Tx) => Promise<T>) => Promise<T>
  /** Pool of the run role, for the queue and streams that need a bare client. */
  pool: pg.Pool
  poolLecture: pg.Pool
  fermer: () => Promise<void>
}

// int8 fits a JavaScript number for every count Iroko keeps; a date without hour must not become a moment.
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1082, (texte) => texte)

const plugin = () => new CamelCasePlugin({ maintainNestedObjectKeys: true })

function pool(url: string, role: string, lectureSeule: boolean, max: number): pg.Pool {
  // The role is taken by the startup packet, so that no query can run before it.
  const options = `-c role=${role} -c default_transaction_read_only=${lectureSeule ? 'on' : 'off'} -c idle_in_transaction_session_timeout=60000`
  const nouveau = new pg.Pool({ connectionString: url, options, max, application_name: `iroko ${role}` })
  // An idle client cut by a restart of the server is replaced; it must not end the process.
  nouveau.on('error', () => undefined)
  return nouveau
}

const kysely = (source: pg.Pool) => new Kysely<DB>({ dialect: new PostgresDialect({ pool: source }), plugins: [plugin()] })

/** Runs `travail` in one transaction of `base`; everything it wrote is gone if it throws. */
export function enTransaction<T>(base: Kysely<DB>, travail: (tx: Tx) => Promise<T>): Promise<T> {
  return base.transaction().execute((tx) => travail(tx as Tx))
}

/** Opens both pools on a migrated database. `max` counts the connections of each. */
export function ouvrirBase(url: string, max = 10): Base {
  const ecriture = pool(url, 'iroko_exec', false, max)
  const lecture = pool(url, 'iroko_lit', true, max)
  const base = kysely(ecriture)
  return {
    lire: kysely(lecture),
    ecrire: (travail) => enTransaction(base, travail),
    pool: ecriture,
    poolLecture: lecture,
    fermer: async () => {
      await Promise.all([ecriture.end(), lecture.end()])
    },
  }
}
