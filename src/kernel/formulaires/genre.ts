/** A type of field described whole, in one file of `types/`: what every part of the engine asks of it. */
import type { Lieux } from './contexte.ts'
import type { ChampDe, TypeCompose } from './definition.ts'
import type { ValeurCel } from './expression.ts'
import type { Lecteur, Lu } from './lecture.ts'
import type { Reponse } from './reponse.ts'
import type { Valeurs } from './vers-saisie.ts'

export type Genre<T extends TypeCompose> = {
  /** Reads what was typed. Never throws. */
  lire: (champ: ChampDe<T>, l: Lecteur) => Lu
  /** The answer for CEL, a map; null when there is none. */
  versCel: (champ: ChampDe<T>, reponse: Reponse) => ValeurCel
  /** The values of its inputs, added to `valeurs` under `nom`, that `lire` reads back into the same answer. */
  poser: (champ: ChampDe<T>, nom: string, reponse: Reponse, valeurs: Valeurs, lieux: Lieux) => void
  /** The answer in words; '' when it cannot be told. */
  dire: (champ: ChampDe<T>, reponse: Reponse, lieux: Lieux) => string
  /** What to do when the answer is missing; `quoi` is the label between quotes. */
  manque: (quoi: string, champ: ChampDe<T>) => string
  /** What is wrong in the field as written, beyond its form: French sentences that follow « Le champ « x » ». */
  controler?: (champ: ChampDe<T>) => string[]
  /** The answer, or null when a changed field no longer proposes it. */
  tenir?: (champ: ChampDe<T>, reponse: Reponse) => Reponse
}

/** The answer as an object; undefined for anything else. */
export const objetDe = (reponse: Reponse): Record<string, unknown> | undefined => (typeof reponse === 'object' && reponse !== null && !Array.isArray(reponse) ? (reponse as Record<string, unknown>) : undefined)

/** A text of an object, undefined when it is something else. */
export const texteDe = (objet: Record<string, unknown> | undefined, cle: string): string | undefined => (objet && Object.hasOwn(objet, cle) && typeof objet[cle] === 'string' ? objet[cle] : undefined)

/** A finite number of an object, undefined when it is something else. */
export const nombreDe = (objet: Record<string, unknown> | undefined, cle: string): number | undefined => (objet && Object.hasOwn(objet, cle) && Number.isFinite(objet[cle]) ? (objet[cle] as number) : undefined)
