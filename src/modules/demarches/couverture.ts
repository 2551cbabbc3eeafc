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
export function lacunes(demarche: Couverte, territoires: Territoires, tenus: ReadonlySet<string>): Lacune[] {
  const { bureau } = demarche.circuit
  const partout = bureau?.fixe ? ['BJ'] : territoires.tous(bureau?.niveau ?? 'commune').map((t) => t.code)
  return appels(demarche).flatMap(({ station, qui }) => {
    // Agents ask from any office: who examines depends on theirs, unless it is a direction of the ministry.
    if (qui.bureau === 'demandeur' || (!bureau && demarche.pour === 'agents' && qui.bureau === undefined)) return []
    const lieux = !bureau && demarche.pour === 'agents' ? ['BJ'] : partout
    const nom = qui.bureau && territoires.bureaux('BJ').find((b) => b.id === qui.bureau)?.nom
    const sans = lieux.filter((lieu) => !qui.roles.some((role) => {
      const cle = clePosteDe(role, lieu, territoires, nom)
      return cle !== undefined && tenus.has(cle)
    }))
    return sans.length === 0 ? [] : [{ station, qui: enumerer(qui.roles.map((role) => (findRole(role)?.titre ?? role).toLocaleLowerCase('fr')), 'ou'), sans, total: lieux.length }]
  })
}

type Couverte = Pick<Demarche, 'circuit' | 'pour' | 'silence' | 'lettres'>

/** Offices that a procedure names and that the register of offices does not have: nobody would ever be called there. */
export function bureauxInconnus(demarche: Couverte, territoires: Territoires): string[] {
  const connus = new Set(territoires.bureaux('BJ').map((b) => b.id))
  const nommes = [demarche.circuit.bureau?.fixe, ...appels(demarche).map(({ qui }) => qui.bureau)]
  return [...new Set(nommes.filter((nom) => nom !== undefined && nom !== 'demandeur' && !connus.has(nom)) as string[])]
}

/** Whom each station calls, whom silence climbs to, and who signs letters. */
function appels({ circuit, silence, lettres }: Couverte): { station: string; qui: Qui }[] {
  const stations = circuit.stations.flatMap((s): { station: string; qui: Qui | undefined }[] => {
    const superieur = 'silence' in s ? [{ station: `${s.titre}, sans réponse`, qui: s.silence?.superieur }] : []
    if (s.genre === 'visa') return [...s.viseurs.map((v) => ({ station: v.titre, qui: v.qui })), ...superieur]
    return [{ station: s.titre, qui: 'qui' in s ? s.qui : undefined }, ...superieur]
  })
  const autres = [{ station: 'Délai passé sans réponse', qui: silence?.superieur }, ...(lettres ?? []).map((l) => ({ station: l.titre, qui: l.qui }))]
  return [...stations, ...autres].flatMap(({ station, qui }) => (qui ? [{ station, qui }] : []))
}
