import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type { PostgresPool, PostgresPoolClient, Transaction } from 'kysely'
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
  // So must a client cut while somebody holds it: his query fails with its own error, which is answered 503.
  nouveau.on('connect', (client) => void client.on('error', () => undefined))
  return nouveau
}

/** Texts that have a name on the server. Bounded: a text made anew each time must not fill the server's memory. */
const NOMMES = new Map<string, string>()
const NOMS_AU_PLUS = 1000

function nomDe(texte: string): string | undefined {
  const deja = NOMMES.get(texte)
  if (deja !== undefined || NOMMES.size >= NOMS_AU_PLUS) return deja
  const nom = `i${NOMMES.size}`
  NOMMES.set(texte, nom)
  return nom
}

// Named statements are parsed once a connection; filing was a third quicker with them (bench/depots.ts).
function nommer(source: pg.Pool): PostgresPool {
  return {
    connect: async () => {
      const client = await source.connect()
      const query = (texte: unknown, valeurs?: readonly unknown[]) => {
        if (typeof texte !== 'string' || !valeurs || valeurs.length === 0) return client.query(texte as string, valeurs as unknown[])
        const name = nomDe(texte)
        return client.query({ text: texte, values: valeurs as unknown[], ...(name ? { name } : {}) })
      }
      return { query, release: () => client.release() } as unknown as PostgresPoolClient
    },
    end: () => source.end(),
  } as PostgresPool
}

const kysely = (source: pg.Pool) => new Kysely<DB>({ dialect: new PostgresDialect({ pool: nommer(source) }), plugins: [plugin()] })

/** Rooms' own reads on one bare client, inside whatever transaction it is in. The client stays its owner's to close. */
export function surClient(client: pg.ClientBase): Db {
  const prete = Object.assign(Object.create(client) as pg.PoolClient, { query: client.query.bind(client), release: () => undefined })
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: { connect: async () => prete, end: async () => undefined, options: {} } }), plugins: [plugin()] })
}

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
