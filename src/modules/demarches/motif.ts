import { z } from 'zod'
import { Saisie } from '../../lib/erreurs.ts'
import { finir } from '../../lib/francais.ts'
import type { Demarche } from './definition.ts'
import type { Decision } from './dossier.ts'

const court = z.string().trim().max(500, 'Dites-le en 500 signes au plus').default('')
/** What goes with a decision: the reason of a refusal, from the procedure's list, and a precision. */
export const champsDecision = { motif: court, precision: court }

/** The reason as it is kept and read by the applicant. Throws when a refusal has none of the list. */
export function lireMotif(demarche: Pick<Demarche, 'circuit'>, { decision, motif, precision }: { decision: Decision; motif: string; precision: string }): string | null {
  if (decision === 'accorder') return precision || null
  if (!demarche.circuit.motifsRefus.includes(motif)) throw new Saisie({ motif: 'Choisissez le motif du refus dans la liste' })
  return [precision ? finir(motif) : motif, precision].filter(Boolean).join(' ')
}
