import { conclure, juger } from './actions/conclure.ts'
import { rediger, renvoyer, retirer } from './actions/rediger.ts'
import { repondre } from './actions/repondre.ts'
import { signer } from './actions/signer.ts'
import { dossierPdf, lettrePdf } from './pages/fichiers.ts'
import { lettre } from './pages/lettre.tsx'
import { listeLettres } from './pages/liste.tsx'
import { prevenirLettre } from './prevenir.ts'

/** The doors of the prefect's acts, and the task that tells the other side. */
export const PAGES_MESURES = [listeLettres, lettre, lettrePdf, dossierPdf]
export const ACTIONS_MESURES = [rediger, renvoyer, retirer, signer, repondre, conclure, juger]
export const JOBS_MESURES = [prevenirLettre]
