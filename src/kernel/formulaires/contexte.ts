/** What reading a form needs from outside, and what it gives back. */
import type { Territoires } from '../territoire/index.ts'
import type { FichierJoint, Reponses } from './reponse.ts'

/** The part of the territory that forms use. */
export type Lieux = Pick<Territoires, 'trouver' | 'chercher' | 'chemin' | 'tous' | 'bureaux'>

export type ContexteSaisie = {
  /** Answers already kept, of every step. */
  reponses: Reponses
  maintenant: Date
  territoires: Lieux
  /** Files just received and already referenced, by name of input (`piece`, `enfants.0.acte`). */
  fichiers?: Readonly<Record<string, readonly FichierJoint[]>>
}

export type SaisieLue = {
  /** All answers: those kept of other steps, and what could be read of this one. Hidden answers are dropped. */
  reponses: Reponses
  /** Name of input -> one French sentence. Empty when the step is complete. */
  erreurs: Record<string, string>
  /** What was typed, to show again: known names only, texts of bounded size. */
  saisie: Record<string, string | string[]>
}
