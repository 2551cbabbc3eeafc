import { CamelCasePlugin, DefaultQueryExecutor, DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely'
import type { CompiledQuery, Dialect, QueryId, QueryResult, RootOperationNode } from 'kysely'
import type { Socket } from 'node:net'
import type pg from 'pg'

/** Sends one text and its values, on whatever connection; rows come back as arrays. */
export type Envoi = (texte: string, valeurs: readonly unknown[]) => Promise<pg.QueryArrayResult>

/** Texts that have a name on the connections of one database. Bounded: a text made anew each time must not fill the server's memory. */
export type Noms = Map<string, string>
const NOMS_AU_PLUS = 1000

const MARQUE = '/* à neuf */ '
/**
 * Before a text: the server plans it anew, knowing its values. A named text has, after five executions, a plan that knows none of them; a search then
 * goes by the wrong index, which costs more than planning does.
 */
export const A_NEUF = sql.raw(MARQUE)

function nomDe(noms: Noms, texte: string): string | undefined {
  if (texte.startsWith(MARQUE)) return undefined
  const deja = noms.get(texte)
  if (deja !== undefined || noms.size >= NOMS_AU_PLUS) return deja
  const nom = `i${noms.size}`
  noms.set(texte, nom)
  return nom
}

// Named statements are parsed once a connection; filing was a third quicker with them (bench/depots.ts).
const requeteDe = (text: string, values: unknown[], name?: string): pg.QueryArrayConfig => ({ text, values, rowMode: 'array', ...(name ? { name } : {}) })

/** Statements get a name, and what is asked in one turn of the loop leaves in one write: a write wakes the server. */
export function envoyerSur(client: pg.ClientBase, noms: Noms): Envoi {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  return (texte, valeurs) => {
    stream.cork()
    process.nextTick(() => stream.uncork())
    return client.query(requeteDe(texte, valeurs as unknown[], valeurs.length > 0 ? nomDe(noms, texte) : undefined))
  }
}

/** The same on somebody's bare client: nothing stays on the server. */
export const envoyerNu = (client: pg.ClientBase): Envoi => (texte, valeurs) => client.query(requeteDe(texte, valeurs as unknown[]))

const ECRITS = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
const CHAMEAUX = new Map<string, string>()

function enChameau(colonne: string): string {
  const deja = CHAMEAUX.get(colonne)
  if (deja !== undefined) return deja
  const nom = colonne.replace(/(?<=.)_+(\w)/g, (_, lettre: string) => lettre.toUpperCase())
  if (CHAMEAUX.size < NOMS_AU_PLUS) CHAMEAUX.set(colonne, nom)
  return nom
}

function lignesDe({ fields, rows }: pg.QueryArrayResult): Record<string, unknown>[] {
  const noms = fields.map((champ) => enChameau(champ.name))
  return rows.map((valeurs) => {
    const ligne: Record<string, unknown> = {}
    for (const [rang, nom] of noms.entries()) ligne[nom] = valeurs[rang]
    return ligne
  })
}

const dialecte: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db) => new PostgresIntrospector(db),
}
const [adaptateur, pilote, redacteur] = [dialecte.createAdapter(), dialecte.createDriver(), dialecte.createQueryCompiler()]
const chameaux = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
const personne = { provideConnection: () => Promise.reject(new Error('Les requêtes partent par leur envoi')) }

// Kysely's own executor holds a connection for one query at a time and crosses six promises; a filing is 12 queries.
class Direct extends DefaultQueryExecutor {
  readonly #envoyer: Envoi
  /** The database this one speaks to: the same object for its readings and its transactions. */
  readonly base: object

  constructor(envoyer: Envoi, base: object) {
    super(redacteur, adaptateur, personne, chameaux)
    this.#envoyer = envoyer
    this.base = base
  }

  // Texts are written with the names of the database: only built queries have names to change.
  override transformQuery<T extends RootOperationNode>(noeud: T, id: QueryId): T {
    return noeud.kind === 'RawNode' ? noeud : super.transformQuery(noeud, id)
  }

  override async executeQuery<R>(requete: CompiledQuery<unknown>): Promise<QueryResult<R>> {
    const lu = await this.#envoyer(requete.sql, requete.parameters)
    return { ...(ECRITS.has(lu.command) ? { numAffectedRows: BigInt(lu.rowCount ?? 0) } : {}), rows: lignesDe(lu) as R[] }
  }
}

/** Kysely over an `Envoi`: it writes the text, the house sends it. `base` stands for the database, the same for all that speak to it. */
export const kyselySur = <DB>(envoyer: Envoi, base: object): Kysely<DB> => new Kysely<DB>({ config: { dialect: dialecte }, dialect: dialecte, driver: pilote, executor: new Direct(envoyer, base) })

/**
 * What a process keeps in memory of what it has read, one for each database: what never changes in one is something else in
 * another. `creer` makes it, empty; it is forgotten with the database.
 */
export function parBase<T>(creer: () => T): (db: Pick<Kysely<never>, 'getExecutor'>) => T {
  const gardes = new WeakMap<object, T>()
  return (db) => {
    const executeur = db.getExecutor()
    const base = executeur instanceof Direct ? executeur.base : executeur
    const garde = gardes.get(base) ?? creer()
    gardes.set(base, garde)
    return garde
  }
}
