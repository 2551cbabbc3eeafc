import type { VNode } from 'preact'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Contributions } from './contributions.ts'
import type { Db, Tx } from './db/index.ts'
import type { Acteur } from './identite/acteur.ts'
import type { Portee } from './identite/portee.ts'
import type { Maison } from './maison.ts'
import type { Vue } from '../ui/vue.ts'

/** Whose object a door is about: its territory, and the keys of its holders. */
export type Sujet = {
  territoire: string | null
  /** No permission opens it, not even over the whole country: only who holds it, or acts on it. */
  prive?: true
  titulaires?: readonly string[]
  /** Keys of the posts that act, or have acted, on the object (kernel/identite/cles-poste.ts). */
  participants?: readonly string[]
}

/** Who may pass a door. A door without it does not compile. */
export type Acces =
  | { pour: 'public' }
  | { pour: 'connu' }
  | { pour: 'citoyen' }
  | { pour: 'agent' }
  | { pour: 'titulaire' }
  | { pour: 'participant' }
  | { pour: 'permission'; permission: string }
  | { pour: 'un'; parmi: readonly Acces[] }

export const ouvert: Acces = { pour: 'public' }
/** Any signed-in person, citizen or agent. */
export const connu: Acces = { pour: 'connu' }
export const citoyen: Acces = { pour: 'citoyen' }
export const agent: Acces = { pour: 'agent' }
/** Whoever holds the object named by `sujet` (its owner, or the bearer of its tracking code). */
export const titulaire: Acces = { pour: 'titulaire' }
/** An agent with a post that the object names, wherever it is: who must give his visa, who has given it. */
export const participant: Acces = { pour: 'participant' }
/** An agent or token that has this permission in the territory of `sujet`. */
export const permission = (nom: string): Acces => ({ pour: 'permission', permission: nom })
export const un = (...parmi: Acces[]): Acces => ({ pour: 'un', parmi })

type Sortie<T> = T extends z.ZodType ? z.infer<T> : Record<string, never>
type Schema = z.ZodType | undefined

/** What a read receives. */
export type Lecture<P = Record<string, string>, Q = Record<string, never>> = {
  db: Db
  acteur: Acteur
  portee: Portee
  /** The same for another permission than the door's: what a contribution asks before it shows anything. */
  porteePour: (permission: string) => Portee
  params: P
  query: Q
  maintenant: Date
  maison: Maison
  ip: string
  /** What the browser says of itself, to recognise one's sessions. */
  appareil: string
  /** Hash of the current session, so that a person can tell it from the others. */
  session?: string
  /** Hash of the browser's own cookie: ties what goes out to another site (national identity) to the browser it left from. */
  navigateur?: string
}

/** A file received with a form, already stored by content. */
export type FichierRecu = { champ: string; nom: string; sha256: string; type: string; taille: number }

/** What another system sent, byte for byte, with the headers its door asked for: what a signature is checked on. */
export type Brut = { corps: Buffer; entetes: Readonly<Record<string, string>> }

/** What a write receives, inside its transaction. */
export type Ecriture<P = Record<string, string>, I = Record<string, unknown>, Prepare = undefined> = Omit<Lecture<P>, 'db' | 'query'> & {
  tx: Tx
  input: I
  fichiers: readonly FichierRecu[]
  prepare: Prepare
}

export type JobDemande = { nom: string; donnees: object; cle?: string; dans?: number }

export type Json = string | number | boolean | null | Json[] | { [cle: string]: Json }

/** An entry of the journal. `detail` never holds personal data: the log is public. */
export type Ecrit = { objet: string; detail?: { [cle: string]: Json }; territoire?: string | null }

/** What a write answers. */
export type Suite = {
  /** Where to go (303). */
  vers: string
  /** A sentence shown once on the next page. */
  message?: string
  journal?: Ecrit | readonly Ecrit[]
  jobs?: readonly JobDemande[]
  session?: { ouvrir: { jeton: string; jours: number } } | { fermer: true }
  /** Saved, but the page is shown again: with errors (422), or for a gesture such as « Ajouter » (200). Not a replayable answer. */
  reprise?: { erreurs: Record<string, string>; saisie: Record<string, unknown> }
  /** The whole body of the answer, on the mediator's listener: programs there are sent nowhere. */
  json?: Json
  /** A view shown once instead of going elsewhere (a secret that must not be stored). */
  montrer?: { titre: string; vue: (vue: Vue) => VNode; donnees: { [cle: string]: Json } }
}

