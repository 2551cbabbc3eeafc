import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { jourLocal, midi, minuteLocale } from '../../../kernel/calendrier/jour.ts'
import { calendrierCourant } from '../../../kernel/calendrier/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { permission } from '../../../kernel/module.ts'
import type { Lecture, Sujet } from '../../../kernel/module.ts'
import { communesDe, nomActeur } from '../lecteur.ts'
import { getVersion } from '../referentiel/referentiel.queries.ts'
import type { Regles } from '../referentiel/schemas.ts'
import { insertEvenementSeance } from './evenement.queries.ts'
import type { GenreEvenement } from './evenement.queries.ts'
import { findCommuneMembre } from './membre.queries.ts'
import { findCommuneSeance, getSeance, lockSeance } from './seance.queries.ts'
import type { LecteurSeance } from './seance.queries.ts'
import { exigerGeste } from './seance.ts'
import type { GesteSeance, Seance } from './seance.ts'

export const mayLire = permission('legalite.lire')
export const mayTenir = permission('legalite.conseil')
export const parId = z.object({ id: z.uuid() })
export const parPoint = z.object({ id: z.uuid(), point: z.uuid() })

/** A session belongs to its commune. */
export async function sujetSeance({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const territoire = await findCommuneSeance(db, params.id)
  return territoire === undefined ? undefined : { territoire }
}

/** So does a member of its council. */
export async function sujetMembre({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const territoire = await findCommuneMembre(db, params.id)
  return territoire === undefined ? undefined : { territoire }
}

/** Who reads sessions, by his posts or his token. */
export const lecteurSeance = ({ porteePour }: Pick<Lecture, 'porteePour'>): LecteurSeance => ({ lire: porteePour('legalite.lire'), conseil: porteePour('legalite.conseil') })

type Lu = Pick<Lecture, 'porteePour'> & { params: { id: string } }

/** The session of a page, if it exists for this reader. Throws `Introuvable`. */
export const lireSeance = (lu: Lu & { db: Db }): Promise<Seance> => getSeance(lu.db, lu.params.id, lecteurSeance(lu))

/** The same for an action: locked, and in a state that allows the gesture. */
export async function prendreSeance(e: Lu & { tx: Tx }, geste: GesteSeance): Promise<Seance> {
  const seance = await lockSeance(e.tx, e.params.id, lecteurSeance(e))
  exigerGeste(seance, geste)
  return seance
}

/** The rules a session is held under. */
export const reglesDe = async (db: Db, { regles }: Pick<Seance, 'regles'>): Promise<Regles> => (await getVersion<'regles'>(db, regles)).corps

/** The public holidays that move delays. */
export const calendrier = calendrierCourant

type Qui = { tx: Tx; acteur: Acteur; maintenant: Date }
/** Adds to the story of a session what this actor has just done. */
export const raconter = ({ tx, acteur, maintenant }: Qui, { id, commune }: Pick<Seance, 'id' | 'commune'>, genre: GenreEvenement, texte = ''): Promise<void> =>
  insertEvenementSeance(tx, { seanceId: id, genre, le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur, commune), texte })

/** What the journal keeps of a gesture: never a name. */
export const journalDe = ({ id, commune }: Pick<Seance, 'id' | 'commune'>, detail: { [cle: string]: string | number | boolean | null } = {}) => ({ objet: `seance:${id}`, territoire: commune, detail })

/** The communes whose council this actor keeps. */
export const communesTenues = ({ porteePour, maison }: Pick<Lecture, 'porteePour' | 'maison'>): { code: string; nom: string }[] =>
  communesDe(porteePour('legalite.conseil'), maison.territoires).map((code) => ({ code, nom: nomCommune(maison, code) }))

/** The commune a form is for: the only one of this actor, or the one chosen. Throws `Saisie`. */
export function communeChoisie(e: Pick<Lecture, 'porteePour' | 'maison'>, code: string): string {
  const siennes = communesTenues(e)
  const choisie = siennes.find((c) => c.code === code) ?? (code === '' && siennes.length === 1 ? siennes[0] : undefined)
  if (!choisie) throw new Saisie({ commune: 'Choisissez la commune dont c’est le conseil' })
  return choisie.code
}

export const nomCommune = ({ territoires }: Pick<Maison, 'territoires'>, code: string): string => territoires.trouver(code)?.nom ?? code

/** The day of a session, YYYY-MM-DD. */
export const jourDe = ({ prevueLe }: Pick<Seance, 'prevueLe'>): string => jourLocal(prevueLe)

/** Minutes since midnight typed as « 9 h », « 9h30 », « 09:30 »; undefined for anything else. */
export function lireHeure(texte: string): number | undefined {
  const [, h, m = '0'] = /^(\d{1,2})(?:\s*[hH:]\s*(\d{2})?)?$/.exec(texte.trim().replace(/[\u00a0\u202f]/g, ' ')) ?? []
  return h === undefined || Number(h) > 23 || Number(m) > 59 ? undefined : Number(h) * 60 + Number(m)
}
/** « 9:30 », as the field of an hour shows it. */
export function ecrireHeure(le: Date): string {
  const minutes = minuteLocale(le)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
/** The moment of a minute of a day in Benin (UTC+1 all year). */
export const instantDe = (jour: string, minute: number): Date => new Date(midi(jour).getTime() + (minute - 720) * 60_000)
