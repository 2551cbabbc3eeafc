import { lireDemarche } from '../demarches/index.ts'
import { estBrut, lire } from './brut.ts'
import type { Brut } from './brut.ts'
import { mot } from './mots.ts'
import { champsDe, CLES } from './plan.ts'

/** What keeps a project from being published. `retirer`: keys that nothing reads and no page holds; they can only be taken away. */
export type Faute = { partie: 'presentation' | 'questions' | 'circuit' | 'delai' | 'document' | 'conservation' | 'messages'; phrase: string; retirer?: string[] }

// A page says the faults of a project in its menu, above its form and in its table: the same content is read once.
const JUGES = new WeakMap<Brut, readonly Faute[]>()

/** Everything that keeps a project from being published, by the part where it is corrected; in French. */
export function fautesDe(contenu: Brut): readonly Faute[] {
  const deja = JUGES.get(contenu)
  if (deja) return deja
  const fautes = juger(contenu)
  JUGES.set(contenu, fautes)
  return fautes
}

function juger(contenu: Brut): Faute[] {
  try {
    lireDemarche(contenu)
    return []
  } catch (erreur) {
    const noms = new Map(champsDe(contenu).map(({ champ }) => [String(champ.code), champ]))
    return (erreur as Error).message.split('\n').map((lue) => {
      // What the form says comes with its name in front, or twice.
      const phrase = lue.replace(/^formulaire\.(?=formulaire\b|etapes\b|[A-ZÉ«L…])/u, '')
      const inconnues = clesInconnues(contenu, phrase)
      return { partie: partieDe(phrase), phrase: direFaute(phrase, noms), ...(inconnues.length > 0 ? { retirer: inconnues } : {}) }
    })
  }
}

/** Keys beside the parts of a procedure, or beside the steps of its form: the pages keep what they do not know. */
function clesInconnues(contenu: Brut, phrase: string): string[] {
  const [, ou] = /^(démarche|formulaire) : .* n’est pas prévu ici$/s.exec(phrase) ?? []
  if (ou === 'démarche') return Object.keys(contenu).filter((cle) => !CLES.includes(cle))
  const formulaire = ou && lire(contenu, 'formulaire')
  return estBrut(formulaire || undefined) ? Object.keys(formulaire as Brut).filter((cle) => cle !== 'etapes').map((cle) => `formulaire.${cle}`) : []
}

/** The same definition without a key that nothing reads; a key that has a place stays. */
export function oublier(contenu: Brut, cle: string): Brut {
  if (cle.startsWith('formulaire.') && estBrut(contenu.formulaire)) return { ...contenu, formulaire: sansCle(contenu.formulaire, cle.slice('formulaire.'.length), ['etapes']) }
  return sansCle(contenu, cle, CLES)
}
const sansCle = (objet: Brut, cle: string, gardees: readonly string[]): Brut => Object.fromEntries(Object.entries(objet).filter(([k]) => k !== cle || gardees.includes(k)))

/** Names of a definition are for whoever writes files: on screen, a fault says the words of the page. */
function direFaute(phrase: string, champs: ReadonlyMap<string, Brut>): string {
  const [, image] = /^Le champ « (\w+) » montre « [^»]* », qui n’a pas été lu/.exec(phrase) ?? []
  if (image) return `L’image « ${nomDe(champs.get(image), image)} » n’est pas encore envoyée : ouvrez-la, puis envoyez un fichier`
  const [, chemin, reste] = /^([\p{L}\w.-]+) : (.+)$/su.exec(phrase) ?? []
  if (!chemin || !reste) return nommerChamps(phrase, champs)
  const cles = chemin.split('.').filter((cle) => cle !== 'formulaire')
  const dits = cles.map((cle, rang) => (/^\d+$/.test(cle) ? `n° ${Number(cle) + 1}` : estNomme(cle, cles[rang - 1]) ? `« ${cles[rang - 1] === 'champs' ? nomDe(champs.get(cle), cle) : cle} »` : motDe(cles.slice(0, rang + 1), champs).libelle))
  return `${dits.slice(-3).join(', ')} : ${direRegle(reste, motDe(cles, champs).aide)}`
}

/** The words of a path where elements are named rather than counted; a question's own keys depend on its type. */
function motDe(cles: readonly string[], champs: ReadonlyMap<string, Brut>) {
  const rang = cles.lastIndexOf('champs')
  const type = rang < 0 ? undefined : champs.get(cles[rang + 1] ?? '')?.type
  const suite = cles.slice(rang + 2)
  return mot(typeof type === 'string' && suite.length > 0 ? ['champs', type, ...suite].join('.') : cles.join('.'))
}

const nomDe = (champ: Brut | undefined, code: string): string => [champ?.libelle, champ?.texte, champ?.alternative].find((t): t is string => typeof t === 'string' && t !== '')?.slice(0, 80) ?? code

/** « Le champ « age » » is the question by its words; what only a file could mend is said as on a page. */
const nommerChamps = (phrase: string, champs: ReadonlyMap<string, Brut>): string =>
  phrase.replace(/^Le champ (?=«)/, 'La question ').replace(/« (\w+) »/g, (tout, code: string) => (champs.has(code) ? `« ${nomDe(champs.get(code), code)} »` : tout)).replace('dites sa condition en mots dans « si »', 'dites sa condition en mots')

/** The library of schemas speaks English where the engine gives it no sentence. */
function direRegle(regle: string, aide: string | undefined): string {
  if (regle === 'Invalid URL') return 'écrivez une adresse entière, par exemple https://sgg.gouv.bj/doc/loi'
  if (regle.startsWith('Invalid ISO date')) return 'écrivez la date ainsi : 2026-01-31'
  return /^(?:Invalid|Too|Unrecognized|Expected)\b/.test(regle) ? `ce qui est écrit ne convient pas${aide ? `. ${aide}` : ''}` : regle
}

/** After a list, a key is the short name of one of its elements. */
const estNomme = (cle: string, avant: string | undefined): boolean => avant !== undefined && ['etapes', 'champs', 'stations', 'viseurs'].includes(avant) && !/^\d+$/.test(cle)

function partieDe(phrase: string): Faute['partie'] {
  if (/^(?:delai|silence|complement|sousDemandes)/.test(phrase)) return 'delai'
  if (phrase.startsWith('conservation')) return 'conservation'
  if (/^(?:messages|echanges)/.test(phrase)) return 'messages'
  if (/^(?:document|refus|lettres|recepisse|registre)/.test(phrase)) return 'document'
  if (phrase.startsWith('circuit')) return 'circuit'
  return /^(?:fiche|titre|code|prefixe|pour|mandataire|démarche)/.test(phrase) ? 'presentation' : 'questions'
}
