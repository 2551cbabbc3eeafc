/** Which hours an agenda offers, and which are left. Pure: days are YYYY-MM-DD, hours minutes since midnight in Benin. */
import { ajouterJours, jourLocal, jourSemaine, minuteLocale } from '../../kernel/calendrier/jour.ts'
import { nomFerie } from '../../kernel/calendrier/index.ts'
import type { Calendrier } from '../../kernel/calendrier/index.ts'
import { HORIZON_GUICHET } from './agenda.ts'
import type { Agenda } from './agenda.ts'
import { instantDe } from './heure.ts'

/** Opening hours of a day of the week, 1 for Monday to 7 for Sunday. */
export type Plage = { jour: number; debut: number; fin: number }
/** A closure of whole days, or of some hours of each of them; or an opening of some hours of one day. A closure wins over an opening. */
export type Exception = { id: string; genre: 'fermeture' | 'ouverture'; du: string; au: string; debut: number | null; fin: number | null; raison: string }
export type Intervalle = { debut: number; fin: number }
/** A place already given. */
export type Prise = { debut: Date; fin: Date; place: number | null }
/** An hour of a day, and how many may still take it. */
export type Offre = Intervalle & { jour: string; libres: number }
type Semaine = Pick<Agenda, 'plages' | 'duree'>

const chevauche = (a: Intervalle, b: Intervalle): boolean => a.debut < b.fin && b.debut < a.fin
const couvre = (e: Exception, jour: string): boolean => e.du <= jour && jour <= e.au

/** Hours of slots cut in an opening, from its beginning. */
function couper({ debut, fin }: Intervalle, duree: number): Intervalle[] {
  return Array.from({ length: Math.max(0, Math.floor((fin - debut) / duree)) }, (_, n) => ({ debut: debut + n * duree, fin: debut + (n + 1) * duree }))
}

/** Why nothing is open that day: a closure, or a public holiday that no exceptional opening lifts. */
export function raisonFermeture(jour: string, exceptions: readonly Exception[], calendrier: Calendrier): string | undefined {
  const ici = exceptions.filter((e) => couvre(e, jour))
  const fermeture = ici.find((e) => e.genre === 'fermeture' && e.debut === null)
  if (fermeture) return fermeture.raison
  return ici.some((e) => e.genre === 'ouverture') ? undefined : nomFerie(jour, calendrier)
}

/** When the doors are open that day, closures left out: the hours of the week, unless it is a holiday, then exceptional openings. */
export function ouverturesDe(jour: string, { plages }: Pick<Agenda, 'plages'>, exceptions: readonly Exception[], calendrier: Calendrier): Intervalle[] {
  const semaine = nomFerie(jour, calendrier) === undefined ? plages.filter((p) => p.jour === jourSemaine(jour)) : []
  const ouvertures = exceptions.filter((e) => e.genre === 'ouverture' && couvre(e, jour)).map((e) => ({ debut: e.debut!, fin: e.fin! }))
  return [...semaine, ...ouvertures].map(({ debut, fin }) => ({ debut, fin }))
}

/** The slots of a day, in order; none overlaps another, nor a closure. Those of the week keep their hours when something is added beside them. */
export function creneauxDe(jour: string, agenda: Semaine, exceptions: readonly Exception[], calendrier: Calendrier): Intervalle[] {
  if (raisonFermeture(jour, exceptions, calendrier) !== undefined) return []
  const fermees = exceptions.filter((e) => e.genre === 'fermeture' && couvre(e, jour)).map((e) => ({ debut: e.debut!, fin: e.fin! }))
  const gardes: Intervalle[] = []
  for (const ouverture of ouverturesDe(jour, agenda, exceptions, calendrier))
    for (const creneau of couper(ouverture, agenda.duree)) if (![...gardes, ...fermees].some((autre) => chevauche(autre, creneau))) gardes.push(creneau)
  return gardes.toSorted((a, b) => a.debut - b.debut)
}

/** The lowest place free during those moments, and how many are left; a place that no longer exists still counts while somebody has it. */
export function placesLibres(debut: Date, fin: Date, places: number, prises: readonly Prise[]): { libres: number; place: number | undefined } {
  const tenues = new Set(prises.filter((p) => p.place !== null && p.debut < fin && debut < p.fin).map((p) => p.place))
  const libres = Array.from({ length: places }, (_, n) => n).filter((n) => !tenues.has(n))
  const restent = Math.max(0, Math.min(libres.length, places - tenues.size))
  return { libres: restent, place: restent > 0 ? libres[0] : undefined }
}

/** What a day offers: every slot, with what is left of it once what is taken, and the number of people a day, are counted. */
export function offresDe(jour: string, agenda: Semaine & Pick<Agenda, 'places' | 'parJour'>, exceptions: readonly Exception[], prises: readonly Prise[], calendrier: Calendrier): Offre[] {
  const ici = prises.filter((p) => p.place !== null && jourLocal(p.debut) === jour)
  const reste = agenda.parJour === null ? Infinity : Math.max(0, agenda.parJour - ici.length)
  return creneauxDe(jour, agenda, exceptions, calendrier).map((c) => ({ ...c, jour, libres: Math.min(reste, placesLibres(instantDe(jour, c.debut), instantDe(jour, c.fin), agenda.places, ici).libres) }))
}

/** From when, and until which day, somebody may choose: the public after the notice and within the horizon; the counter from now, for a year. */
export function fenetreDe(agenda: Pick<Agenda, 'preavis' | 'horizon'>, maintenant: Date, guichet: boolean): { apres: Date; du: string; au: string } {
  const apres = new Date(maintenant.getTime() + (guichet ? 0 : agenda.preavis * 3_600_000))
  return { apres, du: jourLocal(apres), au: ajouterJours(jourLocal(maintenant), guichet ? HORIZON_GUICHET : agenda.horizon) }
}

/** Whether an hour may still be chosen. At the counter, the hour that has begun may. */
export const estOffert = (o: Intervalle & { jour: string }, f: { apres: Date; au: string }, guichet: boolean): boolean => o.jour <= f.au && (guichet ? instantDe(o.jour, o.fin) > f.apres : instantDe(o.jour, o.debut) >= f.apres)

/** The Monday of the week of a day. */
export const lundiDe = (jour: string): string => ajouterJours(jour, 1 - jourSemaine(jour))

/** Whether an appointment taken earlier still fits the slots of its day. */
export function tientDans(rdv: Pick<Prise, 'debut' | 'fin'>, creneaux: readonly Intervalle[]): boolean {
  const [debut, fin] = [minuteLocale(rdv.debut), minuteLocale(rdv.fin) || 1440]
  return creneaux.some((c) => c.debut === debut && c.fin === fin)
}
