/** What of a form exists for these answers: one walk in order decides it; everything else reads that walk. */
import { versCel } from './cel.ts'
import { estDecor } from './champ.ts'
import type { Bloc, Champ, Definition, Etape } from './definition.ts'
import { remplie, valeurDe } from './expression.ts'
import type { ContexteCel } from './expression.ts'
import { elementsDe, reponseDe } from './reponse.ts'
import type { Reponse, Reponses } from './reponse.ts'

export type EtapeParcourue = { etape: Etape; champs: Champ[] }
export type Parcours = {
  /** Visible steps, each with its visible fields. */
  etapes: EtapeParcourue[]
  /** Answers of visible fields only, with computed values. */
  reponses: Reponses
  /** The same for CEL; hidden and missing answers are null (lists: empty). */
  cel: ContexteCel
}

/** Walks the form in order. `jusqua`: stops before that step. Hidden fields count as unanswered for what follows. */
export function parcourir(def: Definition, reponses: Readonly<Reponses>, jusqua?: Etape): Parcours {
  const parcours: Parcours = { etapes: [], reponses: {}, cel: {} }
  for (const etape of def.etapes) {
    if (jusqua && etape.code === jusqua.code) break
    const visible = remplie(etape.condition, parcours.cel)
    const champs = etape.champs.filter((champ) => passer(champ, reponseDe(reponses, champ.code), visible, parcours))
    if (visible) parcours.etapes.push({ etape, champs })
  }
  return parcours
}

/** One field of the walk: true when visible. Its answer, if any, joins those of the walk. */
export function passer(champ: Champ, reponse: Reponse, possible: boolean, parcours: Pick<Parcours, 'reponses' | 'cel'>): boolean {
  const visible = possible && remplie(champ.condition, parcours.cel)
  const gardee = visible ? garder(champ, reponse, parcours.cel) : null
  if (!estDecor(champ)) parcours.cel[champ.code] = versCel(champ, gardee, (e) => (champ.type === 'bloc' ? parcourirElement(champ, e, parcours.cel).celPropre : {}))
  if (gardee !== null) parcours.reponses[champ.code] = gardee
  return visible
}

function garder(champ: Champ, reponse: Reponse, cel: ContexteCel): Reponse {
  if (estDecor(champ)) return null
  if (champ.type === 'calcule') return resultat(champ, valeurDe(champ.formule, cel))
  if (champ.type !== 'bloc') return reponse
  const elements = elementsDe(reponse).map((e) => parcourirElement(champ, e, cel).reponses)
  return elements.length > 0 ? elements : null
}

/** One element of a block: its fields see those before them in the element, and the rest of the form before the block. */
export function parcourirElement(bloc: Bloc, element: Reponses, cel: ContexteCel): { champs: Champ[]; reponses: Reponses; celPropre: ContexteCel } {
  const parcours = { reponses: {} as Reponses, cel: { ...cel } }
  const champs = bloc.champs.filter((champ) => passer(champ, reponseDe(element, champ.code), true, parcours))
  const celPropre = Object.fromEntries(bloc.champs.filter((c) => Object.hasOwn(parcours.cel, c.code)).map((c) => [c.code, parcours.cel[c.code]!]))
  return { champs, reponses: parcours.reponses, celPropre }
}

/** A computed value in its declared shape; null when it cannot be told. */
function resultat(champ: Extract<Champ, { type: 'calcule' }>, valeur: unknown): Reponse {
  if (champ.resultat === 'oui_non') return typeof valeur === 'boolean' ? valeur : null
  if (champ.resultat === 'texte') return typeof valeur === 'string' ? valeur.slice(0, 2000) : null
  if (champ.resultat === 'date') return typeof valeur === 'string' && /^\d{4}-\d\d-\d\d$/.test(valeur) ? valeur : null
  if (typeof valeur !== 'bigint' && typeof valeur !== 'number') return null
  const n = Number(Number(valeur).toFixed(champ.resultat === 'montant' ? 0 : champ.decimales))
  return Number.isFinite(n) && Math.abs(n) <= Number.MAX_SAFE_INTEGER ? n + 0 : null
}

/** The steps this person goes through, in order. */
export const etapesVisibles = (def: Definition, reponses: Readonly<Reponses>): Etape[] => parcourir(def, reponses).etapes.map((e) => e.etape)

/** The fields of a step whose condition is met by these answers; none when the step itself is hidden. */
export const champsVisibles = (def: Definition, etape: Etape, reponses: Readonly<Reponses>): Champ[] => parcourir(def, reponses).etapes.find((e) => e.etape.code === etape.code)?.champs ?? []

/** The answers without those of hidden, unknown or emptied fields, and with computed values. Idempotent. */
export const epurer = (def: Definition, reponses: Readonly<Reponses>): Reponses => parcourir(def, reponses).reponses

/** The value of an expression over these answers (bigint for whole numbers); undefined when it cannot be told. */
export const evaluer = (def: Definition, expression: string, reponses: Readonly<Reponses>): unknown => valeurDe(expression, parcourir(def, reponses).cel)
