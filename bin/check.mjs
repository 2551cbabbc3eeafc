// npm run check: what a machine can see of the code. The plan of the house itself is in tests/architecture.test.ts.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { installer } from './installer.mjs'
import { racine } from './node24.mjs'

await installer({ dev: true })
const controles = [
  ['oxlint', ['--quiet'], 'fautes et longueurs'],
  ['knip', ['--no-progress'], 'fichiers et dépendances inutiles'],
]
let fautes = 0
for (const [outil, args, quoi] of controles) {
  const windows = process.platform === 'win32'
  const r = spawnSync(join(racine, 'node_modules', '.bin', windows ? `${outil}.cmd` : outil), args, { cwd: racine, stdio: 'inherit', shell: windows, env: { ...process.env, PATH: `${join(racine, 'node_modules', '.bin')}${windows ? ';' : ':'}${process.env.PATH}` } })
  if (r.status !== 0) {
    console.error(`${outil} (${quoi}) a trouvé des fautes`)
    fautes++
  }
}
process.exitCode = fautes > 0 ? 1 : 0
