import { Refus } from '../../lib/erreurs.ts'
import { ouvrirEquipe } from '../processus.ts'
import type { Programme } from '../processus.ts'
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

const programme = (dossierModeles: string): Programme => ({
  module: new URL('./ouvrier', import.meta.url),
  args: [dossierModeles],
  // A small heap collects often: 180 MB a process, flat over 5,000 documents; by default 400 MB.
  execArgv: ['--max-old-space-size=96', '--max-semi-space-size=8'],
  env: ENVIRONNEMENT,
  memoireKo: MEMOIRE_DUN_DOCUMENT,
})

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
  const { faire, memoire, fermer } = ouvrirEquipe<Omit<Travail, 'n'>, Resultat>({ nom: 'Rendeur', programme: programme(dossierModeles), nombre: processus, delaiMs, memoireMax: MEMOIRE_MAX })
  return {
    rendrePdf: async ({ modele, donnees, date, emplacement }) => {
      const fin = await faire({ modele, donnees: JSON.stringify(assainir(donnees)), horodatage: Math.floor(date.getTime() / 1000), emplacement })
      if (fin.genre === 'delai') throw new Error(`Modèle de document\u00a0: plus de ${delaiMs} ms`)
      if (fin.genre === 'arret') throw new Error(fin.signal === 'SIGABRT' ? 'Modèle de document\u00a0: il demande trop de mémoire' : 'Le processus de composition s’est arrêté')
      if ('pdf' in fin.resultat) return fin.resultat.pdf
      throw expliquer(fin.resultat.erreur)
    },
    memoire,
    fermer,
  }
}
