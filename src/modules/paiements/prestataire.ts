import type { Brut } from '../../kernel/module.ts'

/** What a provider says of an attempt: `ouverte` while the payer has not finished. `montant` is whole FCFA. */
export type Situation = { issue: 'ouverte' | 'reussie' | 'echouee' | 'inconnue'; montant: number }

/** A notice whose signature is right: which attempt (its reference, and ours when it repeats it), what became of it, and when it was signed. */
export type Avis = { reference: string; tentative: string | undefined; issue: 'reussie' | 'echouee'; montant: number; emisLe: Date }

/**
 * A payment provider, behind one adapter. Every call goes outside: never from a transaction. What throws is tried again, or told to
 * the payer as « does not answer ».
 */
export type Prestataire = {
  nom: string
  /** As the payer knows it. */
  titre: string
  /** Headers its notices are signed with. */
  entetes: readonly string[]
  /** Opens an attempt; `id` is ours and unique: the same one again opens nothing new. `retour` is where the payer comes back. Gives the provider's reference, and where the payer goes. */
  ouvrir: (tentative: { id: string; montant: number; libelle: string }, retour: string) => Promise<{ reference: string; url: string }>
  /** The notice in these bytes; undefined when its signature is not the provider's, or when it cannot be read. */
  lireAvis: (brut: Brut) => Avis | undefined
  /** What became of an attempt, asked of the provider itself. */
  interroger: (reference: string) => Promise<Situation>
  /** Gives money back; `cle` is unique: the same one again gives nothing more. Gives the provider's reference of the refund. */
  rembourser: (demande: { cle: string; reference: string; montant: number }) => Promise<{ reference: string }>
}
