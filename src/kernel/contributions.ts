import type { VNode } from 'preact'
import type { Vue } from '../ui/vue.ts'
import type { Db, Tx } from './db/index.ts'
import type { GenreAccord } from './identite/accord.ts'
import type { Maison } from './maison.ts'
import type { JobDemande, Json, Lecture, Sujet } from './module.ts'

/** What a module gives to the others through its manifest, without naming them nor being named. */
export type Contributions = {
  /** Services a citizen may ask for, found from the home page. */
  services?: (db: Db, cherche: string | undefined) => Promise<{ titre: string; resume: string; href: string; situation: string }[]>
  /** Figures of the home page, computed now; each with the words under it. */
  chiffres?: (db: Db, maintenant: Date) => Promise<{ valeur: string; libelle: string }[]>
  /** The agent's day: groups of rows by urgency. */
  journee?: (lu: Lecture) => Promise<Journee | undefined>
  /** Objects held by these keys (`citoyen:<id>`): a person then sees who consulted them. */
  objetsDe?: (db: Db, cles: readonly string[]) => Promise<{ objet: string; titre: string; href: string }[]>
  /** Everything the module knows about the holder of these keys, for the copy of his data. Keys are French words. */
  donneesDe?: (db: Db, cles: readonly string[]) => Promise<{ [cle: string]: Json }>
  /** What the objects of the journal are called, for those this reader may know (`dossier:<id>` -> its number, its page). */
  nommerObjets?: (lu: Pick<Lecture, 'db' | 'porteePour' | 'acteur' | 'maison'>, objets: readonly string[]) => Promise<ReadonlyMap<string, { titre: string; href?: string }>>
  /** The object whose name somebody typed (a file's number), if this reader may know it. */
  trouverObjet?: (lu: Pick<Lecture, 'db' | 'porteePour' | 'acteur' | 'maison'>, nom: string) => Promise<string | undefined>
  /** A document of this object was revoked by somebody else than its module: the module brings its own record in line. */
  surRevocation?: (tx: Tx, objet: string, revocation: { motif: string; par: string; parNom: string; maintenant: Date }) => Promise<JobDemande[]>
  /** Its holder gives an object up: what is kept for it to come is called off. */
  surRetrait?: (tx: Tx, objet: string, acte: { maison: Maison; maintenant: Date }) => Promise<JobDemande[]>
  /** An object of another module is emptied, its time of keeping over: whatever is kept here about it, or about its holder because of it, goes too. */
  surEffacement?: (tx: Tx, objet: string, maintenant: Date) => Promise<void>
  /** Whose this object is, for a module that keeps something about it (a payment). Undefined when the object is not one of ours. */
  sujetDe?: (db: Db, objet: string) => Promise<Sujet | undefined>
  /** Locks one of our objects until the end of the transaction: always before what another module keeps about it, so that two gestures never wait for each other. */
  verrouiller?: (tx: Tx, objet: string) => Promise<void>
  /** What was due for an object is paid or exempted, or due again (a receipt was struck out). The owner follows, or refuses with a sentence (`Refus`): nothing is written then. */
  surPaiement?: (tx: Tx, objet: string, suivi: SuiviPaiement) => Promise<JobDemande[]>
  /** What the module has about an object of another, as a part of its page, for its holder or for the office. */
  rubrique?: (lu: Pick<Lecture, 'db' | 'maison' | 'maintenant' | 'porteePour' | 'acteur'>, objet: string, pour: 'titulaire' | 'agent') => Promise<Rubrique | undefined>
  /** What needs two persons, by kind: asked by one, executed when another grants it. */
  accords?: Readonly<Record<string, GenreAccord>>
}

/** A part of the page of an object, kept by another module than its own. `id` is its anchor. */
export type Rubrique = { titre: string; id: string; vue: (vue: Vue) => VNode }

/** The parts of the page of an object that other modules give, in the order of modules; read together. */
export async function rubriquesDe(lu: Pick<Lecture, 'db' | 'maison' | 'maintenant' | 'porteePour' | 'acteur'>, objet: string, pour: 'titulaire' | 'agent'): Promise<Rubrique[]> {
  const lues = await Promise.all(lu.maison.contributions.map(({ rubrique }) => rubrique?.(lu, objet, pour)))
  return lues.filter((lue) => lue !== undefined)
}

/** What the owner of an object is told of a payment. `montant` is whole FCFA; `comment` says the means, or why nothing is paid, in French. `code` is the owner's own. */
export type SuiviPaiement = {
  paiement: { id: string; code: string; libelle: string; montant: number; etat: 'du' | 'paye' | 'exempte'; comment: string }
  maison: Maison
  par: string
  parNom: string
  maintenant: Date
}

/** A module's part of the agent's day. Nothing when the agent has no power there. */
export type Journee = {
  /** Figures, as `Comptes` of src/ui draws them. */
  comptes: { nombre: number | string; libelle: string; details?: readonly string[]; href: string; ton?: 'tard' | 'jour' | 'att' | undefined }[]
  /** Address of the most urgent thing to do. */
  urgent?: string
  /** The first sentence of the day: « 4 dossiers sont en retard : commencez par eux ». */
  phrase?: string
  /** A small drawing beside the figures. */
  cote?: (vue: Vue) => VNode
  vue?: (vue: Vue) => VNode
  /** Gestures offered beside the title. */
  gestes?: { libelle: string; href: string }[]
}
