import { abandonner, preparer, publier, retirer } from './actions/publier.ts'
import { acte, fichier } from './pages/acte.tsx'
import { apercu, fichierPrepare } from './pages/apercu.tsx'
import { flux } from './pages/flux.ts'
import { publier as pagePublier } from './pages/publier.tsx'
import { registre } from './pages/recherche.tsx'

/** The doors of the public register. */
export const PAGES_REGISTRE = [registre, flux, acte, fichier, pagePublier, apercu, fichierPrepare]
export const ACTIONS_REGISTRE = [preparer, publier, abandonner, retirer]
