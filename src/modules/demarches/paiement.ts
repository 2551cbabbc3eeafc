import { Refus } from '../../lib/erreurs.ts'
import { fcfa } from '../../lib/francais.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { JobDemande, SuiviPaiement } from '../../kernel/module.ts'
import { passer } from './avancer.ts'
import { findStation, suivante } from './circuit.ts'
import type { StationDe } from './circuit.ts'
import { getDemarche } from './definition.queries.ts'
import type { Publiee } from './definition.queries.ts'
import { lireObjetDossier } from './dossier.ts'
import type { Dossier } from './dossier.ts'
import { lockDossier } from './dossier.queries.ts'
import { insertEvenement } from './evenement.queries.ts'
import { preparerEntree } from './passage.ts'
import { destinataireDe } from './porte.ts'
import { closeVisas } from './visa.queries.ts'
import { dire } from './message/dire.ts'

/** Holds a file before its payment is held, in the order of whoever withdraws it. */
export async function verrouillerDossier(tx: Tx, objet: string): Promise<void> {
  const id = lireObjetDossier(objet)
  if (id) await lockDossier(tx, id)
}

/** A payment of a file is settled, or due again: its story says it, and the file follows. An object that is not a file of ours is left alone. */
export async function suivrePaiement(tx: Tx, objet: string, suivi: SuiviPaiement): Promise<JobDemande[]> {
  const id = lireObjetDossier(objet)
  if (!id) return []
  const dossier = await lockDossier(tx, id)
  const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
  const { paiement, par, parNom, maintenant } = suivi
  const station = findStation(demarche, paiement.code)
  const texte = [fcfa(paiement.montant), paiement.comment].filter(Boolean).join(', ')
  await insertEvenement(tx, { dossierId: dossier.id, genre: paiement.etat === 'du' ? 'redu' : paiement.etat, le: maintenant, par, parNom, texte, detail: { station: paiement.code } })
  if (paiement.etat === 'du') return station?.genre === 'paiement' ? reculer(tx, demarche, dossier, station, suivi) : []
  if (dossier.etat !== 'liquide' || dossier.station !== paiement.code) return []
  const valeurs = { numero: dossier.numero!, montant: fcfa(paiement.montant), libelle: paiement.libelle }
  const recu = paiement.etat === 'exempte' ? [] : await dire(tx, dossier, { modele: 'paiement-recu', cle: `paye:${paiement.id}:${dossier.revision}`, a: destinataireDe(dossier), valeurs, maison: suivi.maison, lien: `/suivi/${dossier.id}`, maintenant })
  return [...recu, ...(await passer(tx, demarche, dossier, suivante(demarche, dossier.reponses, paiement.code), {}, suivi))]
}

/** A receipt struck out brings the file back to its payment, if nobody has done anything since. */
async function reculer(tx: Tx, demarche: Publiee, dossier: Dossier, station: StationDe<'paiement'>, suivi: SuiviPaiement): Promise<JobDemande[]> {
  const apres = preparerEntree(demarche, dossier, suivante(demarche, dossier.reponses, station.code), suivi.maison.territoires)
  if (dossier.station === null || apres?.station !== dossier.station || apres.etat !== dossier.etat) throw new Refus('Le dossier a avancé depuis ce paiement : la quittance ne s’annule plus')
  await closeVisas(tx, dossier.id, suivi.maintenant)
  return passer(tx, demarche, dossier, station, {}, suivi)
}
