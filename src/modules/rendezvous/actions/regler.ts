import { z } from 'zod'
import { Introuvable, Saisie } from '../../../lib/erreurs.ts'
import { pluriel } from '../../../lib/francais.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { ajouterJours, ecart, jourLocal } from '../../../kernel/calendrier/jour.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { estVide, lireJour } from '../../../kernel/formulaires/jour.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action } from '../../../kernel/module.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { exigerVersion, revisionDe } from '../../../ui/index.ts'
import { PERIODE_AU_PLUS } from '../agenda.ts'
import type { AgendaOuvert } from '../agenda.ts'
import { deleteException, insertAgenda, insertException, lockAgenda, updateAgenda } from '../agenda.queries.ts'
import { raisonFermeture } from '../creneaux.ts'
import type { Exception } from '../creneaux.ts'
import { listDehors } from '../dehors.ts'
import { instantDe, lireHeure } from '../heure.ts'
import { exceptions as pageExceptions } from '../pages/exceptions.tsx'
import { bureauxDe, listDemarches, nouveau, reglages } from '../pages/reglages.tsx'
import { CALENDRIER, mayGerer, nomActeur, parId, sujetAgenda } from '../porte.ts'
import { estJoignable } from '../rendezvous.ts'
import type { RendezVous } from '../rendezvous.ts'
import { listEntre } from '../rendezvous.queries.ts'
import { direRegle, suivreAgenda } from '../revision.ts'
import { annuler, prochaines } from '../reserver.ts'
import type { Acte } from '../reserver.ts'
import { lireAgenda, saisieAgenda } from '../saisie.ts'

const connues = async (tx: Tx): Promise<ReadonlySet<string>> => new Set((await listDemarches(tx)).map((d) => d.code))

const direDehors = (n: number): string => (n === 0 ? '' : ` ${pluriel(n, 'rendez-vous déjà pris est hors des heures : voyez-le ici, il est gardé', 'rendez-vous déjà pris sont hors des heures : voyez-les ici, ils sont gardés')}.`)

/** Opens an agenda for an office. */
export const creerAgenda = action({
  nom: 'rendezvous.creer-agenda',
  path: '/agendas',
  may: mayGerer,
  titre: 'Ouvrir un agenda',
  page: nouveau,
  input: saisieAgenda.extend({ bureau: z.string().max(60).default('') }),
  run: async (e) => {
    const bureau = bureauxDe(e, e.maison.territoires).find((b) => b.id === e.input.bureau)
    if (!bureau) throw new Saisie({ bureau: 'Choisissez un bureau de votre territoire' })
    const reglage = lireAgenda(e.input, await connues(e.tx))
    const id = uuidv7(e.maintenant.getTime())
    await insertAgenda(e.tx, { ...reglage, id, territoire: bureau.territoire, bureau: bureau.id, creePar: cleActeur(e.acteur), maintenant: e.maintenant })
    return { vers: `/agendas/${id}`, message: 'L’agenda est ouvert.', journal: { objet: `agenda:${id}`, territoire: bureau.territoire } }
  },
})

/** Changes the hours and rules of an agenda. What is booked is never lost: it is kept, and shown. */
export const reglerAgenda = action({
  nom: 'rendezvous.regler-agenda',
  path: '/agendas/:id/reglages',
  may: mayGerer,
  titre: 'Régler un agenda',
  params: parId,
  sujet: sujetAgenda,
  page: reglages,
  input: saisieAgenda,
  run: async ({ tx, params, input, maintenant }) => {
    const agenda = await lockAgenda(tx, params.id, jourLocal(maintenant))
    await exigerVersion(input._revision, revisionDe(suivreAgenda(agenda, [])), () => direRegle(agenda))
    const reglage = lireAgenda(input, await connues(tx))
    await updateAgenda(tx, agenda.id, reglage, maintenant)
    const gardes = await listDehors(tx, { ...agenda, ...reglage }, maintenant)
    return { vers: `/agendas/${agenda.id}`, message: `Les réglages sont enregistrés.${direDehors(gardes.length)}`, journal: { objet: `agenda:${agenda.id}`, territoire: agenda.territoire, detail: { gardes: gardes.length } } }
  },
})

