import { Refus } from '../../lib/erreurs.ts'
import { ouvrirEquipe } from '../processus.ts'
import type { Fin, Programme } from '../processus.ts'
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

const PROGRAMME: Programme = {
  module: new URL('./lecteur', import.meta.url),
  // It may read files, as it must, and load the canvas; it writes nothing and starts nothing.
  execArgv: ['--permission', '--allow-fs-read=*', '--allow-addons', '--disable-warning=SecurityWarning', '--max-old-space-size=512', '--max-semi-space-size=16'],
  env: ENVIRONNEMENT,
  memoireKo: MEMOIRE_DUN_FICHIER,
}

/** What the end of a process says of the file it read. Throws when the file has no part in it. */
function conclure(fin: Fin<Resultat>): Fait | RefusDePdf {
  if (fin.genre === 'fait') {
    if ('fait' in fin.resultat) return fin.resultat.fait
    if ('refus' in fin.resultat) return { refus: fin.resultat.refus }
    throw new Error(`Lecture d’un PDF\u00a0: ${fin.resultat.erreur}`)
  }
  // A signal is the kernel or V8 refusing memory. Any other code than ours: it could not start, which is not the file's fault.
  if (fin.genre === 'delai' || fin.signal) return { refus: 'trop-long' }
  if (fin.code === SORTIE_SUR_FAUTE) return { refus: 'abime' }
  throw new Error(`Le processus de lecture s’est arrêté (${fin.code})`)
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
  const { faire: confier, memoire, fermer } = ouvrirEquipe<Omit<Travail, 'n'>, Resultat>({ nom: 'Lecteur', programme: PROGRAMME, nombre: options.processus ?? 1, delaiMs: options.delaiMs ?? 60_000, memoireMax: MEMOIRE_MAX })
  const faire = async (ouvrage: Ouvrage) => conclure(await confier({ ouvrage }))
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
