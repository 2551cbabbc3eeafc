/** A step read from what was typed: answers, sentences, and the text to show again. Never throws on what was sent. */
import { ponctuer } from '../../lib/francais.ts'
import { fauteApres } from './apres.ts'
import { aplatir } from './brut.ts'
import type { Brut } from './brut.ts'
import type { ContexteSaisie, SaisieLue } from './contexte.ts'
import { estQuestion } from './champ.ts'
import type { Bloc, Champ, Definition, Etape } from './definition.ts'
import { lireChamp } from './lire-champ.ts'
import { minuscule } from './phrase.ts'
import { phraseManque } from './phrase-manque.ts'
import { elementsDe, reponseDe } from './reponse.ts'
import type { Reponse, Reponses } from './reponse.ts'
import { epurer, parcourir, passer } from './visible.ts'
import { remplie } from './expression.ts'

/** `blocs`: every element as the page shows it, empty ones included. */
type Lecture = { def: Definition; brut: Brut; contexte: ContexteSaisie; erreurs: Record<string, string>; blocs: Reponses }
type Parcours = Parameters<typeof passer>[3]

/**
 * Reads the flat form of one step (`nom`, `naissance.annee`, `enfants.0.nom`; JSON may be nested). Fields whose condition
 * is false are neither read nor required. A field in fault has no answer; the others are kept, so a draft may be saved.
 */
export function lireSaisie(def: Definition, etape: Etape, saisie: unknown, contexte: ContexteSaisie): SaisieLue {
  const brut = aplatir(saisie)
  const lecture: Lecture = { def, brut, contexte, erreurs: {}, blocs: {} }
  const avant = parcourir(def, contexte.reponses, etape)
  const possible = remplie(etape.condition, avant.cel)
  const lues: Parcours = { reponses: {}, cel: avant.cel }
  if (possible) lireChamps(etape.champs, '', contexte.reponses, lecture, lues)
  const codes = new Set(etape.champs.map((c) => c.code))
  const autres = Object.fromEntries(Object.entries(contexte.reponses).filter(([code]) => !codes.has(code)))
  // While the page comes back, elements stay in their places: their files are found by rank.
  const blocs = Object.keys(lecture.erreurs).length > 0 ? lecture.blocs : {}
  return { reponses: epurer(def, { ...autres, ...lues.reponses, ...blocs }), erreurs: lecture.erreurs, saisie: echo(etape, brut) }
}

/** Reads fields in order; each sees the answers before it. */
function lireChamps(champs: readonly Champ[], prefixe: string, avant: Readonly<Reponses>, lecture: Lecture, lues: Parcours): void {
  for (const champ of champs) {
    const visible = remplie(champ.condition, lues.cel)
    const reponse = visible && estQuestion(champ) ? lireQuestion(champ, `${prefixe}${champ.code}`, reponseDe(avant, champ.code), lecture, lues) : null
    passer(champ, reponse, visible, lues)
  }
}

function lireQuestion(champ: Extract<Champ, { requis: boolean }>, nom: string, avant: Reponse, lecture: Lecture, lues: Parcours): Reponse {
  if (champ.type === 'bloc') return lireBloc(champ, nom, avant, lecture, lues)
  const lu = lireChamp(champ, { nom, brut: lecture.brut, contexte: lecture.contexte, avant })
  const deplacee = fauteApres(lecture.def, champ, lu.valeur, lues.cel)
  if (deplacee !== undefined) lecture.erreurs[nom] = deplacee
  Object.assign(lecture.erreurs, lu.fautes)
  if (lu.valeur === undefined && !lu.fautes && champ.requis) lecture.erreurs[nom] = phraseManque(champ)
  return deplacee === undefined ? (lu.valeur ?? null) : null
}

/** How many elements the page shows: what it says, or what the names of its inputs imply; never more than `max`. */
export function nombreDe(bloc: Bloc, nom: string, brut: Brut): number {
  const dit = brut.get(`${nom}.nombre`)
  let n = typeof dit === 'string' && /^\d{1,3}$/.test(dit) ? Number(dit) : 0
  for (const cle of brut.keys()) {
    const rang = cle.startsWith(`${nom}.`) ? /^(\d{1,2})\./.exec(cle.slice(nom.length + 1)) : null
    if (rang) n = Math.max(n, Number(rang[1]) + 1)
  }
  return Math.min(n, bloc.max)
}

function lireBloc(bloc: Bloc, nom: string, avant: Reponse, lecture: Lecture, lues: Parcours): Reponse {
  const anciens = elementsDe(avant)
  const elements: Reponses[] = []
  const tous: Reponses[] = []
  const compte = nombreDe(bloc, nom, lecture.brut)
  const min = bloc.requis ? Math.max(bloc.min, 0) : 0
  for (let i = 0; i < compte; i++) {
    const dedans: Parcours = { reponses: {}, cel: { ...lues.cel } }
    const propre: Lecture = { ...lecture, erreurs: {} }
    lireChamps(bloc.champs, `${nom}.${i}.`, anciens[i] ?? {}, propre, dedans)
    const vide = !rempli(bloc, nom, i, lecture.brut) && Object.keys(dedans.reponses).every((code) => bloc.champs.some((c) => c.code === code && c.type === 'calcule'))
    tous.push(dedans.reponses)
    // An element left quite empty is dropped without a word, as long as enough others remain.
    if (vide && compte > min) continue
    for (const [cle, phrase] of Object.entries(propre.erreurs)) lecture.erreurs[cle] = ponctuer(`${bloc.element} ${i + 1} : ${minuscule(phrase)}`)
    elements.push(dedans.reponses)
  }
  if (tous.length > elements.length) lecture.blocs[bloc.code] = tous
  if (elements.length < min) lecture.erreurs[nom] = phraseManque(bloc)
  return elements.length > 0 ? elements : null
}

/** Whether something was typed or ticked in an element; radios of precision and hidden names of places say nothing alone. */
function rempli(bloc: Bloc, nom: string, i: number, brut: Brut): boolean {
  const debut = `${nom}.${i}.`
  return [...brut].some(([cle, v]) => cle.startsWith(debut) && !/\.(?:precision|cherche)$/.test(cle) && (Array.isArray(v) ? v.some((t) => t.trim() !== '') : v.trim() !== '')) || bloc.champs.some((c) => c.type === 'adresse' && String(brut.get(`${debut}${c.code}.precision`) ?? '').trim() !== '')
}

/** The text sent for a step, under its own names and of bounded size, neither judged nor read. */
export const tapeDe = (etape: Etape, saisie: unknown): SaisieLue['saisie'] => echo(etape, aplatir(saisie))

/** What was typed under the names of this step, to show again. */
function echo(etape: Etape, brut: Brut): Record<string, string | string[]> {
  const codes = new Set(etape.champs.map((c) => c.code))
  return Object.fromEntries([...brut].filter(([cle]) => codes.has(cle.split('.', 1)[0]!)))
}
