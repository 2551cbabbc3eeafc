import { cumuler } from './cumuler.ts'
import { donneesOuvertes } from './pages/ouvertes.ts'
import { rapport } from './pages/rapport.tsx'
import { comparaison } from './pages/comparaison.tsx'
import { tableauDeBord } from './pages/tableau-de-bord.tsx'

/** The doors of the figures. */
export const PAGES_PILOTAGE = [tableauDeBord, comparaison, rapport, donneesOuvertes]
export const JOBS_PILOTAGE = [cumuler]
