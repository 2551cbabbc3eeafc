import { Refus, Saisie } from '../../lib/erreurs.ts'
import { dateLongue, enumerer } from '../../lib/francais.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import { ajouterJours, jourLocal, minuteLocale } from '../../kernel/calendrier/jour.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { empreinteSuivi } from '../demarches/index.ts'
import type { AgendaOuvert } from './agenda.ts'
import { annoncer } from './annoncer.ts'
import { estOffert, fenetreDe, offresDe, placesLibres } from './creneaux.ts'
import type { Offre, Prise } from './creneaux.ts'
import { direHeure, instantDe, lireDebut } from './heure.ts'
import { CALENDRIER, codeDe } from './porte.ts'
import { findDeja, getRendezVous, insertEvenement, insertRendezVous, listPrises, updateAnnule, updateDeplace } from './rendezvous.queries.ts'
import type { NouveauRendezVous } from './rendezvous.queries.ts'
import { direDeplacement, direQuand } from './rendezvous.ts'
import type { RendezVous } from './rendezvous.ts'

export type Acte = { maison: Maison; parNom: string; maintenant: Date }

/** What an agenda still offers between two days (YYYY-MM-DD, both included), to the public or to the counter. */
export async function listOffres(db: Db, agenda: AgendaOuvert, du: string, au: string, maintenant: Date, guichet: boolean, sauf?: string): Promise<Offre[]> {
  const fenetre = fenetreDe(agenda, maintenant, guichet)
  const [de, a] = [du > fenetre.du ? du : fenetre.du, au < fenetre.au ? au : fenetre.au]
  if (de > a) return []
  const prises = await listPrises(db, agenda.id, instantDe(de, 0), instantDe(ajouterJours(a, 1), 0), sauf)
  const parJour = Map.groupBy(prises, (p: Prise) => jourLocal(p.debut))
  const offres: Offre[] = []
  for (let jour = de; jour <= a; jour = ajouterJours(jour, 1)) offres.push(...offresDe(jour, agenda, agenda.exceptions, parJour.get(jour) ?? [], CALENDRIER))
  return offres.filter((o) => estOffert(o, fenetre, guichet))
}

/** The next hours that are free from a moment on, at most `n`, none when bookings are stopped; looked for a month at a time, so that a free agenda is not read whole. */
export async function prochaines(db: Db, agenda: AgendaOuvert, depuis: Date, maintenant: Date, guichet: boolean, n: number, sauf?: string): Promise<Offre[]> {
  if (!agenda.ouvert) return []
  const { du, au } = fenetreDe(agenda, maintenant, guichet)
  const libres: Offre[] = []
  for (let jour = jourLocal(depuis) > du ? jourLocal(depuis) : du; jour <= au && libres.length < n; jour = ajouterJours(jour, 31))
    libres.push(...(await listOffres(db, agenda, jour, ajouterJours(jour, 30), maintenant, guichet, sauf)).filter((o) => o.libres > 0 && instantDe(o.jour, o.debut) >= depuis))
  return libres.slice(0, n)
}

/** « lundi 30 novembre à 9 h ». */
export const direOffre = (o: Pick<Offre, 'jour' | 'debut'>): string => `${dateLongue(instantDe(o.jour, 720)).replace(/ \d{4}$/, '')} à ${direHeure(o.debut)}`

/**
 * The place of an hour somebody asks for, `texte` as `ecrireDebut` writes it; the agenda is locked. Throws `Saisie` for an hour that this
 * agenda does not have, or no longer, with the nearest ones.
 */
export async function choisirPlace(tx: Tx, agenda: AgendaOuvert, texte: string, maintenant: Date, guichet: boolean, sauf?: string): Promise<{ debut: Date; fin: Date; place: number }> {
  const debut = lireDebut(texte)
  if (!debut) throw new Saisie({ debut: 'Choisissez une heure' })
  if (!agenda.ouvert) throw new Saisie({ debut: 'Cet agenda ne prend plus de rendez-vous' })
  const jour = jourLocal(debut)
  const fenetre = fenetreDe(agenda, maintenant, guichet)
  const prises = await listPrises(tx, agenda.id, instantDe(jour, 0), instantDe(ajouterJours(jour, 1), 0), sauf)
  const offre = offresDe(jour, agenda, agenda.exceptions, prises, CALENDRIER).find((o) => o.debut === minuteLocale(debut) && estOffert(o, fenetre, guichet))
  if (!offre) throw new Saisie({ debut: `Cette heure n’est pas proposée, ou ne l’est plus. ${await direAutres(tx, agenda, debut, maintenant, guichet)}` })
  const fin = instantDe(jour, offre.fin)
  const { place } = placesLibres(debut, fin, agenda.places, prises)
  if (offre.libres === 0 || place === undefined) throw new Saisie({ debut: `Cette heure vient d’être prise par quelqu’un d’autre. ${await direAutres(tx, agenda, debut, maintenant, guichet)}` })
  return { debut, fin, place }
}

