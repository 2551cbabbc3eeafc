/** What stands between a draft and its filing. */
import type { ContexteSaisie } from './contexte.ts'
import type { Definition } from './definition.ts'
import { lireSaisie } from './lire-saisie.ts'
import type { Reponses } from './reponse.ts'
import { etapesVisibles } from './visible.ts'
import { versSaisie } from './vers-saisie.ts'

/** `champ` is the name of the input, as in `erreurs`. */
export type Manque = { etape: string; titre: string; champ: string; phrase: string }

/**
 * Everything still missing or wrong, step by step, by the very rules of the page: each visible step is read again from
 * its own answers. Dates are judged at `maintenant`.
 */
export function manques(def: Definition, reponses: Readonly<Reponses>, contexte: Omit<ContexteSaisie, 'reponses' | 'fichiers'>): Manque[] {
  return etapesVisibles(def, reponses).flatMap((etape) => {
    const lue = lireSaisie(def, etape, versSaisie(etape, reponses, contexte.territoires), { ...contexte, reponses })
    return Object.entries(lue.erreurs).map(([champ, phrase]) => ({ etape: etape.code, titre: etape.titre, champ, phrase }))
  })
}
