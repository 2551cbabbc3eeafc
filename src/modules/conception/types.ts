import { CATALOGUE } from '../../kernel/formulaires/index.ts'
import type { TypeChamp } from '../../kernel/formulaires/index.ts'
import { TYPES } from './plan.ts'
import type { OptionNoeud } from './schema.ts'

/** What a kind of question is called. */
export const direType = (type: string): string => CATALOGUE[type as TypeChamp]?.titre ?? type

/** The kinds of questions, by family, in words; a block holds no block. */
export const typesOfferts = (dansBloc: boolean): OptionNoeud[] =>
  TYPES.filter((t) => !(dansBloc && t === 'bloc'))
    .map((t) => ({ valeur: t, libelle: direType(t), groupe: CATALOGUE[t as TypeChamp]?.famille ?? 'Autres' }))
    .toSorted((a, b) => a.groupe.localeCompare(b.groupe, 'fr'))
