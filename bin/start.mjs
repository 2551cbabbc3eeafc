// npm start: installs if needed, then becomes the server under Node 24. Plain JS for Node >= 20.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installer } from './installer.mjs'
import { racine, trouverNode } from './node24.mjs'

const production = process.argv.includes('--production')
const suite = process.argv.slice(2).filter((a) => a !== '--production')
process.env.IROKO_MODE = production ? 'production' : (process.env.IROKO_MODE ?? 'demonstration')

try {
  await installer({ dev: false })
  const charger = (nom) => ['--import', new URL(nom, import.meta.url).href]
  lancer(trouverNode(), ['--enable-source-maps', '--max-semi-space-size=16', ...charger('loader.mjs'), ...charger('parent.mjs'), join(racine, 'src', 'server.ts'), ...suite])
} catch (erreur) {
  console.error(erreur.message)
  process.exitCode = 1
}

function lancer(node, args) {
  // One process rather than two where the system can: signals, exit code and 40 MB of memory are then nobody else's.
  if (process.execve && process.platform !== 'win32') process.execve(node, [node, ...args], process.env)
  const enfant = spawn(node, args, { stdio: 'inherit' })
  // Ctrl-C reaches the whole group: the child has had it too, and says when it is done. `kill` reaches only us.
  const transmettre = (signal) => {
    if (enfant.exitCode === null) enfant.kill(signal)
  }
  process.on('SIGINT', () => !process.stdin.isTTY && transmettre('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => transmettre(signal))
  enfant.once('error', (erreur) => {
    console.error(`Le serveur ne peut pas être lancé (${erreur.message})`)
    process.exitCode = 1
  })
  enfant.once('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    }
    process.exitCode = code ?? 1
  })
}
