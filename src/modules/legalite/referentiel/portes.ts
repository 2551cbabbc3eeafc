import { ajouterProjet, enregistrerProjet, rangerProjet } from './actions/editer.ts'
import { abandonnerProjet, ouvrirProjet } from './actions/ouvrir.ts'
import { publierListe } from './actions/publier.ts'
import { ajouter } from './pages/ajouter.tsx'
import { element } from './pages/element.tsx'
import { genre } from './pages/genre.tsx'
import { liste } from './pages/liste.tsx'
import { locale } from './pages/locale.tsx'
import { projet } from './pages/projet.tsx'
import { publier } from './pages/publier.tsx'
import { simuler } from './pages/simuler.tsx'
import { version } from './pages/version.tsx'

/** The doors of the rules of the control. */
export const PAGES_REGLES = [liste, genre, version, simuler, locale, projet, element, ajouter, publier]
export const ACTIONS_REGLES = [ouvrirProjet, abandonnerProjet, enregistrerProjet, ajouterProjet, rangerProjet, publierListe]
