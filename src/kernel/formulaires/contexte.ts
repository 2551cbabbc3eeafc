/** What reading a form needs from outside, and what it gives back. */
import type { Territoires } from '../territoire/index.ts'
import type { FichierJoint, ParcelleRepondue, PointRepondu, Reponses } from './reponse.ts'

/** The part of the territory that forms use. */
export type Lieux = Pick<Territoires, 'trouver' | 'chercher' | 'chemin' | 'tous' | 'bureaux' | 'fond'>

/** A file that may be named in a form; `demarche` is the code of its procedure. */
export type DossierConnu = { numero: string; titre: string; demarche: string }
/** A document that was issued here: its code as printed, its kind, its state on the day. */
export type CertificatConnu = { code: string; titre: string; genre: string; etat: 'valable' | 'revoque' | 'expire'; expireLe: Date | null }

/**
 * What may be looked up while reading. Reading is immediate: whoever needs a query asks it first (`certificatsCites`) and
 * answers from memory. Without a finder an answer is kept as it is written, marked `verifie: false`.
 */
export type Trouveurs = {
  /** One of the person's own files, by its number in capitals. */
  dossiers?: (numero: string) => DossierConnu | undefined
  /** By the code printed beside the QR, in capitals, as it was typed. */
  certificats?: (code: string) => CertificatConnu | undefined
  /** The register's reference of a parcel. */
  parcelles?: (parcelle: ParcelleRepondue) => { reference: string } | undefined
  /** The register's reference of the only parcel that holds a point. */
  points?: (point: PointRepondu) => { reference: string } | undefined
}

export type ContexteSaisie = Trouveurs & {
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
