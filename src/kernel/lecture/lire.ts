import { fork, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Refus } from '../../lib/erreurs.ts'
import type { Assemblage, Partie, Reliure } from './assembler.ts'
import type { Fait, Ouvrage, Resultat, Travail } from './lecteur.ts'
import { SORTIE_SUR_FAUTE } from './pdf-lu.ts'
import type { Empechement, PdfLu, RefusDePdf } from './pdf-lu.ts'

export type Lecteur = {
  /** Reads a PDF, from its bytes or from the path of its file. Throws only when the file is not there. */
  lirePdf: (source: Uint8Array | string) => Promise<PdfLu | RefusDePdf>
  /** One page, from 1, drawn as a PNG, to be recognised or seen. `Refus` when it cannot be. */
  rendrePage: (source: Uint8Array | string, page: number, pointsParPouce: number) => Promise<Uint8Array>
  /** `assemblerPdf` away from the server: the parts come from outside. `Refus` when they ask for too much. */
  assemblerPdf: (parties: readonly Partie[], reliure: Reliure) => Promise<Assemblage>
  /** Resident memory last told by each process, in bytes. */
  memoire: () => number[]
  fermer: () => void
}
type Attente = { travail: Travail; suite: (fait: Fait | RefusDePdf) => void; echec: (erreur: Error) => void }
type Poste = { enfant?: ChildProcess; courant?: Attente; limite?: NodeJS.Timeout; memoire: number }

/** A process that has grown beyond this is replaced after its file. */
const MEMOIRE_MAX = 500 * 1024 * 1024
/**
 * What the process may take while it reads a file, kilobytes of private memory (RLIMIT_DATA, Linux): a stream of 1 MB
 * inflates to a gigabyte, outside V8's heap. Idle it counts 650,000, most of it reserved for code and never used; a scan of
 * 107 MB brings it to 1,150,000. Past the bound it dies, and the next takes its place. Other systems have V8's bound only.
 */
const MEMOIRE_DUN_FICHIER = 1_600_000
/** No home, no proxy, no secret of the server. The canvas would otherwise take a gigabyte in advance, which counts above. */
const ENVIRONNEMENT = { HOME: '/inexistant', NODE_ENV: 'production', MIMALLOC_ARENA_EAGER_COMMIT: '0', SystemRoot: process.env['SystemRoot'] }
const PHRASES: Record<Empechement, string> = {
  chiffre: 'Ce PDF demande un mot de passe\u00a0: envoyez-en une copie sans mot de passe',
  abime: 'Ce PDF est abîmé\u00a0: enregistrez-le de nouveau, puis renvoyez-le',
  vide: 'Ce PDF n’a pas cette page',
  'trop-de-pages': 'Ce PDF a trop de pages\u00a0: envoyez-le en plusieurs fichiers',
  'trop-long': 'Ce PDF est trop lourd à lire\u00a0: envoyez-le en plusieurs fichiers',
  'pas-un-pdf': 'Ce fichier n’est pas un PDF\u00a0: choisissez un PDF',
}

const TROP_ENSEMBLE = 'Ces pièces sont trop lourdes pour un seul fichier\u00a0: réunissez-en moins à la fois'

function lecteur(): string {
  const source = fileURLToPath(new URL('./lecteur.ts', import.meta.url))
  return existsSync(source) ? source : fileURLToPath(new URL('./lecteur.js', import.meta.url))
}

