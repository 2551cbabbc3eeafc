/** Reading one field: what it is read from, and what it gives. */
import { ponctuer } from '../../lib/francais.ts'
import { lireTexte, uneLigne } from './brut.ts'
import type { Brut } from './brut.ts'
import type { ContexteSaisie } from './contexte.ts'
import { UNE_SEULE } from './phrase.ts'
import type { Reponse } from './reponse.ts'

/** `{}` is « nothing was answered ». */
export type Lu = { valeur?: Reponse; fautes?: Record<string, string> }
export type Lecteur = { nom: string; brut: Brut; contexte: ContexteSaisie; /** Answer kept before, of the same field. */ avant: Reponse }

/** One sentence about one input. */
export const faute = (nom: string, phrase: string): Lu => ({ fautes: { [nom]: ponctuer(phrase) } })

/** The texts of the parts of a field, on one line, '' when absent; a part sent twice is a fault. */
export function lireMorceaux<P extends string>(l: Lecteur, parties: readonly P[]): { textes: Record<P, string> } | { fautes: Record<string, string> } {
  const textes = {} as Record<P, string>
  for (const partie of parties) {
    const lu = lireTexte(l.brut, `${l.nom}.${partie}`)
    if ('plusieurs' in lu) return { fautes: { [`${l.nom}.${partie}`]: UNE_SEULE } }
    textes[partie] = uneLigne(lu.texte)
  }
  return { textes }
}
