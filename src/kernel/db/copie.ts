import type { Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type pg from 'pg'

// COPY of PostgreSQL (protocol 3.0, « COPY Operations »), which `pg` passes on without using it.

/** The part of pg's connection that COPY needs. */
type Prise = {
  query: (texte: string) => void
  sendCopyFromChunk: (octets: Buffer) => void
  endCopyFrom: () => void
  sendCopyFail: (raison: string) => void
  stream: { pause: () => void; resume: () => void; writableNeedDrain?: boolean; once: (nom: 'drain', suite: () => void) => void }
}
type Suites = { accepte: (lignes: number) => void; refuse: (erreur: Error) => void }

/** What pg calls on the query in progress. */
class Commande {
  readonly #texte: string
  readonly #suites: Suites
  readonly #recevoir: (octets: Buffer, prise: Prise) => void
  readonly #envoyer: (prise: Prise) => void
  #lignes = 0
  #erreur: Error | undefined
  constructor(texte: string, suites: Suites, gestes: { recevoir?: (octets: Buffer, prise: Prise) => void; envoyer?: (prise: Prise) => void }) {
    this.#texte = texte
    this.#suites = suites
    this.#recevoir = gestes.recevoir ?? (() => undefined)
    this.#envoyer = gestes.envoyer ?? ((prise) => prise.sendCopyFail('rien à envoyer'))
  }
  submit(prise: Prise): void {
    prise.query(this.#texte)
  }
  handleCopyInResponse(prise: Prise): void {
    this.#envoyer(prise)
  }
  handleCopyData(message: { chunk: Buffer }, prise: Prise): void {
    this.#recevoir(message.chunk, prise)
  }
  handleCommandComplete(message: { text: string }): void {
    this.#lignes = Number(/^COPY (\d+)/.exec(message.text)?.[1] ?? 0)
  }
  handleError(erreur: Error): void {
    this.#erreur ??= erreur
    this.#suites.refuse(erreur)
  }
  handleReadyForQuery(): void {
    if (!this.#erreur) this.#suites.accepte(this.#lignes)
  }
}

const soumettre = (client: pg.ClientBase, commande: Commande) => void client.query(commande as never)

/** Sends the result of a query to a stream, in COPY's text format, and ends the stream. Returns the number of rows. */
export async function copierVers(client: pg.ClientBase, requete: string, sortie: Writable): Promise<number> {
  let enPause: Prise | undefined
  // A last packet may end the query while the stream waits, and a stream that ends drains no more: both wake the connection.
  const reprendre = () => {
    enPause?.stream.resume()
    enPause = undefined
  }
  sortie.on('drain', reprendre)
  const lignes = await new Promise<number>((accepte, refuse) => {
    sortie.once('error', refuse)
    const recevoir = (octets: Buffer, prise: Prise) => {
      // A copy: the parser of pg writes the next packet over these very bytes.
      if (sortie.write(Buffer.from(octets)) || enPause) return
      enPause = prise
      prise.stream.pause()
    }
    soumettre(client, new Commande(`copy (${requete}) to stdout`, { accepte, refuse }, { recevoir }))
  }).finally(reprendre)
  sortie.end()
  await finished(sortie)
  return lignes
}

/** Fills a table from a stream in COPY's text format. `table` is written as in SQL, with its columns. Returns the number of rows. */
export function copierDepuis(client: pg.ClientBase, table: string, entree: Readable): Promise<number> {
  return new Promise((accepte, refuse) => {
    const envoyer = (prise: Prise) => {
      void (async () => {
        try {
          for await (const octets of entree) {
            prise.sendCopyFromChunk(octets as Buffer)
            if (prise.stream.writableNeedDrain) await new Promise<void>((suite) => prise.stream.once('drain', suite))
          }
          prise.endCopyFrom()
        } catch (erreur) {
          prise.sendCopyFail((erreur as Error).message)
        }
      })()
    }
    soumettre(client, new Commande(`copy ${table} from stdin`, { accepte, refuse }, { envoyer }))
  })
}
