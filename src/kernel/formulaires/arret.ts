/** Steps where a rule says that one goes no further. */
import type { Arret, Definition, Etape } from './definition.ts'
import { remplie } from './expression.ts'
import type { Reponses } from './reponse.ts'
import { parcourir } from './visible.ts'

/** A stop, the step that holds it, and whether it blocks: a rule that nobody has confirmed only warns. */
export type ArretAtteint = Arret & { etape: Etape; bloque: boolean }

/** The first stop that these answers meet, those that block before those that warn; undefined when one may go on and file. */
export function findArret(def: Definition, reponses: Readonly<Reponses>): ArretAtteint | undefined {
  const { etapes, cel } = parcourir(def, reponses)
  const atteints = etapes.flatMap(({ etape }) => (etape.arrets ?? []).filter(({ condition }) => remplie(condition, cel)).map((arret) => ({ ...arret, etape, bloque: arret.verifie })))
  return atteints.find((a) => a.bloque) ?? atteints[0]
}
