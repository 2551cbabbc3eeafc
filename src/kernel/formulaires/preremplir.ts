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
export function preremplir(def: Definition, reponses: Readonly<Reponses>, sources: Readonly<Record<string, string | undefined>>, contexte: Omit<ContexteSaisie, 'reponses' | 'fichiers'>): Reponses {
  const completees: Reponses = { ...reponses }
  for (const champ of def.etapes.flatMap((e) => e.champs)) {
    if (!estQuestion(champ) || champ.type === 'bloc' || champ.type === 'consentement' || champ.prefill === undefined) continue
    const source = Object.hasOwn(sources, champ.prefill) ? sources[champ.prefill] : undefined
    if (source === undefined || reponseDe(completees, champ.code) !== null) continue
    const lu = lireChamp(champ, { nom: champ.code, brut: new Map([[champ.code, source]]), contexte: { ...contexte, reponses: {} }, avant: null })
    if (lu.valeur !== undefined && !lu.fautes) completees[champ.code] = lu.valeur
  }
  return epurer(def, completees)
}
