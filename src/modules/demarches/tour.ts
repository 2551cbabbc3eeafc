import type { Tx } from '../../kernel/db/index.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { passer } from './avancer.ts'
import type { Acte } from './avancer.ts'
import { findStation, issue, precedente, signatureDe, suivante } from './circuit.ts'
import type { StationDe } from './circuit.ts'
import type { Publiee } from './definition.queries.ts'
import type { Dossier } from './dossier.ts'
import { updateDossier } from './dossier.queries.ts'
import { closeVisas } from './visa.queries.ts'
import type { Visa } from './visa.queries.ts'

type Donne = Acte & { texte: string; titre: string }
type Avance = { ou: string; jobs: JobDemande[] }

/** Moves the file if the round is over; says where it goes. */
export async function suivreTour(tx: Tx, demarche: Publiee, dossier: Dossier, visas: readonly Visa[], donne: Donne): Promise<Avance> {
  const station = findStation(demarche, dossier.station) as StationDe<'visa'>
  const ou = issue(station.regle, visas.map((v) => v.avis))
  if (ou === 'attend') {
    const attend = [...new Set(visas.filter((v) => v.avis === null).flatMap((v) => v.cles))]
    await updateDossier(tx, dossier.id, { attend }, donne.maintenant)
    return { ou: 'D’autres avis sont attendus.', jobs: [] }
  }
  await closeVisas(tx, dossier.id, donne.maintenant)
  const recule = station.defavorable === 'renvoyer' ? precedente(demarche, dossier.reponses, station.code) : undefined
  if (ou === 'defavorable' && recule) {
    const jobs = await passer(tx, demarche, dossier, recule, { decision: null, motif: null, proposeLe: null, proposePar: null }, donne)
    return { ou: `Le dossier revient à « ${recule.titre} ».`, jobs }
  }
  if (ou === 'defavorable' && station.defavorable !== 'continuer') {
    const motif = `${donne.titre}, avis défavorable : ${donne.texte}`.slice(0, 1000)
    const jobs = await passer(tx, demarche, dossier, signatureDe(demarche), { decision: 'refuser', motif, proposeLe: donne.maintenant, proposePar: donne.par }, donne)
    return { ou: 'Le refus est proposé à la signature.', jobs }
  }
  const vers = suivante(demarche, dossier.reponses, station.code)
  const jobs = await passer(tx, demarche, dossier, vers, {}, donne)
  return { ou: `Le dossier passe à « ${vers?.titre} ».`, jobs }
}
