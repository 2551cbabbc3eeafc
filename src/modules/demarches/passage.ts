import { clePosteDe } from '../../kernel/identite/cles-poste.ts'
import { territoireDe } from '../../kernel/formulaires/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { ETAT_DE, findStation, suivante, viseursDe } from './circuit.ts'
import type { Qui, Station } from './circuit.ts'
import type { Demarche } from './definition.ts'
import { updateDossier } from './dossier.queries.ts'
import type { Arrivee, Changement } from './dossier.queries.ts'
import type { Dossier } from './dossier.ts'
import { insertVisas } from './visa.queries.ts'

type Situation = Pick<Dossier, 'territoire' | 'bureau' | 'reponses'>

/** The keys of the posts that `qui` calls for this file; none when the place it names is above every one of these posts. */
export function clesDeQui(qui: Qui, dossier: Situation, territoires: Territoires): string[] {
  const lieu = qui.champ ? territoireDe(dossier.reponses[qui.champ] ?? null) : dossier.territoire
  if (!lieu) return []
  const bureau = qui.bureau === 'demandeur' ? (dossier.bureau ?? undefined) : qui.bureau ? nomDuBureau(qui.bureau, territoires) : undefined
  return qui.roles.flatMap((role) => clePosteDe(role, lieu, territoires, bureau) ?? [])
}

const nomDuBureau = (id: string, territoires: Territoires): string => territoires.bureaux('BJ').find((b) => b.id === id)?.nom ?? id

/** What a file becomes on arriving at a station: its state, who is awaited, and the visas to ask. */
export type Entree = Arrivee & { visas: { code: string; titre: string; cles: string[] }[] }

/** Prepares the arrival of a file at a station, or at the first one after it that asks something of somebody. Undefined past the end. */
export function preparerEntree(demarche: Demarche, dossier: Situation & Pick<Dossier, 'lecteurs'>, vers: Station | undefined, territoires: Territoires): Entree | undefined {
  if (!vers) return undefined
  const viseurs = vers.genre === 'visa' ? viseursDe(demarche, vers, dossier.reponses).map((v) => ({ code: v.code, titre: v.titre, cles: clesDeQui(v.qui, dossier, territoires) })) : []
  if (vers.genre === 'visa' && viseurs.length === 0) return preparerEntree(demarche, dossier, suivante(demarche, dossier.reponses, vers.code), territoires)
  const attend = vers.genre === 'visa' ? [...new Set(viseurs.flatMap((v) => v.cles))] : clesDeQui(vers.qui, dossier, territoires)
  return { etat: ETAT_DE[vers.genre], station: vers.code, attend, lecteurs: [...new Set([...dossier.lecteurs, ...attend])], visas: viseurs }
}

/** Moves a locked file to a station, with whatever else changes. Throws when the circuit has no such station left: a signature always remains. */
export async function passer(tx: Tx, demarche: Demarche, dossier: Dossier, vers: Station | undefined, territoires: Territoires, changement: Changement, maintenant: Date): Promise<void> {
  const entree = preparerEntree(demarche, dossier, vers, territoires)
  if (!entree) throw new Error(`${demarche.code} : le dossier ${dossier.id} sort du circuit sans décision`)
  const { visas, ...arrivee } = entree
  await updateDossier(tx, dossier.id, { ...arrivee, attend: [...arrivee.attend], lecteurs: [...arrivee.lecteurs], ...changement }, maintenant)
  if (visas.length > 0) await insertVisas(tx, dossier.id, arrivee.station, visas, maintenant)
}

/** What leaves the circuit: nobody is awaited any more. */
export const SORTIE = { station: null, attend: [] as string[], echeance: null }

/** What a suspended file becomes when its applicant has answered: the same station, and the same posts awaited. */
export function revenir(demarche: Demarche, dossier: Dossier, territoires: Territoires): Pick<Dossier, 'etat' | 'attend'> {
  const entree = preparerEntree(demarche, dossier, findStation(demarche, dossier.station), territoires)
  return { etat: entree?.etat ?? 'depose', attend: [...(entree?.attend ?? [])] }
}
