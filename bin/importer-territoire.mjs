// node bin/importer-territoire.mjs villages.csv | communes.geojson: runs the import under Node 24. Plain JS for Node >= 20.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { racine, trouverNode } from './node24.mjs'

const { status } = spawnSync(trouverNode(), [join(racine, 'src', 'kernel', 'territoire', 'importer.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1