/** A body that is not a page: a PDF, an image, an export. */
export type Corps = { type: string; corps: Uint8Array | Readable | string; nom?: string; immuable?: boolean; entetes?: Record<string, string>; statut?: number }

export type Gabarit = 'public' | 'agent' | 'nu'

type Commun<P extends Schema> = {
  path: string
  may: Acces
  titre: string
  params?: P
  /** Whose object this is; undefined is a 404. Required wherever `may` names a holder or the path has an id. */
  sujet?: (lu: { db: Db; params: Sortie<P>; maison: Maison }) => Promise<Sujet | undefined>
  /** Requests a minute from one address, where less than the general limit. */
  limite?: number
  /** Where a visitor proves what he holds, when it is not by the tracking code of a file. */
  entree?: string
  /** The door is on the mediator's listener only, where a header names the caller; on the public one it does not exist. */
  facade?: true
}

/** A read. Erased form, as the corridor sees it. */
export type Page = Commun<Schema> & {
  genre: 'page'
  query?: Schema
  output?: z.ZodType
  gabarit: Gabarit
  load: (lu: never) => Promise<unknown>
  view?: (donnees: never, vue: Vue) => VNode
  /** Sends something that is not a page; undefined shows the view all the same. */
  corps?: (donnees: never, lu: never) => Promise<Corps | undefined> | Corps | undefined
  /** Names of the objects to write in the register of consultations when an agent, or a token, opens them. */
  consulte?: (donnees: never) => string | readonly string[] | undefined
  /** Part of the public API whose shape is frozen by a snapshot. */
  api?: boolean
}

/** A write. Erased form. */
export type Action = Commun<Schema> & {
  genre: 'action'
  /** Journal vocabulary and API operation: `demarches.transmettre`. */
  nom: string
  input: z.ZodType
  /** Page shown again, with what was typed, when the input is refused. */
  page?: Page
  /** Slow or outside work done before the transaction opens. */
  preparer?: (lu: never) => Promise<unknown>
  run: (ecrit: never) => Promise<Suite>
  /** Files accepted: how many, and bytes each; `donnees` for text to be read (CSV, GeoJSON) instead of photographs and PDF; `archive` for a ZIP, which its reader opens; `morceau` for a part of a file, which is checked once it is whole. */
  fichiers?: { nombre: number; octets: number; donnees?: boolean; archive?: boolean; morceau?: boolean }
  /** Permissions that the gesture also looks at, beyond its door: said on the screen of rights. */
  dedans?: readonly string[]
  /** Asks the agent's second factor in field `_code`. */
  secondFacteur?: boolean
  /** A final act: another body under the same idempotency key is a refusal, not a new save. */
  definitif?: boolean
  /**
   * A call from another system, which proves itself by its own signature (a payment notice). The corridor then reads no cookie and no
   * token (the caller is nobody), asks no form token and keeps no idempotency key; it gives `preparer` the bytes received and these
   * headers, and refuses with a 403 whatever `preparer` does not answer for. Only with `may: ouvert` and a `preparer`.
   */
  machine?: { entetes: readonly string[] }
  /** On the mediator's listener only, where a description made elsewhere says PUT. */
  methode?: 'PUT'
  /** False where a replay must run again (sign-in, secrets shown once). */
  idempotent?: boolean
  /** Not written in the journal (drafts, sign-in throttles). */
  horsJournal?: boolean
}

/** `titre` is what the screens call it. */
export type Job = { nom: string; titre?: string; schema: z.ZodType; cron?: string; run: (lu: never) => Promise<Suite | void> }
/** What a job receives: it reads, and writes in its own transaction through `ecrire`. */
export type Travail<D> = {
  donnees: D
  db: Db
  maison: Maison
  maintenant: Date
  acteur: Acteur
  ecrire: (travail: (tx: Tx) => Promise<Omit<Suite, 'vers'> & { verbe?: string }>) => Promise<void>
}

/** An entry of the menu. It shows as the current one under `sous` too, where its rooms have addresses of their own. */
export type Entree = { libelle: string; path: string; sous?: string; may: Acces; ordre: number; gabarit: Gabarit }