const saisieException = z.looseObject({
  genre: z.enum(['fermeture', 'ouverture'], 'Choisissez : fermer, ou ouvrir'),
  debut: z.string().trim().max(8).default(''),
  fin: z.string().trim().max(8).default(''),
  raison: z.string().trim().max(150, 'Dites-le en 150 signes au plus').default(''),
  attendus: z.enum(['prevenir', 'garder', '']).default(''),
})

/** Reads a closure or an opening. Throws `Saisie` with every fault. */
function lireException(saisi: z.infer<typeof saisieException>, maintenant: Date): Omit<Exception, 'id'> {
  const fautes: Record<string, string> = {}
  const lire = (nom: string): string | undefined => {
    const lu = lireJour(saisi, nom, maintenant)
    if ('jour' in lu) return lu.jour
    Object.assign(fautes, lu.erreurs)
    return undefined
  }
  const aujourdhui = jourLocal(maintenant)
  const du = lire('du')
  const au = estVide(saisi, 'au') ? du : lire('au')
  const entiere = saisi.debut === '' && saisi.fin === ''
  const [debut, fin] = entiere ? [null, null] : [lireHeure(saisi.debut) ?? null, lireHeure(saisi.fin) ?? null]
  if (du && du < aujourdhui) fautes.du = 'Ce jour est passé'
  if (du && ecart(aujourdhui, du) > 5 * PERIODE_AU_PLUS) fautes.du = 'Ce jour est trop loin'
  if (du && au && au < du) fautes.au = 'La fin vient après le début'
  if (du && au && ecart(du, au) > PERIODE_AU_PLUS) fautes.au = `Une fermeture dure ${PERIODE_AU_PLUS} jours au plus. Pour arrêter l’agenda, fermez ses réservations dans les réglages`
  if (!entiere && debut === null) fautes.debut = 'Écrivez l’heure du début, par exemple 8:00'
  if (!entiere && fin === null) fautes.fin = 'Écrivez l’heure de la fin, par exemple 12:30'
  if (debut !== null && fin !== null && debut >= fin) fautes.fin = 'La fin vient après le début'
  if (saisi.genre === 'ouverture' && entiere) fautes.debut = 'Écrivez de quelle heure à quelle heure le bureau ouvre'
  if (saisi.genre === 'ouverture' && du && au && du !== au) fautes.au = 'Une ouverture par exception est d’un seul jour : ajoutez-en une par jour'
  if (saisi.raison === '') fautes.raison = 'Écrivez la raison : les personnes la lisent'
  if (Object.keys(fautes).length > 0 || !du || !au) throw new Saisie(fautes)
  return { genre: saisi.genre, du, au, debut, fin, raison: saisi.raison }
}

/** Those expected while an agenda, that has not this closure yet, will be closed. */
async function listTouches(tx: Tx, agenda: AgendaOuvert, e: Exception, maintenant: Date): Promise<RendezVous[]> {
  const attendus = await listEntre(tx, agenda.id, instantDe(e.du, 0) > maintenant ? instantDe(e.du, 0) : maintenant, instantDe(ajouterJours(e.au, 1), 0), true)
  return attendus.filter((r) => {
    const jour = jourLocal(r.debut)
    if (e.debut === null) return raisonFermeture(jour, agenda.exceptions, CALENDRIER) === undefined
    return r.debut < instantDe(jour, e.fin!) && instantDe(jour, e.debut) < r.fin
  })
}

