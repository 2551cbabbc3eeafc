/** What a page shows of a step before knowing what will be typed: fields that may exist, and how the script decides. */
import type { Condition } from '../../lib/condition.ts'
import { genreDe, simplifier } from './condition-simple.ts'
import type { Champ, Definition, Etape } from './definition.ts'
import { compiler, remplie, valeurDe } from './expression.ts'
import type { ContexteCel } from './expression.ts'
import { reponseDe } from './reponse.ts'
import type { Reponses } from './reponse.ts'
import { parcourir, passer } from './visible.ts'

/** `si`: the condition in words, when it depends on this page. `vive`: the same for the script; absent, the server alone decides. */
export type Affiche = { champ: Champ; si?: string; vive?: Condition; /** A computed value that depends on this page: told once it is sent. */ plusTard?: true }
/** What is known while the page is drawn: values of what is not on it, and the inputs of what is. */
export type Connu = { cel: ContexteCel; proches: ReadonlyMap<string, { champ: Champ; nom: string }> }

/** What is known when a step begins. */
export const connuAvant = (def: Definition, etape: Etape, reponses: Readonly<Reponses>): Connu => ({ cel: parcourir(def, reponses, etape).cel, proches: new Map() })

/**
 * The fields to draw, in order, and what is known after them. A field that depends on others of the page is drawn unless
 * it is already impossible; one that depends on earlier steps only is drawn when its condition is met.
 */
export function afficher(champs: readonly Champ[], prefixe: string, connu: Connu, reponses: Readonly<Reponses>): { affiches: Affiche[]; connu: Connu } {
  const cel = { ...connu.cel }
  const proches = new Map(connu.proches)
  const affiches: Affiche[] = []
  for (const champ of champs) {
    const affiche = afficherUn(champ, cel, proches)
    const plusTard = champ.type === 'calcule' && depend(champ.formule, proches)
    if (affiche) affiches.push(plusTard ? { ...affiche, plusTard } : affiche)
    if (!affiche || (champ.type === 'calcule' && !plusTard && affiche.si === undefined)) passer(champ, affiche ? reponseDe(reponses, champ.code) : null, affiche !== undefined, { reponses: {}, cel })
    else proches.set(champ.code, { champ, nom: `${prefixe}${champ.code}` })
  }
  return { affiches, connu: { cel, proches } }
}

const depend = (expression: string, proches: Connu['proches']) => compiler(expression)?.noms.some((nom) => proches.has(nom)) ?? false

function afficherUn(champ: Champ, cel: ContexteCel, proches: Connu['proches']): Affiche | undefined {
  const { condition } = champ
  if (condition === undefined) return { champ }
  if (!depend(condition, proches)) return remplie(condition, cel) ? { champ } : undefined
  // The inputs of the page have no value yet: the condition is false only when the rest decides it.
  if (valeurDe(condition, cel) === false) return undefined
  const vive = simplifier(compiler(condition)!.ast, (nom) => {
    const proche = proches.get(nom)
    if (!proche) return Object.hasOwn(cel, nom) ? { valeur: cel[nom]! } : undefined
    const genre = genreDe(proche.champ)
    return genre && { input: proche.nom, genre }
  })
  return { champ, si: champ.si ?? '', ...(vive ? { vive } : {}) }
}