/** The manifest of a room that has doors. */
export type Module = {
  name: string
  titre: string
  needs: readonly string[]
  /** Permission -> what it lets one do, in French. */
  permissions: Readonly<Record<string, string>>
  /** Permissions that only a person may use: no token ever has them. */
  personnelles?: readonly string[]
  /** Role -> permissions given. Roles themselves are declared in kernel/identite/role.ts. */
  roles: Readonly<Record<string, readonly string[]>>
  pages: readonly Page[]
  actions: readonly Action[]
  jobs: readonly Job[]
  menu: readonly Entree[]
  /** Database constraint -> French sentence. */
  refus: Readonly<Record<string, string>>
  /** Cards, counts and rows given to the home page and « Ma journée ». */
  contributions?: Contributions
  /** Folder of the migrations when the module owns tables. */
  migrations?: string
  /** Believable data for the demonstration and the tests. */
  demo?: (tx: Tx, maison: Maison, maintenant: Date) => Promise<void>
  /** Brings content/ into the database at start; never overwrites an edited row. */
  semer?: (tx: Tx, maison: Maison, maintenant: Date) => Promise<void>
}

export { rubriquesDe } from './contributions.ts'
export type { Contributions, Journee, Rubrique, SuiviPaiement } from './contributions.ts'

/** Declares a read; types flow from `params`, `query` and `load` to `view`. */
export function page<P extends Schema = undefined, Q extends Schema = undefined, D = unknown>(
  porte: Commun<P> & {
    query?: Q
    output?: z.ZodType
    gabarit?: Gabarit
    load: (lu: Lecture<Sortie<P>, Sortie<Q>>) => Promise<D>
    view?: (donnees: D, vue: Vue) => VNode
    corps?: (donnees: D, lu: Lecture<Sortie<P>, Sortie<Q>>) => Promise<Corps | undefined> | Corps | undefined
    consulte?: (donnees: D) => string | readonly string[] | undefined
    api?: boolean
  },
): Page {
  return { gabarit: 'public', ...porte, genre: 'page' } as Page
}

/** Declares a write; types flow from `params`, `input` and `preparer` to `run`. */
export function action<I extends z.ZodType, P extends Schema = undefined, R = undefined>(
  porte: Commun<P> & {
    nom: string
    input: I
    page?: Page
    /** `brut` is given to the doors of machines only. Undefined from one of them: nobody vouches for the call. */
    preparer?: (lu: Lecture<Sortie<P>> & { input: z.infer<I>; fichiers: readonly FichierRecu[]; brut?: Brut }) => Promise<R>
    run: (ecrit: Ecriture<Sortie<P>, z.infer<I>, R>) => Promise<Suite>
    fichiers?: { nombre: number; octets: number; donnees?: boolean; archive?: boolean; morceau?: boolean }
    machine?: { entetes: readonly string[] }
    methode?: 'PUT'
    dedans?: readonly string[]
    secondFacteur?: boolean
    definitif?: boolean
    idempotent?: boolean
    horsJournal?: boolean
  },
): Action {
  return { ...porte, genre: 'action' } as Action
}

/** Declares a later task. It may run twice: what it sends outside carries a unique key. */
export function job<S extends z.ZodType>(tache: { nom: string; titre?: string; schema: S; cron?: string; run: (lu: Travail<z.infer<S>>) => Promise<void> }): Job {
  return tache as Job
}

/** Declares a module and checks what types cannot: names of doors, no door twice. */
export function defineModule(module: Module): Module {
  const vus = new Set<string>()
  for (const porte of [...module.pages, ...module.actions]) {
    const cle = `${porte.genre === 'page' ? 'GET' : (porte.methode ?? 'POST')} ${porte.path}`
    if (vus.has(cle)) throw new Error(`${module.name} : la porte ${cle} est déclarée deux fois`)
    vus.add(cle)
    if (porte.genre === 'action' && !porte.nom.startsWith(`${module.name}.`)) throw new Error(`${module.name} : l’action ${porte.nom} doit s’appeler ${module.name}.…`)
    if (porte.genre === 'action' && porte.machine && (porte.may.pour !== 'public' || !porte.preparer)) throw new Error(`${module.name} : la porte ${cle} reçoit des machines : elle est ouverte, et son preparer vérifie leur signature`)
    if (porte.genre === 'action' && porte.methode && !porte.facade) throw new Error(`${module.name} : la porte ${cle} s’écrit par POST`)
    if (exigeSujet(porte.may) && !porte.sujet) throw new Error(`${module.name} : la porte ${cle} doit dire de qui est son objet (sujet)`)
  }
  return module
}

function exigeSujet(may: Acces): boolean {
  return may.pour === 'titulaire' || may.pour === 'participant' || (may.pour === 'un' && may.parmi.some(exigeSujet))
}
