import { deposer } from './actions/deposer.ts'
import { envoi, envois, schemaXml } from './pages/envois.tsx'

/** The doors of other software. */
export const PAGES_ENVOIS = [envois, envoi, schemaXml]
export const ACTIONS_ENVOIS = [deposer]
