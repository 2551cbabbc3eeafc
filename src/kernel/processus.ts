import { fork, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What becomes of a piece of work: an answer, its time passed, or a process that died on it. */
export type Fin<R> = { genre: 'fait'; resultat: R } | { genre: 'delai' } | { genre: 'arret'; code: number | null; signal: NodeJS.Signals | null }
type Attente<T, R> = { travail: T & { n: number }; suite: (fin: Fin<R>) => void; echec: (erreur: Error) => void }
type Poste<T, R> = { enfant?: ChildProcess; courant?: Attente<T, R>; limite?: NodeJS.Timeout; memoire: number }
export type Programme = { /** The module to run, without its ending: `./lecteur`. */ module: URL; args?: readonly string[]; execArgv: readonly string[]; env: NodeJS.ProcessEnv; /** Kilobytes of private memory (RLIMIT_DATA, Linux); elsewhere V8's own bound alone holds it. */ memoireKo: number }

/** Starts a process that holds no secret of the server: the environment given, and nothing else. */
function lancer({ module, args = [], execArgv, env, memoireKo }: Programme): ChildProcess {
  const source = fileURLToPath(new URL(`${module.href}.ts`))
  const fichier = existsSync(source) ? source : fileURLToPath(new URL(`${module.href}.js`))
  const options = { env, serialization: 'advanced' as const, stdio: ['ignore' as const, 'ignore' as const, 'inherit' as const, 'ipc' as const] }
  if (process.platform !== 'linux') return fork(fichier, [...args], { execArgv: [...execArgv], ...options })
  return spawn('/bin/sh', ['-c', `ulimit -d ${memoireKo}; exec "$0" "$@"`, process.execPath, ...execArgv, fichier, ...args], options)
}

/** Takes the work away from a process, and lets the program end while it is idle. */
function liberer<T, R>(poste: Poste<T, R>): Attente<T, R> | undefined {
  const attente = poste.courant
  clearTimeout(poste.limite)
  poste.courant = undefined
  poste.enfant?.unref()
  poste.enfant?.channel?.unref()
  return attente
}

function tuer<T, R>(poste: Poste<T, R>): void {
  const { enfant } = poste
  poste.enfant = undefined
  enfant?.kill('SIGKILL')
}

export type Equipe<T, R> = {
  /** Waits for a free process and gives it this work. Rejects when the team is closed. */
  faire: (travail: T) => Promise<Fin<R>>
  /** Resident memory last told by each process, in bytes. */
  memoire: () => number[]
  fermer: () => void
}

/**
 * Opens `nombre` processes that run `programme`, started at the first work, each with one piece of work at a time and a queue before
 * them all. One that takes more than `delaiMs` is killed; one that holds more than `memoireMax` bytes is replaced after its work; one that dies is replaced.
 */
export function ouvrirEquipe<T extends object, R extends { n: number; memoire: number }>(o: { /** Said by the error of a closed team: « Lecteur fermé ». */ nom: string; programme: Programme; nombre: number; delaiMs: number; memoireMax: number }): Equipe<T, R> {
  const postes: Poste<T, R>[] = Array.from({ length: o.nombre }, () => ({ memoire: 0 }))
  const file: Attente<T, R>[] = []
  let n = 0
  let ouvert = true

  const demarrer = (poste: Poste<T, R>): ChildProcess => {
    const enfant = lancer(o.programme)
    enfant.on('message', (resultat: R) => {
      if (resultat.n !== poste.courant?.travail.n) return
      const attente = liberer(poste)
      poste.memoire = resultat.memoire
      if (resultat.memoire > o.memoireMax) tuer(poste)
      attente?.suite({ genre: 'fait', resultat })
      avancer()
    })
    enfant.on('exit', (code, signal) => {
      if (poste.enfant !== enfant) return
      poste.enfant = undefined
      liberer(poste)?.suite({ genre: 'arret', code, signal })
      avancer()
    })
    return enfant
  }
  const avancer = () => {
    for (const poste of postes) {
      if (poste.courant) continue
      const attente = file.shift()
      if (!attente) return
      poste.courant = attente
      const enfant = (poste.enfant ??= demarrer(poste))
      enfant.ref()
      enfant.channel?.ref()
      poste.limite = setTimeout(() => {
        tuer(poste)
        liberer(poste)?.suite({ genre: 'delai' })
        avancer()
      }, o.delaiMs)
      enfant.send(attente.travail, (erreur) => erreur && tuer(poste))
    }
  }
  const ferme = () => new Error(`${o.nom} fermé`)
  return {
    faire: (travail) =>
      new Promise((suite, echec) => {
        if (!ouvert) return echec(ferme())
        file.push({ travail: { ...travail, n: ++n }, suite, echec })
        avancer()
      }),
    memoire: () => postes.map((poste) => poste.memoire),
    fermer: () => {
      ouvert = false
      postes.forEach(tuer)
      for (const attente of [...postes.map(liberer), ...file.splice(0)]) attente?.echec(ferme())
    },
  }
}
