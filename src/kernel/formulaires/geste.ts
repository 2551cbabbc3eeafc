/** Buttons that change the page without sending it: one block more or less, a file withdrawn, a place looked for. */
import { aplatir, lireTextes } from './brut.ts'
import { estFichier } from './champ.ts'
import type { Bloc, Champ, Etape, TypeChamp } from './definition.ts'
import { nombreDe } from './lire-saisie.ts'

/** `champ` is the name of the input (`enfants`, `enfants.0.acte`). */
export type Geste = { genre: 'ajouter'; champ: string } | { genre: 'retirer'; champ: string; indice: number } | { genre: 'retirer_fichier'; champ: string; reference: string } | { genre: 'chercher'; champ: string }

/** Types answered by looking for a name. */
const CHERCHENT: ReadonlySet<TypeChamp | undefined> = new Set<TypeChamp>(['territoire', 'adresse', 'bureau', 'reference'])

type Valeurs = Record<string, string | string[]>

/**
 * The gesture asked by `_ajouter`, `_retirer` or `_chercher`, and what the page must show again: nothing is validated.
 * No gesture: the same values, flattened. Applying it twice changes nothing more, the button's name being consumed.
 */
export function gestesBloc(etape: Etape, saisie: unknown): { geste?: Geste; saisie: Valeurs } {
  const brut = new Map(aplatir(saisie))
  const geste = lireGeste(etape, saisie)
  if (geste?.genre === 'ajouter') ajouter(trouver(etape, geste.champ) as Bloc, geste.champ, brut)
  if (geste?.genre === 'retirer') retirer(trouver(etape, geste.champ) as Bloc, geste.champ, geste.indice, brut)
  if (geste?.genre === 'retirer_fichier') retirerGarde(geste.champ, geste.reference, brut)
  return { ...(geste ? { geste } : {}), saisie: Object.fromEntries(brut) }
}

function lireGeste(etape: Etape, saisie: unknown): Geste | undefined {
  const dit = (nom: string) => {
    const v = typeof saisie === 'object' && saisie !== null && Object.hasOwn(saisie, nom) ? (saisie as Record<string, unknown>)[nom] : undefined
    return typeof v === 'string' && v.length <= 200 ? v : undefined
  }
  const plus = dit('_ajouter')
  if (plus !== undefined) return trouver(etape, plus)?.type === 'bloc' ? { genre: 'ajouter', champ: plus } : undefined
  const lieu = dit('_chercher')
  if (lieu !== undefined) return CHERCHENT.has(trouver(etape, lieu)?.type) ? { genre: 'chercher', champ: lieu } : undefined
  const moins = /^(.+)\.([^.]+)$/.exec(dit('_retirer') ?? '')
  if (!moins) return undefined
  const [, champ = '', reste = ''] = moins
  const trouve = trouver(etape, champ)
  if (trouve?.type === 'bloc' && /^\d{1,2}$/.test(reste)) return { genre: 'retirer', champ, indice: Number(reste) }
  return trouve && estFichier(trouve) ? { genre: 'retirer_fichier', champ, reference: reste } : undefined
}

/** The field behind the name of an input: `enfants`, or `enfants.0.acte`. */
function trouver(etape: Etape, nom: string): Champ | undefined {
  const [code = '', indice, interieur, ...trop] = nom.split('.')
  const champ = etape.champs.find((c) => c.code === code)
  if (indice === undefined) return champ
  if (champ?.type !== 'bloc' || !/^\d{1,2}$/.test(indice) || trop.length > 0) return undefined
  return champ.champs.find((c) => c.code === interieur)
}

function ajouter(bloc: Bloc, nom: string, brut: Map<string, string | string[]>): void {
  brut.set(`${nom}.nombre`, String(Math.min(nombreDe(bloc, nom, brut) + 1, bloc.max)))
}

/** Removes one element; those after it move down by one, and its files are named among those withdrawn. */
function retirer(bloc: Bloc, nom: string, indice: number, brut: Map<string, string | string[]>): void {
  const compte = nombreDe(bloc, nom, brut)
  if (indice >= compte) return
  const debut = `${nom}.`
  const retires: string[] = []
  const touches = [...brut].flatMap(([cle, v]) => {
    const m = cle.startsWith(debut) ? /^(\d{1,2})(\..+)$/.exec(cle.slice(debut.length)) : null
    return m && Number(m[1]) >= indice ? [{ cle, v, rang: Number(m[1]), suite: m[2]! }] : []
  })
  for (const { cle } of touches) brut.delete(cle)
  for (const { v, rang, suite } of touches) {
    if (rang > indice) brut.set(`${debut}${rang - 1}${suite}`, v)
    else if (/\.(?:garde|retire)$/.test(suite)) retires.push(...[v].flat())
  }
  brut.set(`${nom}.nombre`, String(compte - 1))
  noterRetires(nom, retires, brut)
}

function retirerGarde(champ: string, reference: string, brut: Map<string, string | string[]>): void {
  const cle = `${champ}.garde`
  const reste = lireTextes(brut, cle).filter((id) => id !== reference)
  if (brut.has(cle)) brut.set(cle, reste.length > 0 ? reste : '')
  noterRetires(champ, [reference], brut)
}

/** Withdrawn files are named until the page is saved, so that they do not come back from the answers. */
function noterRetires(nom: string, references: readonly string[], brut: Map<string, string | string[]>): void {
  const tous = new Set([...lireTextes(brut, `${nom}.retire`), ...references].filter((id) => id !== ''))
  if (tous.size > 0) brut.set(`${nom}.retire`, [...tous])
}
