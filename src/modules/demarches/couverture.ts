import { clePosteDe } from '../../kernel/identite/cles-poste.ts'
import { findRole } from '../../kernel/identite/role.ts'
import { enumerer } from '../../lib/francais.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import type { Qui } from './circuit.ts'
import type { Demarche } from './definition.ts'

/** A post that a circuit calls and that nobody holds in some places: a file would wait there. `sans`: their codes, out of `total`. */
export type Lacune = { station: string; qui: string; sans: string[]; total: number }

/**
 * What of a circuit nobody can do today. `tenus`: keys of the posts that somebody holds (kernel/identite/cles-poste.ts). A post
 * named by an answer may be anywhere: every place of the office's level is looked at. Nothing here forbids to publish.
 */
export function lacunes(demarche: Pick<Demarche, 'circuit' | 'pour'>, territoires: Territoires, tenus: ReadonlySet<string>): Lacune[] {
  const { bureau, stations } = demarche.circuit
  // Agents ask from any office: who examines depends on theirs.
  if (!bureau && demarche.pour === 'agents') return []
  const lieux = bureau?.fixe ? ['BJ'] : territoires.tous(bureau?.niveau ?? 'commune').map((t) => t.code)
  return appels(stations).flatMap(({ station, qui }) => {
    if (qui.bureau === 'demandeur') return []
    const nom = qui.bureau && territoires.bureaux('BJ').find((b) => b.id === qui.bureau)?.nom
    const sans = lieux.filter((lieu) => !qui.roles.some((role) => {
      const cle = clePosteDe(role, lieu, territoires, nom)
      return cle !== undefined && tenus.has(cle)
    }))
    return sans.length === 0 ? [] : [{ station, qui: enumerer(qui.roles.map((role) => (findRole(role)?.titre ?? role).toLocaleLowerCase('fr')), 'ou'), sans, total: lieux.length }]
  })
}

/** Whom each station calls. */
function appels(stations: Demarche['circuit']['stations']): { station: string; qui: Qui }[] {
  return stations.flatMap((s) => {
    if (s.genre === 'visa') return s.viseurs.map((v) => ({ station: v.titre, qui: v.qui }))
    return 'qui' in s && s.qui ? [{ station: s.titre, qui: s.qui }] : []
  })
}