/** Closes days or hours, or opens some. Closing where people are expected asks what becomes of them, and tells them if their appointments are cancelled. */
export const ajouterException = action({
  nom: 'rendezvous.ajouter-exception',
  path: '/agendas/:id/exceptions',
  may: mayGerer,
  titre: 'Fermer ou ouvrir un agenda certains jours',
  params: parId,
  sujet: sujetAgenda,
  page: pageExceptions,
  input: saisieException,
  run: async ({ tx, params, input, acteur, maison, maintenant }) => {
    const agenda = await lockAgenda(tx, params.id, jourLocal(maintenant))
    const exception = { ...lireException(input, maintenant), id: uuidv7(maintenant.getTime()) }
    const touches = exception.genre === 'fermeture' ? await listTouches(tx, agenda, exception, maintenant) : []
    if (touches.length > 0 && input.attendus === '') throw new Saisie({ attendus: `${pluriel(touches.length, 'personne a', 'personnes ont')} rendez-vous pendant ce temps : dites s’il faut les prévenir ou les garder` })
    await insertException(tx, { ...exception, agendaId: agenda.id, parNom: nomActeur(acteur), maintenant })
    const acte = { maison, parNom: nomActeur(acteur), maintenant }
    const ferme = { ...agenda, exceptions: [...agenda.exceptions, exception] }
    const jobs = input.attendus === 'prevenir' ? await prevenirTous(tx, ferme, touches, exception.raison, acte) : []
    const vers = input.attendus === 'prevenir' && !touches.every(estJoignable) ? `/agendas/rendez-vous?agenda=${agenda.id}&etat=annule&du=${exception.du}&au=${exception.au}` : `/agendas/${agenda.id}/exceptions`
    return { vers, message: direException(exception.genre, touches, input.attendus), journal: { objet: `agenda:${agenda.id}`, territoire: agenda.territoire, detail: { genre: exception.genre, du: exception.du, au: exception.au, annules: input.attendus === 'prevenir' ? touches.length : 0 } }, jobs }
  },
})

/** Cancels them and tells each. Free hours are looked for once, and none is offered to more people than it has places. */
async function prevenirTous(tx: Tx, agenda: AgendaOuvert, touches: readonly RendezVous[], motif: string, acte: Acte): Promise<JobDemande[]> {
  const offres = await prochaines(tx, agenda, acte.maintenant, acte.maintenant, false, touches.filter(estJoignable).length)
  const libres = offres.flatMap((o) => Array.from({ length: o.libres }, () => o))
  const jobs: JobDemande[] = []
  for (const rdv of touches) jobs.push(...(await annuler(tx, agenda, rdv, { bureau: true, motif, autre: estJoignable(rdv) ? libres.shift() : undefined }, acte)))
  return jobs
}

function direException(genre: Exception['genre'], touches: readonly RendezVous[], attendus: string): string {
  if (genre === 'ouverture') return 'Ces heures sont ouvertes.'
  if (touches.length === 0) return 'C’est fermé. Personne n’était attendu.'
  if (attendus === 'garder') return `C’est fermé. ${pluriel(touches.length, 'rendez-vous est gardé', 'rendez-vous sont gardés')}.`
  const muets = touches.length - touches.filter(estJoignable).length
  const phrases = [
    `C’est fermé. ${pluriel(touches.length, 'rendez-vous annulé', 'rendez-vous annulés')}.`,
    ...(touches.length > muets ? [`${pluriel(touches.length - muets, 'personne est prévenue', 'personnes sont prévenues')}.`] : []),
    // Counted, not named: this sentence travels in a cookie.
    ...(muets > 0 ? [`${pluriel(muets, 'personne n’a laissé ni téléphone ni adresse : prévenez-la, elle est', 'personnes n’ont laissé ni téléphone ni adresse : prévenez-les, elles sont')} dans cette liste.`] : []),
  ]
  return phrases.join(' ')
}

/** Takes a closure or an opening away. What was booked in an opening is kept, and shown. */
export const retirerException = action({
  nom: 'rendezvous.retirer-exception',
  path: '/agendas/:id/exceptions/retirer',
  may: mayGerer,
  titre: 'Retirer une fermeture ou une ouverture',
  params: parId,
  sujet: sujetAgenda,
  page: pageExceptions,
  input: z.object({ exception: z.uuid() }),
  run: async ({ tx, params, input, maintenant }) => {
    const agenda = await lockAgenda(tx, params.id, jourLocal(maintenant))
    if (!(await deleteException(tx, agenda.id, input.exception))) throw new Introuvable()
    const gardes = await listDehors(tx, { ...agenda, exceptions: agenda.exceptions.filter((e) => e.id !== input.exception) }, maintenant)
    return { vers: gardes.length > 0 ? `/agendas/${agenda.id}` : `/agendas/${agenda.id}/exceptions`, message: `C’est retiré.${direDehors(gardes.length)}`, journal: { objet: `agenda:${agenda.id}`, territoire: agenda.territoire } }
  },
})
