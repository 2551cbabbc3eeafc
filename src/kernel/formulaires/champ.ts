/** What may be asked of a field or of a form already read: no schema here, a browser carries it. */
import type { Champ, ChampDe, ChampFichier, Definition, Etape, Question, TypeDecor } from './definition.ts'

/** Whether somebody answers this field; titles, explanations and computed values are only shown. */
export function estQuestion(champ: Champ): champ is Question {
  return !estDecor(champ) && champ.type !== 'calcule'
}

/** Whether the field is only shown: it has no answer and no value. */
export function estDecor(champ: Champ): champ is ChampDe<TypeDecor> {
  return champ.type === 'titre' || champ.type === 'explication' || champ.type === 'image'
}

/** Whether the answer is files. */
export const estFichier = (champ: Champ): champ is ChampFichier => champ.type === 'fichier' || champ.type === 'photo' || champ.type === 'signature'

/** How many files a file field accepts. */
export function fichiersAuPlus(champ: ChampFichier): number {
  if (champ.type !== 'fichier') return 1
  return Math.max(champ.max ?? (champ.rectoVerso ? 2 : 1), champ.min)
}

/** The first field of that code at the top of a step; undefined when there is none. */
export function findChamp(def: Definition, code: string): Champ | undefined {
  for (const etape of def.etapes) {
    const champ = etape.champs.find((c) => c.code === code)
    if (champ) return champ
  }
  return undefined
}

/** The step of that code; undefined when there is none. */
export const findEtape = (def: Definition, code: string): Etape | undefined => def.etapes.find((e) => e.code === code)
