import { abandonnerCirculaire, lireCirculaire, publierCirculaire, retirerCirculaire } from './actions/publier.ts'
import { modifierCirculaire, preparerCirculaire } from './actions/rediger.ts'
import { diffuser } from './diffuser.ts'
import { circulaire, papierCirculaire } from './pages/detail.tsx'
import { circulaires } from './pages/liste.tsx'
import { modifierCirculaire as pageModifier, nouvelleCirculaire } from './pages/rediger.tsx'

/** The doors of the circulars. */
export const PAGES_CIRCULAIRES = [circulaires, nouvelleCirculaire, circulaire, pageModifier, papierCirculaire]
export const ACTIONS_CIRCULAIRES = [preparerCirculaire, modifierCirculaire, publierCirculaire, retirerCirculaire, abandonnerCirculaire, lireCirculaire]
export const JOBS_CIRCULAIRES = [diffuser]
