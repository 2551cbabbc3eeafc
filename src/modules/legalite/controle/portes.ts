import { affecter } from './actions/affecter.ts'
import { controler } from './actions/controler.ts'
import { examen } from './pages/examen.tsx'
import { file } from './pages/file.tsx'

/** The doors of the control. */
export const PAGES_CONTROLE = [file, examen]
export const ACTIONS_CONTROLE = [controler, affecter]