async function direAutres(db: Db, agenda: AgendaOuvert, autour: Date, maintenant: Date, guichet: boolean): Promise<string> {
  const trois = await prochaines(db, agenda, autour > maintenant ? instantDe(jourLocal(autour), 0) : maintenant, maintenant, guichet, 3)
  return trois.length === 0 ? 'Choisissez-en une autre' : `Encore libre : ${enumerer(trois.map(direOffre), 'ou')}`
}

type Personne = Pick<NouveauRendezVous, 'canal' | 'dossierId' | 'nom' | 'telephone' | 'courriel' | 'titulaire' | 'note'>

/** Refuses a second appointment to come of the same file, or of the same proved phone, in one agenda. */
export async function exigerSeul(tx: Tx, agenda: AgendaOuvert, p: Pick<Personne, 'canal' | 'dossierId' | 'telephone'>): Promise<void> {
  const par = p.dossierId ? { dossierId: p.dossierId } : p.canal === 'public' && p.telephone ? { telephone: p.telephone } : undefined
  const deja = par && (await findDeja(tx, agenda.id, par))
  if (deja) throw new Refus(`${'dossierId' in par ? 'Ce dossier' : 'Ce téléphone'} a déjà un rendez-vous ici, ${direQuand(deja.debut)} : déplacez-le, ou annulez-le d’abord`)
}

/** Gives an hour to somebody: the appointment, its story, and what tells him. The agenda is locked. */
export async function reserver(tx: Tx, agenda: AgendaOuvert, texte: string, p: Personne, e: Acte): Promise<{ rdv: RendezVous; jobs: JobDemande[] }> {
  await exigerSeul(tx, agenda, p)
  const place = await choisirPlace(tx, agenda, texte, e.maintenant, p.canal === 'guichet')
  return inscrire(tx, agenda, { ...p, ...place, etat: 'pris' }, e)
}

/** Writes an appointment whose place is known. */
export async function inscrire(tx: Tx, agenda: AgendaOuvert, r: Personne & Pick<NouveauRendezVous, 'debut' | 'fin' | 'place' | 'etat'>, e: Acte): Promise<{ rdv: RendezVous; jobs: JobDemande[] }> {
  const id = uuidv7(e.maintenant.getTime())
  const suivi = empreinteSuivi(e.maison.cle('rendezvous'), codeDe(e.maison, id))
  await insertRendezVous(tx, { ...r, id, agendaId: agenda.id, agendaRang: agenda.rang, territoire: agenda.territoire, suivi, maintenant: e.maintenant })
  await insertEvenement(tx, { rendezvousId: id, genre: r.etat, le: e.maintenant, parNom: e.parNom, texte: direQuand(r.debut) })
  const rdv = await getRendezVous(tx, id)
  return { rdv, jobs: r.etat === 'pris' ? await annoncer(tx, e.maison, 'rdv-pris', agenda, rdv, e.maintenant) : [] }
}

/** Moves an appointment, locked after its agenda, to another hour of the same agenda. */
export async function deplacer(tx: Tx, agenda: AgendaOuvert, rdv: RendezVous, texte: string, guichet: boolean, e: Acte): Promise<{ rdv: RendezVous; jobs: JobDemande[] }> {
  const place = await choisirPlace(tx, agenda, texte, e.maintenant, guichet, rdv.id)
  if (rdv.etat === 'pris' && place.debut.getTime() === rdv.debut.getTime() && place.fin.getTime() === rdv.fin.getTime()) throw new Saisie({ debut: 'C’est déjà l’heure de ce rendez-vous : choisissez-en une autre' })
  if (rdv.etat === 'annule') await exigerSeul(tx, agenda, rdv)
  await updateDeplace(tx, rdv.id, { ...place, maintenant: e.maintenant })
  await insertEvenement(tx, { rendezvousId: rdv.id, genre: 'deplace', le: e.maintenant, parNom: e.parNom, texte: direDeplacement(rdv.debut, place.debut) })
  const deplace = await getRendezVous(tx, rdv.id)
  return { rdv: deplace, jobs: await annoncer(tx, e.maison, 'rdv-deplace', agenda, deplace, e.maintenant) }
}

/** Cancels an appointment, by the person, or by the office with its reason and another hour that is free, if there is one. */
export async function annuler(tx: Tx, agenda: AgendaOuvert, rdv: RendezVous, par: { bureau: boolean; motif: string; autre?: Offre | undefined }, e: Acte): Promise<JobDemande[]> {
  await updateAnnule(tx, rdv.id, { par: par.bureau ? 'bureau' : 'personne', motif: par.motif || null, maintenant: e.maintenant })
  await insertEvenement(tx, { rendezvousId: rdv.id, genre: 'annule', le: e.maintenant, parNom: e.parNom, texte: par.motif })
  const annule = await getRendezVous(tx, rdv.id)
  if (!par.bureau) return annoncer(tx, e.maison, 'rdv-annule', agenda, annule, e.maintenant)
  return annoncer(tx, e.maison, 'rdv-annule-bureau', agenda, annule, e.maintenant, { motif: par.motif, proposition: par.autre ? `Encore libre : ${direOffre(par.autre)}.` : '' })
}
