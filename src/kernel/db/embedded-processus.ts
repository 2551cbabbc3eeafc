import { spawn } from 'node:child_process'
import { closeSync, constants, fchownSync, openSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import { environnement, sous } from './embedded-lieux.ts'
import type { Lieu } from './embedded-lieux.ts'

// The postmaster as a process of the system: found, started, stopped.

/** The pid of the postmaster that runs here, once it is ready; undefined when there is none. A file left by a crash is removed. */
export async function dejaLance(grappe: string): Promise<number | undefined> {
  for (const limite = Date.now() + 60_000; ; await attendre(20)) {
    const { pid, pret } = etat(grappe)
    if (pid === undefined) {
      purgerPrises(grappe)
      return undefined
    }
    if (!estPostgres(pid, grappe)) {
      // PostgreSQL would take any living process of that number for itself, after a reboot for instance.
      rmSync(join(grappe, 'postmaster.pid'), { force: true })
      purgerPrises(grappe)
      return undefined
    }
    if (pret) return pid
    if (Date.now() > limite) {
      await eteindre(grappe, pid)
      return undefined
    }
  }
}

// The socket has a lock of its own, which PostgreSQL believes in the same way: it would refuse to start for ever.
function purgerPrises(grappe: string): void {
  for (const verrou of readdirSync(grappe).filter((nom) => /^\.s\.PGSQL\.\d+\.lock$/.test(nom))) {
    const pid = Number(readFileSync(join(grappe, verrou), 'utf8').split('\n', 1)[0])
    if (pid && estPostgres(pid, grappe)) continue
    for (const nom of [verrou, verrou.slice(0, -'.lock'.length)]) rmSync(join(grappe, nom), { force: true })
  }
}

/** postmaster.pid: the pid on line 1, « ready » on line 8 once connections are accepted. */
export function etat(grappe: string): { pid: number | undefined; pret: boolean } {
  const fichier = join(grappe, 'postmaster.pid')
  try {
    const lignes = readFileSync(fichier, 'utf8').split('\n')
    return { pid: Number(lignes[0]) || undefined, pret: lignes[7]?.trim() === 'ready' }
  } catch {
    return { pid: undefined, pret: false }
  }
}

function vivant(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (erreur) {
    return (erreur as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export function estPostgres(pid: number, grappe: string): boolean {
  if (!vivant(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    // A zombie is alive for kill(), not for us.
    const [, nom, etatDuProcessus] = /\((.*)\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    if (nom !== 'postgres' || etatDuProcessus === 'Z') return false
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(grappe)
  } catch (erreur) {
    // Root of a container may not read another account's cwd: the name will do.
    return (erreur as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}

/** Starts the server in its own session (Ctrl-C is for Node) and waits until it accepts connections; false: it has died. */
export async function executer({ racine, binaires, compte }: Lieu, journal: string): Promise<boolean> {
  const grappe = join(racine, 'pg')
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants
  const sortie = openSync(journal, O_APPEND | O_CREAT | O_WRONLY | (O_NOFOLLOW ?? 0), 0o600)
  const { uid, gid } = statSync(racine)
  if (compte) fchownSync(sortie, uid, gid)
  const args = process.platform === 'win32' ? ['start', '-W', '-D', grappe, '-l', journal] : ['-D', grappe]
  const programme = join(binaires, process.platform === 'win32' ? 'pg_ctl' : 'postgres')
  const enfant = spawn(programme, args, { ...sous(compte), env: environnement, detached: true, stdio: ['ignore', sortie, sortie] })
  closeSync(sortie)
  let mort = false
  enfant.once('error', () => (mort = true))
  // On Windows pg_ctl steps down from administrator, starts the server and leaves.
  enfant.once('exit', (code) => (mort = process.platform !== 'win32' || code !== 0))
  for (const limite = Date.now() + 120_000; !mort && Date.now() < limite; await attendre(10)) {
    const { pid, pret } = etat(grappe)
    if (!pret || (process.platform !== 'win32' && pid !== enfant.pid)) continue
    enfant.unref()
    return true
  }
  return false
}

/** The wanted port of 127.0.0.1 if it is free, else any free one; throws a French sentence when it was imposed. */
export async function choisirPort(voulu: number, impose: boolean): Promise<number> {
  const essayer = (port: number) =>
    new Promise<number | undefined>((finir) => {
      const essai = createServer()
      essai.once('error', () => finir(undefined))
      essai.listen(port, '127.0.0.1', () => {
        const adresse = essai.address()
        essai.close(() => finir(typeof adresse === 'object' ? adresse?.port : undefined))
      })
    })
  const port = (await essayer(voulu)) ?? (impose ? undefined : await essayer(0))
  if (port) return port
  throw new Error(`Le port ${voulu} est déjà pris sur cette machine : choisissez-en un autre pour la base de données`)
}

/** Fast shutdown, then immediate, then none at all: the next start recovers from its journal. */
export async function eteindre(grappe: string, pid: number): Promise<void> {
  for (const [signal, delai] of [['SIGINT', 20_000], ['SIGQUIT', 5_000], ['SIGKILL', 5_000]] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (const limite = Date.now() + delai; Date.now() < limite; await attendre(10)) {
      if (etat(grappe).pid !== pid || !estPostgres(pid, grappe)) return
    }
  }
}
