import { dateLongue } from '../../../lib/francais.ts'
import { ajouterJours } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { effacerDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import { effacerReferences } from '../../../kernel/fichiers/index.ts'
import { effacerMessages } from '../../../kernel/notifications/index.ts'
import type { Ecrit, JobDemande } from '../../../kernel/module.ts'
import { effacerPayeurs } from '../../paiements/index.ts'
import type { Acte } from '../avancer.ts'
import { getDemarche } from '../definition.queries.ts'
import { lockDossier } from '../dossier.queries.ts'
import type { Dossier } from '../dossier.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { jourDe } from '../horloge.ts'
import { objetLettres } from '../lettre/lettre.ts'
import { destinataireDe } from '../porte.ts'
import { objetRecepisse } from '../recepisse.ts'
import { findEcheance, updateArchive, upsertAnnonce } from './conservation.queries.ts'
import type { Echeance, Suite } from './conservation.queries.ts'
import { viderDossier } from './effacement.queries.ts'
import { obstacles } from './obstacles.ts'
import { dire } from '../message/dire.ts'

export const DEVIENT: Readonly<Record<Suite, { fait: string; sera: string }>> = { archiver: { fait: 'Mis aux archives', sera: 'mis aux archives' }, effacer: { fait: 'Effacé', sera: 'effacé' } }

type Fait = { jobs?: JobDemande[]; journal?: Ecrit }

/**
 * One step of one file, judged again once it is locked: its holder is told, or, told and the day come, it is archived or erased. Nothing
 * when somebody has acted meanwhile, or when something stands against it.
 */
export async function conserver(tx: Tx, id: string, acte: Acte): Promise<Fait> {
  const dossier = await lockDossier(tx, id)
  const jour = jourDe(acte.maintenant)
  const e = await findEcheance(tx, id)
  if (!e?.verifie || (await obstacles(tx, [e], jour)).size > 0) return {}
  if (e.annonceLe === null) return e.le <= ajouterJours(jour, e.preavisJours) ? annoncer(tx, dossier, e, jour, acte) : {}
  if (e.le > jour) return {}
  const journal = { objet: `dossier:${id}`, territoire: dossier.territoire, detail: { suite: e.suite } }
  await (e.suite === 'archiver' ? archiver(tx, dossier, acte) : effacer(tx, dossier, acte))
  return { journal }
}

/** Tells the holder, in all his channels, what will be done, when, and where to take a copy; never less than the notice before. */
async function annoncer(tx: Tx, dossier: Dossier, { suite, le, preavisJours }: Echeance, jour: string, { maison, par, parNom, maintenant }: Acte): Promise<Fait> {
  const bientot = ajouterJours(jour, preavisJours)
  const pourLe = le > bientot ? le : bientot
  await upsertAnnonce(tx, dossier.id, { suite, pourLe, maintenant })
  const quand = dateLongue(midi(pourLe))
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'conservation', le: maintenant, par, parNom, texte: `Sera ${DEVIENT[suite].sera} le ${quand}` })
  const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
  const valeurs = { numero: dossier.numero!, titre: demarche.titre, suite: DEVIENT[suite].sera, jour: quand, lien: `${maison.reglages.adresse}/suivi/${dossier.id}` }
  const jobs = await dire(tx, dossier, { modele: 'dossier-conservation', cle: `conservation:${dossier.id}:${suite}:${pourLe}`, a: destinataireDe(dossier), valeurs, maison, lien: `/suivi/${dossier.id}`, maintenant })
  return { jobs, journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { annonce: suite, pourLe } } }
}

/** Leaves queues, lists and searches; its answers and its papers are kept, for whoever reads the archives and for its holder. */
export async function archiver(tx: Tx, dossier: Dossier, { par, parNom, maintenant }: Acte): Promise<void> {
  await updateArchive(tx, dossier.id, maintenant)
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'conservation', le: maintenant, par, parNom, texte: DEVIENT.archiver.fait })
}

/** Nothing of the person stays, in any schema; the number, the dates, the outcome, the register and what the paper's own QR proves do. */
export async function effacer(tx: Tx, dossier: Dossier, { maison, maintenant, par, parNom }: Acte): Promise<void> {
  const objet = `dossier:${dossier.id}`
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'conservation', le: maintenant, par, parNom })
  await viderDossier(tx, dossier.id, maintenant)
  await effacerReferences(tx, objet)
  await effacerMessages(tx, objet)
  await effacerPayeurs(tx, objet)
  for (const { surEffacement } of maison.contributions) await surEffacement?.(tx, objet, maintenant)
  for (const autre of [objetLettres(dossier.id), objetRecepisse(dossier.id)]) for (const { id } of await listDocuments(tx, autre)) await effacerDocument(tx, id, maintenant)
  if (dossier.documentId) await effacerDocument(tx, dossier.documentId, maintenant)
}
