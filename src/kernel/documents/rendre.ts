import { fork, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Refus } from '../../lib/erreurs.ts'
import { assainir } from './assainir.ts'
import type { Resultat, Travail } from './ouvrier.ts'
import type { Emplacement } from './structure.ts'

export type Demande = {
  /** Typst source of the document, usually some fifteen lines above the shared pieces of `/modeles/`. */
  modele: string
  /** Anything JSON can hold; read by the template as `donnees`, never pasted into its source. */
  donnees: unknown
  /** Time written in the file; same demand and same time give the same bytes. */
  date: Date
  /** Leaves room for a signature. */
  emplacement?: Emplacement
}
export type Rendeur = {
  /** One tagged PDF (PDF/A-2a and PDF/UA-1). `Refus` if a sign cannot be written or the text does not hold on one page. */
  rendrePdf: (demande: Demande) => Promise<Uint8Array>
  /** Resident memory last told by each process, in bytes. */
  memoire: () => number[]
  fermer: () => void
}
type Attente = { travail: Travail; suite: (pdf: Uint8Array) => void; echec: (erreur: Error) => void }
type Poste = { enfant?: ChildProcess; courant?: Attente; limite?: NodeJS.Timeout; memoire: number }

/** A process that has grown beyond this is replaced after its document. */
const MEMOIRE_MAX = 700 * 1024 * 1024
/**
 * What a document may take while it is made, kilobytes of private memory (RLIMIT_DATA, Linux): the compiler is native code, which V8's own
 * bounds do not hold. A template asked for 4 GB in two seconds; past this, the kernel refuses, the process dies, and the next one takes its place.
 */
const MEMOIRE_DUN_DOCUMENT = 1_500_000
/** No proxy, no cache folder, no home: a template that asks for a package finds nothing, on disk or on the network. */
const IMPASSE = 'http://127.0.0.1:9'
const ENVIRONNEMENT = { HTTP_PROXY: IMPASSE, HTTPS_PROXY: IMPASSE, ALL_PROXY: IMPASSE, HOME: '/inexistant', XDG_CACHE_HOME: '/inexistant', XDG_DATA_HOME: '/inexistant', SystemRoot: process.env['SystemRoot'] }

function ouvrier(): string {
  const source = fileURLToPath(new URL('./ouvrier.ts', import.meta.url))
  return existsSync(source) ? source : fileURLToPath(new URL('./ouvrier.js', import.meta.url))
}

function lancer(dossierModeles: string): ChildProcess {
  // A small heap collects often: 180 MB a process, flat over 5,000 documents; by default 400 MB.
  const execArgv = ['--max-old-space-size=96', '--max-semi-space-size=8']
  const options = { env: ENVIRONNEMENT, serialization: 'advanced' as const, stdio: ['ignore' as const, 'ignore' as const, 'inherit' as const, 'ipc' as const] }
  if (process.platform !== 'linux') return fork(ouvrier(), [dossierModeles], { execArgv, ...options })
  return spawn('/bin/sh', ['-c', `ulimit -d ${MEMOIRE_DUN_DOCUMENT}; exec "$0" "$@"`, process.execPath, ...execArgv, ouvrier(), dossierModeles], options)
}

/** Takes the work away from a process, and lets the program end while it is idle. */
function liberer(poste: Poste): Attente | undefined {
  const attente = poste.courant
  clearTimeout(poste.limite)
  poste.courant = undefined
  poste.enfant?.unref()
  poste.enfant?.channel?.unref()
  return attente
}

function tuer(poste: Poste): void {
  const { enfant } = poste
  poste.enfant = undefined
  enfant?.kill('SIGKILL')
}

/** Says in French what the author of the data can do; anything else is a fault of the template and stays an error. */
function expliquer(erreur: string): Error {
  const signe = /the text `?\\?"(.+?)\\?"`? could not be displayed/.exec(erreur)?.[1]
  if (signe) return new Refus(`Le document ne peut pas contenir le signe « ${signe} »\u00a0: écrivez ce mot en lettres latines`)
  if (erreur.includes('TROP_LONG')) return new Refus('Le texte est trop long pour tenir sur une page\u00a0: raccourcissez les réponses')
  return new Error(`Modèle de document\u00a0: ${erreur}`)
}

/**
 * Opens `processus` typesetting processes, started at the first document. A document that takes more than `delaiMs`
 * is refused and its process killed. `dossierModeles` holds the shared pieces (content/modeles).
 */
export function ouvrirRendeur(options: { dossierModeles: string; processus?: number; delaiMs?: number }): Rendeur {
  const { dossierModeles, processus = 2, delaiMs = 15_000 } = options
  const postes: Poste[] = Array.from({ length: processus }, () => ({ memoire: 0 }))
  const file: Attente[] = []
  let n = 0
  let ouvert = true

  const demarrer = (poste: Poste): ChildProcess => {
    const enfant = lancer(dossierModeles)
    enfant.on('message', (resultat: Resultat) => {
      if (resultat.n !== poste.courant?.travail.n) return
      const attente = liberer(poste)
      poste.memoire = resultat.memoire
      if (resultat.memoire > MEMOIRE_MAX) tuer(poste)
      if ('pdf' in resultat) attente?.suite(resultat.pdf)
      else attente?.echec(expliquer(resultat.erreur))
      avancer()
    })
    enfant.on('exit', (_, signal) => {
      if (poste.enfant !== enfant) return
      poste.enfant = undefined
      liberer(poste)?.echec(new Error(signal === 'SIGABRT' ? 'Modèle de document\u00a0: il demande trop de mémoire' : 'Le processus de composition s’est arrêté'))
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
        liberer(poste)?.echec(new Error(`Modèle de document\u00a0: plus de ${delaiMs} ms`))
        avancer()
      }, delaiMs)
      enfant.send(attente.travail, (erreur) => erreur && tuer(poste))
    }
  }
  return {
    rendrePdf: ({ modele, donnees, date, emplacement }) =>
      new Promise((suite, echec) => {
        if (!ouvert) return echec(new Error('Rendeur fermé'))
        const travail = { n: ++n, modele, donnees: JSON.stringify(assainir(donnees)), horodatage: Math.floor(date.getTime() / 1000), emplacement }
        file.push({ travail, suite, echec })
        avancer()
      }),
    memoire: () => postes.map((poste) => poste.memoire),
    fermer: () => {
      ouvert = false
      postes.forEach(tuer)
      for (const attente of [...postes.map(liberer), ...file.splice(0)]) attente?.echec(new Error('Rendeur fermé'))
    },
  }
}
