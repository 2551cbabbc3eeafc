import { fcfa } from '../../lib/francais.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { demanderPaiement, direMontant, lieuxDe } from '../paiements/index.ts'
import type { Paiement } from '../paiements/index.ts'
import type { Acte } from './avancer.ts'
import type { Publiee } from './definition.queries.ts'
import type { Dossier } from './dossier.ts'
import { insertEvenement } from './evenement.queries.ts'
import { destinataireDe } from './porte.ts'
import type { Frais } from './tarif.ts'
import { dire } from './message/dire.ts'

/** After the gesture that brought the file here, in the order of its story. */
const apres = (maintenant: Date) => new Date(maintenant.getTime() + 1)

/** Asks the cash desk for what a file owes at a station, once; whoever is exempted by his answers is written so, with nothing to pay. */
export async function demanderFrais(tx: Tx, demarche: Publiee, dossier: Dossier, { station, montant, exempte }: Frais, acte: Acte): Promise<Paiement> {
  const { par, parNom, maintenant } = acte
  const demande = {
    objet: `dossier:${dossier.id}`,
    code: station.code,
    libelle: `${station.libelle}, dossier ${dossier.numero}`,
    payeur: dossier.demandeur || demarche.titre,
    lien: `/suivi/${dossier.id}`,
    montant,
    source: station.source,
    verifie: station.verifie,
    moyens: station.moyens,
    territoire: dossier.territoire!,
    bureau: dossier.bureau!,
  }
  const paiement = await demanderPaiement(tx, demande, { par, parNom, maintenant }, exempte ? 'Exempté par les réponses du dossier' : undefined)
  if (exempte && paiement.demandeLe.getTime() === maintenant.getTime())
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'exempte', le: apres(maintenant), par, parNom, texte: `${station.libelle} : ${fcfa(montant)}`, detail: { station: station.code } })
  return paiement
}

/** Tells the applicant what to pay and where, and writes it in the story of the file. */
export async function prevenirFrais(tx: Tx, dossier: Dossier, { station, montant }: Frais, { maison, par, parNom, maintenant }: Acte): Promise<JobDemande[]> {
  const somme = direMontant({ montant, verifie: station.verifie })
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'liquide', le: apres(maintenant), par, parNom, texte: `${station.libelle} : ${somme}`, detail: { station: station.code } })
  const lien = `${maison.reglages.adresse}/suivi/${dossier.id}`
  const lieux = lieuxDe(station.moyens, maison)
  const ou = [...(lieux.includes('en_ligne') ? [`en ligne sur ${lien}`] : []), ...(lieux.includes('guichet') ? ['au guichet'] : [])].join(' ou ')
  return dire(tx, dossier, { modele: 'paiement-demande', cle: `paiement:${dossier.id}:${station.code}:${dossier.revision}`, a: destinataireDe(dossier), valeurs: { numero: dossier.numero!, montant: somme, libelle: station.libelle, ou }, maison, lien: `/suivi/${dossier.id}`, maintenant })
}
