import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'

const RACINE = join(import.meta.dirname, '..')
const { trouverNode } = (await import(new URL('../bin/node24.mjs', import.meta.url).href)) as { trouverNode: () => string }
/** The Node that bin/ would choose. */
export const NODE = trouverNode()

/** A port nobody uses now. */
export function portLibre(): Promise<number> {
  return new Promise((suite, echec) => {
    const serveur = createServer().once('error', echec)
    serveur.listen(0, '127.0.0.1', () => {
      const { port } = serveur.address() as AddressInfo
      serveur.close(() => suite(port))
    })
  })
}

export type Enfant = { processus: ChildProcess; adresse: string; sortie: () => string; fini: Promise<number | null> }

/** Runs a source file as bin/ does, with nothing of this environment but what is given. */
export function lancer(fichier: string, env: Record<string, string>, args: readonly string[] = []): Enfant {
  const charger = join(RACINE, 'bin', 'loader.mjs')
  const processus = spawn(NODE, ['--import', charger, join(RACINE, fichier), ...args], {
    cwd: RACINE,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let sortie = ''
  for (const flux of [processus.stdout, processus.stderr]) flux?.on('data', (morceau: Buffer) => (sortie += morceau.toString()))
  const fini = new Promise<number | null>((suite) => processus.once('close', (code) => suite(code)))
  return { processus, adresse: `http://127.0.0.1:${env.PORT ?? ''}`, sortie: () => sortie, fini }
}

/** The real server on a folder of data, with a short demonstration, once it answers. */
export async function demarrerEnfant(env: Record<string, string>): Promise<Enfant> {
  const enfant = lancer('src/server.ts', { HOST: '127.0.0.1', LOG_LEVEL: 'error', IROKO_DEMONSTRATION: 'breve', ...env })
  for (let essai = 0; essai < 600; essai++) {
    if (enfant.processus.exitCode !== null) break
    if (/Iroko est prêt/.test(enfant.sortie())) return enfant
    await attendre(50)
  }
  throw new Error(`Le serveur n’a pas démarré : ${enfant.sortie()}`)
}

/** Stops a server and waits for its end. */
export async function arreterEnfant(enfant: Enfant, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  enfant.processus.kill(signal)
  return enfant.fini
}
