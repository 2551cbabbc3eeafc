// node bin/sauvegarde.mjs sauvegarder|verifier|restaurer <dossier>: runs src/sauvegarde.ts under Node 24. Plain JS for Node >= 20.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { racine, trouverNode } from './node24.mjs'

const charger = new URL('loader.mjs', import.meta.url).href
const { status } = spawnSync(trouverNode(), ['--import', charger, join(racine, 'src', 'sauvegarde.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1
