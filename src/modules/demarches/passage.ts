import { clePoste, clePosteDe } from '../../kernel/identite/cles-poste.ts'
import { ROLES } from '../../kernel/identite/role.ts'
import { territoireDe } from '../../kernel/formulaires/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { solliciter } from './accord.ts'
import { ETAT_DE, findStation, suivante, viseursDe } from './circuit.ts'
import type { Qui, Station, StationDe } from './circuit.ts'
import type { Demarche } from './definition.ts'
import type { Arrivee } from './dossier.queries.ts'
import type { Dossier } from './dossier.ts'
import { pousser } from './horloge.ts'
import { fraisDe } from './tarif.ts'
import type { Frais } from './tarif.ts'

type Situation = Pick<Dossier, 'territoire' | 'bureau' | 'reponses'>

/** The keys of the posts that `qui` calls for this file; none when the place it names is above every one of these posts. */
export function clesDeQui(qui: Qui, dossier: Situation, territoires: Territoires): string[] {
  const lieu = qui.champ ? territoireDe(dossier.reponses[qui.champ] ?? null) : dossier.territoire
  if (!lieu) return []
  const bureau = qui.bureau === 'demandeur' ? (dossier.bureau ?? undefined) : qui.bureau ? nomDuBureau(qui.bureau, territoires) : undefined
  return qui.roles.flatMap((role) => clePosteDe(role, lieu, territoires, bureau) ?? [])
}

const nomDuBureau = (id: string, territoires: Territoires): string => territoires.bureaux('BJ').find((b) => b.id === id)?.nom ?? id

/** What a file becomes on arriving at a station: its state, who is awaited, the visas or the consents to ask, or what to pay. */
export type Entree = Arrivee & { visas: { code: string; titre: string; cles: string[] }[]; frais?: Frais; accords?: StationDe<'accord'> }

/** Prepares the arrival of a file at a station, or at the first one after it that asks something of somebody. Undefined past the end. */
export function preparerEntree(demarche: Demarche, dossier: Situation & Pick<Dossier, 'lecteurs'>, vers: Station | undefined, territoires: Territoires): Entree | undefined {
  if (!vers) return undefined
  const suite = () => preparerEntree(demarche, dossier, suivante(demarche, dossier.reponses, vers.code), territoires)
  const ici = { etat: ETAT_DE[vers.genre], station: vers.code, visas: [] }
  if (vers.genre === 'paiement') {
    const frais = fraisDe(demarche, vers, dossier.reponses)
    return frais ? { ...ici, attend: [], lecteurs: dossier.lecteurs, frais } : suite()
  }
  if (vers.genre === 'accord') return solliciter(demarche, vers, dossier.reponses).length > 0 ? { ...ici, attend: [], lecteurs: dossier.lecteurs, accords: vers } : suite()
  if (vers.genre === 'attente') return { ...ici, attend: [], lecteurs: appeler(dossier, clesDeQui(vers.qui, dossier, territoires)).lecteurs }
  if (vers.genre === 'visa') {
    const visas = viseursDe(demarche, vers, dossier.reponses).map((v) => ({ code: v.code, titre: v.titre, cles: clesDeQui(v.qui, dossier, territoires) }))
    return visas.length > 0 ? { ...ici, ...appeler(dossier, visas.flatMap((v) => v.cles)), visas } : suite()
  }
  return { ...ici, ...appeler(dossier, clesDeQui(vers.qui, dossier, territoires)) }
}

const appeler = ({ lecteurs }: Pick<Dossier, 'lecteurs'>, cles: readonly string[]) => ({ attend: [...new Set(cles)], lecteurs: [...new Set([...lecteurs, ...cles, ...cles.flatMap(chefsDe)])] })

const CHEFS = ROLES.filter((r) => r.niveau === 'national' && r.signataire)

/** Who heads the direction that is called reads the file too, and gives it to somebody; elsewhere, whoever heads an office reads its territory. */
function chefsDe(cle: string): string[] {
  const bureau = /^poste:[^@]+@BJ#(.+)$/.exec(cle)?.[1]
  return bureau === undefined ? [] : CHEFS.map((r) => clePoste(r.nom, 'BJ', bureau))
}

/** What leaves the circuit: nobody is awaited any more. */
export const SORTIE = { station: null, attend: [] as string[], echeance: null, stationEcheance: null }

/** The last day of a station's own delay, or of the period it waits for, from an arrival; null where it has none. */
export function echeanceStation(station: Station | undefined, arrivee: Date): string | null {
  const delai = station?.genre === 'attente' ? station.duree : station?.delai
  return delai ? pousser([], 'depart', delai, arrivee).echeance : null
}

/** What a suspended file becomes when its applicant has answered: the same station, the same posts awaited, its own delay begun again. */
export function revenir(demarche: Demarche, dossier: Dossier, territoires: Territoires, maintenant: Date): Pick<Dossier, 'etat' | 'attend' | 'stationEcheance' | 'stationSilenceLe'> {
  const entree = preparerEntree(demarche, dossier, findStation(demarche, dossier.station), territoires)
  return { etat: entree?.etat ?? 'depose', attend: [...(entree?.attend ?? [])], stationEcheance: echeanceStation(findStation(demarche, dossier.station), maintenant), stationSilenceLe: null }
}
