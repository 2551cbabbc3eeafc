/** The life of a clock, event after event: when it really starts, when it stops, and why. */
import { dateLongue, heure, ponctuer } from '../../lib/francais.ts'
import { estOuvre, nomFerie } from './calendrier.ts'
import type { Calendrier } from './charger.ts'
import { echeanceDe } from './compte.ts'
import type { Pause } from './compte.ts'
import { premierOuvre } from './delai.ts'
import type { Regle } from './delai.ts'
import { ajouterJours, jourLocal, midi, minuteLocale } from './jour.ts'

/** A `suspension` keeps the days that have run until the `reprise`; an `interruption` wipes them. `mot`: what happened, where « Déposé » or « Repris » would not say it. */
export type Evenement = { genre: 'depart' | 'suspension' | 'reprise' | 'interruption'; le: Date; mot?: string }
/** Why a day matters, in a French sentence. `date` is YYYY-MM-DD. */
export type Explication = { date: string; raison: string }

export type Cours = {
  depart: string | null
  pauses: Pause[]
  /** Set while the clock is stopped; `efface` after an interruption. */
  arret: { du: string; efface: boolean } | null
  explications: Explication[]
}

/** Plays the events up to `maintenant` in the order of time. */
export function parcourir(evenements: readonly Evenement[], regle: Regle, calendrier: Calendrier, maintenant: Date): Cours {
  const cours: Cours = { depart: null, pauses: [], arret: null, explications: [] }
  const passes = evenements.filter((e) => e.le.getTime() <= maintenant.getTime())
  for (const e of [...passes].sort((a, b) => a.le.getTime() - b.le.getTime())) jouer(e, cours, regle, calendrier)
  return cours
}

function jouer(e: Evenement, cours: Cours, regle: Regle, calendrier: Calendrier): void {
  const jour = jourLocal(e.le)
  if (e.genre === 'depart') {
    if (cours.depart === null) partir(e, cours, regle, calendrier)
  } else if (e.genre === 'reprise') reprendre(e, cours, regle, calendrier)
  else if (cours.depart === null || (cours.arret && (e.genre === 'suspension' || cours.arret.efface))) return
  else if (!cours.arret && expire(jour, cours, cours.depart, regle, calendrier)) {
    const mot = e.genre === 'suspension' ? 'La pause' : 'L’interruption'
    const raison = ponctuer(`${mot} du ${dit(jour)} est sans effet : le délai avait expiré`)
    if (!cours.explications.some((x) => x.raison === raison)) cours.explications.push({ date: jour, raison })
  } else arreter(e, cours, regle, calendrier)
}

const dit = (jour: string) => dateLongue(midi(jour))

function expire(jour: string, cours: Cours, depart: string, regle: Regle, calendrier: Calendrier): boolean {
  return jour > echeanceDe(depart, cours.pauses, regle, calendrier).echeance
}

function arreter(e: Evenement, cours: Cours, regle: Regle, calendrier: Calendrier): void {
  const jour = jourLocal(e.le)
  if (e.genre === 'suspension') {
    cours.arret = { du: jour, efface: false }
    cours.explications.push({ date: jour, raison: ponctuer(`${e.mot ? `${e.mot}, pause` : 'Pause'} le ${dit(jour)} : les jours déjà écoulés restent acquis`) })
    return
  }
  const debut = e.mot ? `${e.mot}, délai interrompu` : 'Délai interrompu'
  if (regle.interruption === 'aussitot') {
    cours.explications.push({ date: jour, raison: ponctuer(`${debut} le ${dit(jour)} : un délai entier repart`) })
    partir(e, cours, regle, calendrier)
  } else {
    cours.arret = { du: jour, efface: true }
    cours.explications.push({ date: jour, raison: ponctuer(`${debut} le ${dit(jour)} : un délai entier repartira à la reprise`) })
  }
}

function reprendre(e: Evenement, cours: Cours, regle: Regle, calendrier: Calendrier): void {
  if (!cours.arret || cours.depart === null) return
  if (cours.arret.efface) return partir(e, cours, regle, calendrier)
  const jour = jourLocal(e.le)
  const { du } = cours.arret
  cours.arret = null
  cours.explications.push({ date: jour, raison: `${e.mot ? `${e.mot}, reprise` : 'Reprise'} le ${dit(jour)}, après une pause depuis le ${dit(du)}` })
  // Paused before a day had run: the start itself moves, so that a pause of n days always shifts by n.
  if (du <= cours.depart) cours.depart = jour > cours.depart ? jour : cours.depart
  else cours.pauses.push({ du, au: jour })
}

function partir(e: Evenement, cours: Cours, regle: Regle, calendrier: Calendrier): void {
  const { depart, raison } = departDe(e, regle, calendrier)
  Object.assign(cours, { depart, pauses: [], arret: null })
  cours.explications.push({ date: depart, raison })
}

function departDe(e: Evenement, regle: Regle, calendrier: Calendrier): { depart: string; raison: string } {
  const jour = jourLocal(e.le)
  const verbe = e.mot ?? (e.genre === 'depart' ? 'Déposé' : e.genre === 'reprise' ? 'Repris' : 'Interrompu')
  const debut = `${verbe} ${dit(jour)} à ${heure(e.le)}`
  const [h = '24', m = '0'] = calendrier.depot.fermeture.split(':')
  const ouvert = estOuvre(jour, calendrier)
  const tard = ouvert && minuteLocale(e.le) >= Number(h) * 60 + Number(m)
  if (regle.depart === 'jour' || (ouvert && !tard)) return { depart: jour, raison: ponctuer(`${debut} : le délai part de ce jour, qui ne compte pas`) }
  const depart = premierOuvre(tard ? ajouterJours(jour, 1) : jour, calendrier)
  const nom = nomFerie(jour, calendrier)
  const cause = tard ? 'après la fermeture' : nom ? `jour férié (${nom})` : 'jour non ouvré'
  return { depart, raison: ponctuer(`${debut}, ${cause} : le délai part du ${dit(depart)}, premier jour ouvré, qui ne compte pas`) }
}
