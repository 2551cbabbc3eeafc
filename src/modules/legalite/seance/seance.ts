import { Refus } from '../../../lib/erreurs.ts'
import { dateLongue, heure } from '../../../lib/francais.ts'
import type { Ton } from '../../../ui/index.ts'
import type { Issue, Scrutin } from './vote.ts'

/**
 * A meeting of a council. preparee -> convoquee -> ouverte -> close. `sans-quorum`: too few came, it is convened again (`remplace` of the
 * second one); `annulee`: it will not be held, or another is held in its place (`reporte` of that one).
 */
export type EtatSeance = 'preparee' | 'convoquee' | 'ouverte' | 'sans-quorum' | 'close' | 'annulee'
export type GenreSeance = 'ordinaire' | 'extraordinaire'

/** A session. `session` is the month (1 to 12) of an ordinary one; `regles` the published rules it is held under; `membres` and `quorum` are known once it is open. */
export type Seance = {
  id: string; commune: string; genre: GenreSeance; session: number | null; prevueLe: Date; lieu: string; motif: string; etat: EtatSeance; remplace: string | null; reporte: string | null; regles: string; membres: number; quorum: number
  convoqueeLe: Date | null; ouverteLe: Date | null; closeLe: Date | null; president: string | null; presidentId: string | null; secretaire: string | null; procesVerbal: string; afficheLe: string | null; affichePreuve: string; creeLe: Date
}

/** A point of an agenda. `votants`: how many voted; `preponderante`: the vote of the president that decided a tie. */
export type Point = {
  id: string; seanceId: string; rang: number; objet: string; nature: string; matiere: string | null; rapporteur: string; vote: Issue | null; scrutin: Scrutin | null
  pour: number | null; contre: number | null; abstentions: number | null; votants: number | null; preponderante: 'pour' | 'contre' | null; texte: string
}

/** Points of one agenda, at most: the database says the same. */
export const POINTS_AU_PLUS = 100

export const ETATS_SEANCE: Readonly<Record<EtatSeance, { mot: string; ton: Ton }>> = {
  preparee: { mot: 'En préparation', ton: 'pause' },
  convoquee: { mot: 'Convoquée', ton: 'info' },
  ouverte: { mot: 'Ouverte', ton: 'cours' },
  'sans-quorum': { mot: 'Sans quorum', ton: 'tard' },
  close: { mot: 'Close', ton: 'fait' },
  annulee: { mot: 'Annulée', ton: 'non' },
}

const PASSAGES = {
  preparer: { de: ['preparee'], sinon: 'Le conseil est convoqué : la séance et son ordre du jour ne changent plus' },
  convoquer: { de: ['preparee'], sinon: 'Le conseil est déjà convoqué à cette séance' },
  remettre: { de: ['convoquee', 'ouverte'], sinon: 'Il n’y a plus de convocation à remettre pour cette séance' },
  appeler: { de: ['convoquee', 'ouverte'], sinon: 'L’appel se fait entre la convocation et la clôture de la séance' },
  ouvrir: { de: ['convoquee'], sinon: 'Une séance s’ouvre une fois, quand le conseil est convoqué' },
  voter: { de: ['ouverte'], sinon: 'Un vote se note pendant que la séance est ouverte' },
  rediger: { de: ['ouverte'], sinon: 'Le procès-verbal s’écrit une fois la séance ouverte, et ne change plus quand elle est close' },
  clore: { de: ['ouverte'], sinon: 'Cette séance n’est pas ouverte, ou elle est déjà close' },
  afficher: { de: ['close'], sinon: 'Les décisions s’affichent quand la séance est close' },
  reconvoquer: { de: ['sans-quorum'], sinon: 'Seule une séance sans quorum se convoque une seconde fois' },
  reporter: { de: ['convoquee'], sinon: 'Seule une séance convoquée et pas encore ouverte se reporte' },
  annuler: { de: ['preparee', 'convoquee'], sinon: 'Cette séance a été ouverte : elle ne s’annule plus' },
} as const satisfies Record<string, { de: readonly EtatSeance[]; sinon: string }>
export type GesteSeance = keyof typeof PASSAGES

/** Whether a gesture is possible, for the buttons of a page. */
export const mayFaire = ({ etat }: Pick<Seance, 'etat'>, geste: GesteSeance): boolean => (PASSAGES[geste].de as readonly EtatSeance[]).includes(etat)

/** Refuses a gesture that the session does not allow. The sentence says why. */
export function exigerGeste(seance: Pick<Seance, 'etat'>, geste: GesteSeance): void {
  if (!mayFaire(seance, geste)) throw new Refus(PASSAGES[geste].sinon)
}

const MOIS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre']
/** « octobre », of a month from 1 to 12. */
export const nomMois = (mois: number): string => MOIS[mois - 1] ?? ''

/** « de Bohicon », « d’Abomey »: a name after its « de ». */
export const deNom = (nom: string): string => `${/^[aeiouyéèêôâîœ]/i.test(nom) ? 'd’' : 'de '}${nom}`

/** « Session ordinaire d’octobre », « Session extraordinaire ». */
export const direSession = ({ genre, session }: Pick<Seance, 'genre' | 'session'>): string => (genre === 'ordinaire' && session ? `Session ordinaire ${deNom(nomMois(session))}` : 'Session extraordinaire')

/** « vendredi 9 octobre 2026 à 9 h ». */
export const direMoment = (le: Date): string => `${dateLongue(le)} à ${heure(le)}`

/** One of the year's ordinary sessions: what the timeline shows. */
export type Jalon = { mois: number; etat: 'tenue' | 'prevue' | 'sans-quorum' | 'manquante' | 'a-prevoir'; seance?: { id: string; prevueLe: Date } }

const ORDRE: readonly EtatSeance[] = ['close', 'ouverte', 'convoquee', 'preparee', 'sans-quorum']
/** Where the ordinary sessions of a year stand. `mois`: those the rule asks for; `jour` is today, YYYY-MM-DD. A month that is over with nothing held is missing. */
export function jalonsDe(mois: readonly number[], seances: readonly Pick<Seance, 'id' | 'genre' | 'session' | 'etat' | 'prevueLe'>[], annee: number, jour: string): Jalon[] {
  return mois.map((m): Jalon => {
    const siennes = seances.filter((s) => s.genre === 'ordinaire' && s.session === m && s.etat !== 'annulee').toSorted((a, b) => ORDRE.indexOf(a.etat) - ORDRE.indexOf(b.etat))
    const [s] = siennes
    const passee = jour.slice(0, 7) > `${annee}-${String(m).padStart(2, '0')}`
    if (!s) return { mois: m, etat: passee ? 'manquante' : 'a-prevoir' }
    const etat = s.etat === 'close' || s.etat === 'ouverte' ? 'tenue' : s.etat === 'sans-quorum' ? 'sans-quorum' : 'prevue'
    return { mois: m, etat, seance: { id: s.id, prevueLe: s.prevueLe } }
  })
}
