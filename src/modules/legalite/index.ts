/**
 * The counter of the control of legality: what a neighbour (an index of governance, an audit) may ask about communes. No answer knows a `Portee`:
 * who may see it is the asker's to say.
 */
import type { Db } from '../../kernel/db/index.ts'
import { findIndicateur } from './pilotage/indicateurs.ts'
import type { ActeDerriere } from './pilotage/indicateurs.queries.ts'

export { INDICATEURS } from './pilotage/indicateurs.ts'
export type { Indicateur, Question, ValeurIndicateur } from './pilotage/indicateurs.ts'
export type { ActeDerriere } from './pilotage/indicateurs.queries.ts'

/** The acts behind the value of an indicator in a commune, those in its numerator marked. `jour` is today. Nothing for a code that is not known. */
export const listActesDerriere = async (db: Db, code: string, commune: string, annee: number, jour: string): Promise<ActeDerriere[]> => (await findIndicateur(code)?.derriere(db, { commune, annee, jour })) ?? []
