import { Refus } from '../../lib/erreurs.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Maison } from '../maison.ts'
import { insertAccord, lockAccord, updateTranche } from './accord.queries.ts'
import type { Accord, DonneesAccord } from './accord.queries.ts'

/** Days during which a request may be granted. */
const JOURS = 7

/** Who asked and who granted, as keys of the journal (`agent:…`). */
export type ContexteAccord = { maison: Maison; demandePar: string; accordePar: string; maintenant: Date }
/** What was done, for the journal; `jobs` are enqueued in the same transaction. */
export type EffetAccord = { objet: string; territoire?: string | null; detail?: DonneesAccord; jobs?: readonly { nom: string; donnees: object; cle?: string }[] }

/**
 * A kind of thing that needs two persons. `executer` runs in the transaction of the person who grants; it must check again what
 * may have changed since the request, and throw `Refus` with a sentence.
 */
export type GenreAccord = {
  libelle: string
  executer: (tx: Tx, donnees: DonneesAccord, contexte: ContexteAccord) => Promise<EffetAccord>
  /** What the second person must see before granting, line by line, when the sentence of the request does not say it all. */
  detailler?: (db: Db, donnees: DonneesAccord) => Promise<{ titre: string; valeur: string }[]>
}

/** Every kind the modules contribute, by name. Throws when two modules give the same name. */
export function genresAccord(maison: Pick<Maison, 'contributions'>): ReadonlyMap<string, GenreAccord> {
  const genres = new Map<string, GenreAccord>()
  for (const contribution of maison.contributions)
    for (const [nom, genre] of Object.entries(contribution.accords ?? {})) {
      if (genres.has(nom)) throw new Error(`Deux modules donnent le genre d’accord ${nom}`)
      genres.set(nom, genre)
    }
  return genres
}

/** Asks for something that needs two persons. `libelle` says exactly what will be done. Returns the id of the request. */
export async function demanderAccord(tx: Tx, maison: Maison, a: { genre: string; libelle: string; donnees: DonneesAccord; demandePar: string; maintenant: Date }): Promise<string> {
  if (!genresAccord(maison).has(a.genre)) throw new Error(`Genre d’accord inconnu : ${a.genre}`)
  return insertAccord(tx, { ...a, expireLe: new Date(a.maintenant.getTime() + JOURS * 86_400_000) })
}

/** Settles a request: when granted, its executor runs in this transaction. Refuses the same person, a settled or an old request. */
export async function trancher(tx: Tx, maison: Maison, t: { id: string; par: string; accorde: boolean; maintenant: Date }): Promise<{ accord: Accord; effet: EffetAccord | undefined }> {
  const accord = await lockAccord(tx, t.id)
  if (accord.trancheLe) throw new Refus('Cette demande a déjà été tranchée')
  if (accord.expireLe <= t.maintenant) throw new Refus('Cette demande a plus de sept jours. Il faut la refaire')
  if (t.accorde && accord.demandePar === t.par) throw new Refus('Vous avez fait cette demande : une autre personne doit l’accorder')
  await updateTranche(tx, t.id, t.par, t.accorde, t.maintenant)
  if (!t.accorde) return { accord, effet: undefined }
  const genre = genresAccord(maison).get(accord.genre)
  if (!genre) throw new Refus('Cette demande ne peut plus être exécutée : sa sorte n’existe plus')
  const effet = await genre.executer(tx, accord.donnees, { maison, demandePar: `agent:${accord.demandePar}`, accordePar: `agent:${t.par}`, maintenant: t.maintenant })
  return { accord, effet }
}
