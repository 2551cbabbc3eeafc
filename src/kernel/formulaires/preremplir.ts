/** First values known elsewhere (the account, the register), offered and never imposed. */
import type { ContexteSaisie } from './contexte.ts'
import { estQuestion } from './champ.ts'
import type { Definition } from './definition.ts'
import { lireChamp } from './lire-champ.ts'
import { reponseDe } from './reponse.ts'
import type { Reponses } from './reponse.ts'
import { epurer } from './visible.ts'

/**
 * Completes missing answers of fields that have a `prefill` found in `sources` (e.g. `{ 'personne.telephone': '+229…' }`),
 * read by the same rules as typed text. A value that these rules refuse is left out; an answer already given stays.
 */
export const preremplir = (def: Definition, reponses: Readonly<Reponses>, sources: Sources, contexte: Contexte): Reponses => completer(def, reponses, (champ) => (champ.prefill === undefined ? undefined : lire(sources, champ.prefill)), contexte)

/** The same where the values are known by the codes of the fields. */
export const preremplirChamps = (def: Definition, reponses: Readonly<Reponses>, valeurs: Sources, contexte: Contexte): Reponses => completer(def, reponses, (champ) => lire(valeurs, champ.code), contexte)

type Sources = Readonly<Record<string, string | undefined>>
type Contexte = Omit<ContexteSaisie, 'reponses' | 'fichiers'>
const lire = (sources: Sources, nom: string) => (Object.hasOwn(sources, nom) ? sources[nom] : undefined)

function completer(def: Definition, reponses: Readonly<Reponses>, sourceDe: (champ: { code: string; prefill?: string | undefined }) => string | undefined, contexte: Contexte): Reponses {
  const completees: Reponses = { ...reponses }
  for (const champ of def.etapes.flatMap((e) => e.champs)) {
    if (!estQuestion(champ) || champ.type === 'bloc' || champ.type === 'consentement') continue
    const source = sourceDe(champ)
    if (source === undefined || reponseDe(completees, champ.code) !== null) continue
    const lu = lireChamp(champ, { nom: champ.code, brut: new Map([[champ.code, source]]), contexte: { ...contexte, reponses: {} }, avant: null })
    if (lu.valeur !== undefined && !lu.fautes) completees[champ.code] = lu.valeur
  }
  return epurer(def, completees)
}
