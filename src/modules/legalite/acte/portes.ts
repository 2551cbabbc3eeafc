import { joindre, retirerPiece } from './actions/joindre.ts'
import { modifier, preparer } from './actions/preparer.ts'
import { numeriser, signer } from './actions/signer.ts'
import { abandonner, afficher, imprimerAccuse, lier, rouvrir } from './actions/suivre.ts'
import { annuler, transmettre, transmettreLot } from './actions/transmettre.ts'
import { depot, finirDepot, morceau, ouvrirDepot } from '../piece/deposer.ts'
import { detail } from './pages/detail.tsx'
import { accuse, piece } from './pages/fichiers.ts'
import { liste } from './pages/liste.tsx'
import { recherche } from './pages/recherche.tsx'
import { modifier as pageModifier, nouveau } from './pages/nouveau.tsx'

/** The doors of the acts. */
export const PAGES_ACTES = [liste, nouveau, detail, pageModifier, piece, accuse, depot, recherche]
export const ACTIONS_ACTES = [preparer, modifier, joindre, retirerPiece, signer, numeriser, rouvrir, abandonner, transmettre, transmettreLot, annuler, afficher, lier, imprimerAccuse, ouvrirDepot, morceau, finirDepot]
