import type { Kysely } from 'kysely'
import pg from 'pg'
import { envoyerNu, envoyerSur, kyselySur } from './executer.ts'
import type { Noms } from './executer.ts'
import type { DB } from './schema.gen.ts'

export type Schema = DB

declare const ecriture: unique symbol

/** A handle that can only read: no insert, update or delete can be written with it. */
export type Db = Pick<Kysely<DB>, 'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'dynamic' | 'getExecutor'>

/** A transaction that may write. Only the corridor opens one for a request; a write without it does not compile. */
export type Tx = Kysely<DB> & { readonly [ecriture]: true }

/** The cellar: one read-only pool for pages, one read-write pool for actions, both with least privilege. */
export type Base = {
  lire: Db
  /** Runs `travail` in one transaction; everything it wrote is gone if it throws. Writes started together travel together. */
  ecrire: <T>(travail: (tx: Tx) => Promise<T>) => Promise<T>
  /** Pool of the run role, for the queue and streams that need a bare client. */
  pool: pg.Pool
  poolLecture: pg.Pool
  fermer: () => Promise<void>
}

// int8 fits a JavaScript number for every count Iroko keeps; a date without hour must not become a moment.
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1082, (texte) => texte)

function pool(url: string, role: string, lectureSeule: boolean, max: number): pg.Pool {
  // The role is taken by the startup packet, so that no query can run before it.
  const options = `-c role=${role} -c default_transaction_read_only=${lectureSeule ? 'on' : 'off'} -c idle_in_transaction_session_timeout=60000`
  const nouveau = new pg.Pool({ connectionString: url, options, max, pipeline: !lectureSeule, application_name: `iroko ${role}` })
  // An idle client cut by a restart of the server is replaced; it must not end the process.
  nouveau.on('error', () => undefined)
  // So must a client cut while somebody holds it: his query fails with its own error, which is answered 503.
  nouveau.on('connect', (client) => void client.on('error', () => undefined))
  return nouveau
}

/** Rooms' own reads on one bare client, inside whatever transaction it is in. The client stays its owner's to close. */
export const surClient = (client: pg.ClientBase): Db => kyselySur<DB>(envoyerNu(client), client)

function surPool(source: pg.Pool, noms: Noms): Db {
  return kyselySur<DB>(async (texte, valeurs) => {
    const client = await source.connect()
    try {
      return await envoyerSur(client, noms)(texte, valeurs)
    } finally {
      client.release()
    }
  }, noms)
}

/** What PostgreSQL answers to everything that follows the first fault of a transaction. */
const AVORTEE = '25P02'

async function enTransaction<T>(source: pg.Pool, noms: Noms, travail: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await source.connect()
  const envoyer = envoyerSur(client, noms)
  let ouverte = true
  let faute: unknown
  const tx = kyselySur<DB>(async (texte, valeurs) => {
    // A write that nobody waited for would otherwise run after the end, outside the transaction.
    if (!ouverte) throw new Error('Cette transaction est finie')
    return envoyer(texte, valeurs).catch((erreur: unknown) => {
      faute ??= erreur
      throw erreur
    })
  }, noms) as Tx
  let saine = false
  try {
    // Sent with the first question rather than before it.
    const debut = envoyer('begin', [])
    debut.catch(() => undefined)
    const fait = await travail(tx)
    ouverte = false
    await debut
    const { command } = await envoyer('commit', [])
    saine = true
    if (command !== 'COMMIT') throw faute ?? new Error('La transaction a été défaite')
    return fait
  } catch (erreur) {
    ouverte = false
    if (!saine) saine = await envoyer('rollback', []).then(() => true, () => false)
    throw code(erreur) === AVORTEE ? (faute ?? erreur) : erreur
  } finally {
    client.release(!saine)
  }
}

const code = (erreur: unknown) => (erreur as { code?: string } | null)?.code

/** Opens both pools on a migrated database. `max` counts the connections of each. */
export function ouvrirBase(url: string, max = 10): Base {
  const ecriture = pool(url, 'iroko_exec', false, max)
  const lecture = pool(url, 'iroko_lit', true, max)
  // Both pools share the names, which also stand for the database itself (`parBase`).
  const noms: Noms = new Map()
  return {
    lire: surPool(lecture, noms),
    ecrire: (travail) => enTransaction(ecriture, noms, travail),
    pool: ecriture,
    poolLecture: lecture,
    fermer: async () => {
      await Promise.all([ecriture.end(), lecture.end()])
    },
  }
}
