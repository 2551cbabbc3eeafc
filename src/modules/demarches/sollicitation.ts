import { Refus } from '../../lib/erreurs.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { creerLien, exigerTelephones, solliciter } from './accord.ts'
import type { Accord } from './accord.ts'
import { insertAccords, listAccords, updateLien } from './accord.queries.ts'
import type { Acte } from './avancer.ts'
import { findStation } from './circuit.ts'
import type { StationDe } from './circuit.ts'
import type { Publiee } from './definition.queries.ts'
import { initiales } from './dossier.ts'
import type { Dossier } from './dossier.ts'
import { insertEvenement } from './evenement.queries.ts'
import { dire } from './message/dire.ts'
import { estEssai } from './essai/essai.ts'

const JOUR = 86_400_000
/** After the gesture that brought the file here, in the order of its story. */
const apres = (maintenant: Date) => new Date(maintenant.getTime() + 1)

/** Asks each person of a station for his consent, by a personal link; whoever has no phone is expected at the counter. */
export async function demanderAccords(tx: Tx, demarche: Publiee, dossier: Dossier, station: StationDe<'accord'>, acte: Acte): Promise<JobDemande[]> {
  const sollicites = solliciter(demarche, station, dossier.reponses)
  exigerTelephones(sollicites, dossier.telephone)
  const liens = sollicites.map(() => creerLien())
  const expireLe = new Date(acte.maintenant.getTime() + station.joursAuPlus * JOUR)
  const ids = await insertAccords(tx, dossier.id, station.code, sollicites.map((s, i) => ({ partie: s.partie.code, titre: s.partie.titre, nom: s.nom, telephone: estEssai(dossier) ? '' : s.telephone, empreinte: liens[i]!.empreinte, expireLe })), acte.maintenant)
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'sollicite', le: apres(acte.maintenant), par: acte.par, parNom: acte.parNom, texte: sollicites.map((s) => `${s.partie.titre} (${s.nom})`).join(', ') })
  const jobs: JobDemande[] = []
  for (const [i, s] of sollicites.entries()) jobs.push(...(await envoyer(tx, demarche, dossier, { id: ids[i]!, telephone: s.telephone, jeton: liens[i]!.jeton }, acte)))
  return jobs
}

async function envoyer(tx: Tx, demarche: Publiee, dossier: Dossier, { id, telephone, jeton }: { id: string; telephone: string; jeton: string }, { maison, maintenant }: Acte): Promise<JobDemande[]> {
  if (telephone === '') return []
  const lien = `${maison.reglages.adresse}/accord/${jeton}`
  const valeurs = { demandeur: initiales(dossier.demandeur), titre: demarche.titre, lien }
  // The link opens a consent: once sent, the outbox no longer shows it.
  return dire(tx, dossier, { modele: 'accord-demande', cle: `accord:${id}:${maintenant.getTime()}`, a: { telephone }, valeurs, maison, autre: true, masquer: lien, maintenant })
}

/** A time between two links to the same person. */
const ATTENTE = 15 * 60_000

/** Sends a new link, at another phone if one is given; the former one opens nothing any more. */
export async function renvoyerLien(tx: Tx, demarche: Publiee, dossier: Dossier, accord: Accord, telephone: string, acte: Acte): Promise<JobDemande[]> {
  const station = findStation(demarche, dossier.station)
  if (station?.genre !== 'accord' || accord.reponse !== null || accord.closLe !== null) throw new Refus('Cet accord n’est plus attendu')
  if (acte.maintenant.getTime() - accord.envoyeLe.getTime() < ATTENTE && telephone === accord.telephone) throw new Refus('Un lien vient de partir. Attendez un quart d’heure avant d’en renvoyer un')
  const autres = (await listAccords(tx, dossier.id)).filter((a) => a.id !== accord.id && a.reponse === null && a.closLe === null)
  exigerTelephones([...autres.map((a) => ({ partie: { titre: a.titre } as never, nom: a.nom, telephone: a.telephone })), { partie: { titre: accord.titre } as never, nom: accord.nom, telephone }], dossier.telephone)
  if (estEssai(dossier)) throw new Refus('Un essai n’envoie rien : répondez à la place de cette personne, sur la page de l’essai')
  const { jeton, empreinte } = creerLien()
  await updateLien(tx, accord.id, { empreinte, telephone, expireLe: new Date(acte.maintenant.getTime() + station.joursAuPlus * JOUR), maintenant: acte.maintenant })
  return envoyer(tx, demarche, dossier, { id: accord.id, telephone, jeton }, acte)
}
