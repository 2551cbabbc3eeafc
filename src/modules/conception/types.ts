import { CATALOGUE, FAMILLES } from '../../kernel/formulaires/index.ts'
import type { Fiche, TypeChamp } from '../../kernel/formulaires/index.ts'
import type { OptionNoeud } from './schema.ts'

const ficheDe = (type: string): Fiche | undefined => (Object.hasOwn(CATALOGUE, type) ? CATALOGUE[type as TypeChamp] : undefined)

/** What a kind of question is called. */
export const direType = (type: string): string => ficheDe(type)?.titre ?? type

/** The kinds of questions, by family, in words; a block holds no block. */
export const typesOfferts = (dansBloc: boolean): OptionNoeud[] =>
  Object.entries(FAMILLES).flatMap(([famille, groupe]) =>
    Object.entries(CATALOGUE)
      .filter(([type, fiche]) => fiche.famille === famille && !(dansBloc && type === 'bloc'))
      .map(([valeur, { titre }]) => ({ valeur, libelle: titre, groupe })),
  )
