import type { Tx } from '../../../kernel/db/index.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { passer } from '../avancer.ts'
import type { Acte } from '../avancer.ts'
import { suivante } from '../circuit.ts'
import type { StationDe } from '../circuit.ts'
import type { Publiee } from '../definition.queries.ts'
import type { Dossier } from '../dossier.ts'
import { updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { clesDeQui } from '../passage.ts'

type Fait = { dossier: Dossier; demarche: Publiee; acte: Acte }

/** The period is over: the file goes on. */
export async function finirAttente(tx: Tx, { dossier, demarche, acte }: Fait, station: StationDe<'attente'>): Promise<JobDemande[]> {
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'attente_finie', le: acte.maintenant, par: acte.par, parNom: acte.parNom, texte: station.titre })
  return passer(tx, demarche, dossier, suivante(demarche, dossier.reponses, station.code), {}, acte)
}

/** The clock finds the last day past: a confirmed rule opens by itself; another one asks somebody to see that the period is over. */
export async function echoirAttente(tx: Tx, fait: Fait, station: StationDe<'attente'>): Promise<JobDemande[]> {
  const { dossier, acte } = fait
  if (station.duree.verifie) return finirAttente(tx, fait, station)
  const cles = clesDeQui(station.qui, dossier, acte.maison.territoires)
  await updateDossier(tx, dossier.id, { attend: cles, lecteurs: [...new Set([...dossier.lecteurs, ...cles])] }, acte.maintenant)
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'attente_echue', le: acte.maintenant, par: acte.par, parNom: acte.parNom, texte: `${station.titre}. ${station.duree.source}`, public: false })
  return []
}