function lancer(): ChildProcess {
  // It may read files, as it must, and load the canvas; it writes nothing and starts nothing.
  const execArgv = ['--permission', '--allow-fs-read=*', '--allow-addons', '--disable-warning=SecurityWarning', '--max-old-space-size=512', '--max-semi-space-size=16']
  const options = { env: ENVIRONNEMENT, serialization: 'advanced' as const, stdio: ['ignore' as const, 'ignore' as const, 'inherit' as const, 'ipc' as const] }
  if (process.platform !== 'linux') return fork(lecteur(), [], { execArgv, ...options })
  return spawn('/bin/sh', ['-c', `ulimit -d ${MEMOIRE_DUN_FICHIER}; exec "$0" "$@"`, process.execPath, ...execArgv, lecteur()], options)
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

/** The answer of a process, whose work is over. */
function conclure(attente: Attente | undefined, resultat: Resultat): void {
  if ('fait' in resultat) attente?.suite(resultat.fait)
  else if ('refus' in resultat) attente?.suite({ refus: resultat.refus })
  else attente?.echec(new Error(`Lecture d’un PDF\u00a0: ${resultat.erreur}`))
}

/** The processes and the queue before them. */
function ouvrirPostes(processus: number, delaiMs: number) {
  const postes: Poste[] = Array.from({ length: processus }, () => ({ memoire: 0 }))
  const file: Attente[] = []
  let n = 0
  let ouvert = true

  const demarrer = (poste: Poste): ChildProcess => {
    const enfant = lancer()
    enfant.on('message', (resultat: Resultat) => {
      if (resultat.n !== poste.courant?.travail.n) return
      const attente = liberer(poste)
      poste.memoire = resultat.memoire
      if (resultat.memoire > MEMOIRE_MAX) tuer(poste)
      conclure(attente, resultat)
      avancer()
    })
    enfant.on('exit', (code, signal) => {
      if (poste.enfant !== enfant) return
      poste.enfant = undefined
      const attente = liberer(poste)
      // A signal is the kernel or V8 refusing memory. Any other code than ours: it could not start, which is not the file's fault.
      if (signal) attente?.suite({ refus: 'trop-long' })
      else if (code === SORTIE_SUR_FAUTE) attente?.suite({ refus: 'abime' })
      else attente?.echec(new Error(`Le processus de lecture s’est arrêté (${code})`))
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
        liberer(poste)?.suite({ refus: 'trop-long' })
        avancer()
      }, delaiMs)
      enfant.send(attente.travail, (erreur) => erreur && tuer(poste))
    }
  }
  return {
    faire: (ouvrage: Ouvrage): Promise<Fait | RefusDePdf> =>
      new Promise((suite, echec) => {
        if (!ouvert) return echec(new Error('Lecteur fermé'))
        file.push({ travail: { n: ++n, ouvrage }, suite, echec })
        avancer()
      }),
    memoire: () => postes.map((poste) => poste.memoire),
    fermer: () => {
      ouvert = false
      postes.forEach(tuer)
      for (const attente of [...postes.map(liberer), ...file.splice(0)]) attente?.echec(new Error('Lecteur fermé'))
    },
  }
}

function refuser(fait: Fait | RefusDePdf, phrase?: string): never {
  if ('refus' in fait) throw new Refus(phrase ?? PHRASES[fait.refus])
  throw new Error('Réponse inattendue du processus de lecture')
}

/**
 * Opens `processus` reading processes, started at the first file, where PDFs that people send are parsed: never in the
 * server. A file that takes more than `delaiMs` is refused (`trop-long`) and its process killed.
 */
export function ouvrirLecteur(options: { processus?: number; delaiMs?: number } = {}): Lecteur {
  const { faire, memoire, fermer } = ouvrirPostes(options.processus ?? 1, options.delaiMs ?? 60_000)
  return {
    lirePdf: async (source) => {
      const fait = await faire({ genre: 'lire', source })
      return 'lu' in fait ? fait.lu : 'refus' in fait ? fait : refuser(fait)
    },
    rendrePage: async (source, page, pointsParPouce) => {
      const fait = await faire({ genre: 'rendre', source, page, pointsParPouce })
      return 'image' in fait ? fait.image : refuser(fait)
    },
    assemblerPdf: async (parties, reliure) => {
      const fait = await faire({ genre: 'assembler', parties: [...parties], reliure })
      return 'assemblage' in fait ? fait.assemblage : refuser(fait, TROP_ENSEMBLE)
    },
    memoire,
    fermer,
  }
}
