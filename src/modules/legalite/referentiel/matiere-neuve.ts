import { parentDe } from './corps.ts'
import type { Element } from './forme/champ.ts'

/** What a code has meant in some published version, and in the draft. */
export type Sens = { code: string; libelle: string }

/** The next code under a parent, never one that was given before. Undefined when the level is full. */
export function prochainCode(parent: string, sens: readonly Sens[]): string | undefined {
  const rangs = sens.filter((s) => parentDe(s.code) === parent).map((s) => Number(s.code.split('.').at(-1)))
  const suivant = Math.max(0, ...rangs) + 1
  return suivant > 99 ? undefined : parent === '' ? String(suivant) : `${parent}.${suivant}`
}

/** Why a new subject may not have this code; nothing when it may. A closed code comes back with its own meaning only. */
export function fauteCode(code: string, parent: string, libelle: string, presents: readonly Element[], sens: readonly Sens[]): string | undefined {
  if (!/^\d{1,2}(\.\d{1,2}){0,2}$/.test(code) || parentDe(code) !== parent) return parent === '' ? 'Écrivez un nombre, par exemple 10' : `Ce code commence par « ${parent}. », par exemple ${parent}.1`
  const pris = presents.find((e) => e['code'] === code)
  if (pris) return `Ce code est celui de « ${String(pris['libelle'])} » : laissez vide, la plateforme donne le suivant`
  const ancien = sens.find((s) => s.code === code && s.libelle !== libelle)
  return ancien && `Ce code a désigné « ${ancien.libelle} » et garde ce sens : laissez vide, la plateforme donne le suivant`
}
