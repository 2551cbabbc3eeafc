/** The types of `types/`, by name. A new one is a line here, its schema, its view and its file. */
import type { Champ, ChampDe, TypeCompose } from './definition.ts'
import type { Genre } from './genre.ts'
import { bureau } from './types/bureau.ts'
import { certificat } from './types/certificat.ts'
import { choixLie } from './types/choix-lie.ts'
import { dossier } from './types/dossier.ts'
import { paiement } from './types/paiement.ts'
import { parcelle } from './types/parcelle.ts'
import { periode } from './types/periode.ts'
import { point } from './types/point.ts'
import { reference } from './types/reference.ts'
import { zone } from './types/zone.ts'

const GENRES: { [T in TypeCompose]: Genre<T> } = { choix_lie: choixLie, periode, paiement, reference, bureau, point, zone, parcelle, dossier, certificat }

/** Whether the field is of a type described in `types/`. */
export const estCompose = (champ: Champ): champ is ChampDe<TypeCompose> => Object.hasOwn(GENRES, champ.type)

/** The description of the field's type. The field and its description go together, which the type of a union cannot say. */
export const genreDe = (champ: ChampDe<TypeCompose>): Genre<TypeCompose> => GENRES[champ.type] as unknown as Genre<TypeCompose>
