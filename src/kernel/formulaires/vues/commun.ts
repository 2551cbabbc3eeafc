/** What every view of `vues/` receives, and the props its outermost component takes from it. */
import { ponctuer } from '../../../lib/francais.ts'
import type { ChampDe, TypeCompose } from '../definition.ts'
import type { Reponse } from '../reponse.ts'
import type { Page } from '../vue.tsx'

export type PropsDe<T extends TypeCompose> = { champ: ChampDe<T>; nom: string; page: Page; reponse: Reponse }

/** Label, help and name of a field; `aide` when the definition gives none. */
export function communs({ champ, nom, page }: { champ: { libelle: string; aide?: string | undefined; requis: boolean }; nom: string; page: Page }, aide?: string) {
  const dite = champ.aide ?? aide
  return { vue: page.vue, nom, libelle: ponctuer(champ.libelle), aide: dite && ponctuer(dite), facultatif: !champ.requis }
}
