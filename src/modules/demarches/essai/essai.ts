import { Refus } from '../../../lib/erreurs.ts'
import type { Ecrit } from '../../../kernel/module.ts'

/** Days after which a test goes away by itself. */
export const JOURS_ESSAI = 7

/**
 * Whether a file is a test: it follows a version that was never published, numbered below zero. The database knows it by the same
 * sign (`dossier.essai`) and refuses that a test would have a public number, a document, or a telephone to write to.
 */
export const estEssai = ({ version }: { version: number }): boolean => version < 0

/** Refuses, on a test, what would reach somebody true: a message, a transfer, a mandate, a signed paper. */
export function exigerVrai(dossier: { version: number }): void {
  if (estEssai(dossier)) throw new Refus('Cela ne se fait pas sur un essai : rien n’en sort')
}

/** What the public journal is told of a gesture: nothing of a test, which never happened. */
export const auJournal = (dossier: { version: number }, ecrit: Ecrit): readonly Ecrit[] => (estEssai(dossier) ? [] : [ecrit])
