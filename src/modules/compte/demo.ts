/** The demonstration's agents, printed at start. */
export const COMPTES_DEMONSTRATION: readonly { courriel: string; presentation: string }[] = []
