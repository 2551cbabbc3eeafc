import type { Etat } from './courrier.ts'

/** How an imputation ended: the work is done, it went on to others, it came back to whoever gave it, or the letter was struck. */
export type Issue = 'traite' | 'transmis' | 'renvoye' | 'retire'

/** A letter given to an office or to a post with an instruction. `de` is the imputation it was passed on from. */
export type Imputation = {
  id: string; courrierId: string; de: string | null; versBureau: string | null; versPoste: string | null; versNom: string; instruction: string; note: string; echeance: string | null
  le: Date; parNom: string; recuLe: Date | null; recuParNom: string | null; finiLe: Date | null; finiParNom: string | null; issue: Issue | null; reponse: string
}

/** What became of it, in words. */
export const ISSUES: Readonly<Record<Issue, string>> = { traite: 'Traité', transmis: 'Transmis', renvoye: 'Renvoyé', retire: 'Retiré' }

/**
 * The state of an arrival after one of its imputations ended: somebody still has it; or it was sent back, and must be given to
 * somebody again; or everybody has done his part.
 */
export function etatApres({ ouvertes, renvoye }: { ouvertes: number; renvoye: boolean }): Extract<Etat, 'impute' | 'enregistre' | 'traite'> {
  if (ouvertes > 0) return 'impute'
  return renvoye ? 'enregistre' : 'traite'
}
