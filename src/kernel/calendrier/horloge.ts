import { dateLongue, dateSimple, enumerer, ponctuer, pluriel } from '../../lib/francais.ts'
import type { Temps } from '../../ui/horloge.tsx'
import { estOuvre, nomFerie } from './calendrier.ts'
import type { Calendrier } from './charger.ts'
import { parcourir } from './cours.ts'
import type { Cours, Evenement, Explication } from './cours.ts'
import type { Regle, Unite } from './delai.ts'
import { compte, echeanceDe, nominal, quantieme } from './compte.ts'
import { ajouterJours, ecart, jourLocal, jourSemaine, midi } from './jour.ts'

export type { Evenement, Explication } from './cours.ts'
/** A legal clock: what happened to it, and the rule it obeys. */
export type Horloge = { evenements: readonly Evenement[]; regle: Regle }

/** One day drawn; `jour` is null for days to come while the clock is stopped. */
export type Segment = { jour: string | null; genre: 'passe' | 'pause' | 'dernier' | 'reste' | 'retard' }

/** What a clock says on a day. Days are YYYY-MM-DD; counts are days of the rule's unit (calendar days for months). */
export type EtatHorloge = {
  /** Day from which the delay runs, itself not counted. Null before the first `depart`. */
  depart: string | null
  /** Last day; null while stopped, and before the start. */
  echeance: string | null
  suspendueDepuis: string | null
  joursEcoules: number
  /** Today included; negative is lateness. Elapsed + left = total as long as it is not late. */
  joursRestants: number
  /** Days from start to last day, roll-over included. */
  total: number
  /** Calendar days of pause so far. */
  joursPause: number
  unite: Unite
  /** The last day is today. */
  dernierJour: boolean
  segments: Segment[]
  explications: Explication[]
}

/** Says where a clock stands at `maintenant`; later events are left out, repeated ones have no effect. */
export function etatHorloge(evenements: readonly Evenement[], regle: Regle, calendrier: Calendrier, maintenant: Date): EtatHorloge {
  const cours = parcourir(evenements, regle, calendrier, maintenant)
  const aujourdhui = jourLocal(maintenant)
  if (cours.depart === null) return neuve(cours, regle)
  if (cours.arret) return arretee(cours, cours.depart, cours.arret.du, regle, calendrier, aujourdhui)
  return enCours(cours, cours.depart, regle, calendrier, aujourdhui)
}

function neuve(cours: Cours, regle: Regle): EtatHorloge {
  const vide = { depart: null, echeance: null, suspendueDepuis: null, joursEcoules: 0, joursPause: 0, unite: regle.unite, dernierJour: false }
  const total = regle.unite === 'mois' ? regle.valeur * 30 : regle.valeur
  return { ...vide, joursRestants: total, total, segments: fois(total, 'reste'), explications: cours.explications }
}

const fois = (n: number, genre: Segment['genre']): Segment[] => Array.from({ length: Math.max(0, n) }, () => ({ jour: null, genre }))

function arretee(cours: Cours, depart: string, du: string, regle: Regle, calendrier: Calendrier, aujourdhui: string): EtatHorloge {
  const passes: Segment[] = []
  // An interruption wipes what had run: only a suspension keeps it.
  if (!cours.arret?.efface)
    for (let j = ajouterJours(depart, 1); j < du; j = ajouterJours(j, 1)) {
      if (enPause(j, cours)) passes.push({ jour: j, genre: 'pause' })
      else if (compte(j, regle, calendrier)) passes.push({ jour: j, genre: 'passe' })
    }
  const ecoules = passes.filter((s) => s.genre === 'passe').length
  // Where only the roll-over was left, one day remains: the one on which it resumes.
  const restants = Math.max(1, quantieme(depart, regle) - ecoules)
  const attente: Segment[] = Array.from({ length: ecart(du, aujourdhui) + 1 }, (_, n) => ({ jour: ajouterJours(du, n), genre: 'pause' as const }))
  return {
    depart,
    echeance: null,
    suspendueDepuis: du,
    joursEcoules: ecoules,
    joursRestants: restants,
    total: ecoules + restants,
    joursPause: (cours.arret?.efface ? 0 : pauses(cours)) + ecart(du, aujourdhui),
    unite: regle.unite,
    dernierJour: false,
    segments: [...passes, ...attente, ...fois(restants, 'reste')],
    explications: cours.explications,
  }
}

const enPause = (jour: string, cours: Cours) => cours.pauses.some((p) => p.du <= jour && jour < p.au)
const pauses = (cours: Cours) => cours.pauses.reduce((n, p) => n + ecart(p.du, p.au), 0)

function enCours(cours: Cours, depart: string, regle: Regle, calendrier: Calendrier, aujourdhui: string): EtatHorloge {
  const { echeance, brute } = echeanceDe(depart, cours.pauses, regle, calendrier)
  const segments: Segment[] = []
  const fin = aujourdhui > echeance ? aujourdhui : echeance
  for (let j = ajouterJours(depart, 1); j <= fin; j = ajouterJours(j, 1)) {
    if (j > echeance) {
      // Late on a Sunday is late already, whatever the unit.
      if (compte(j, regle, calendrier) || j === ajouterJours(echeance, 1)) segments.push({ jour: j, genre: 'retard' })
    } else if (enPause(j, cours)) segments.push({ jour: j, genre: 'pause' })
    else if (compte(j, regle, calendrier) || j === echeance) segments.push({ jour: j, genre: j < aujourdhui ? 'passe' : 'reste' })
  }
  const nombre = (genre: Segment['genre']) => segments.filter((s) => s.genre === genre).length
  const retard = retards(segments, regle, calendrier)
  const restants = nombre('reste')
  const dernier = segments.findIndex((s) => s.genre === 'reste')
  if (restants === 1 && dernier >= 0) segments[dernier] = { jour: echeance, genre: 'dernier' }
  return {
    depart,
    echeance,
    suspendueDepuis: null,
    joursEcoules: nombre('passe'),
    joursRestants: retard > 0 ? -retard : restants,
    total: nombre('passe') + restants,
    joursPause: pauses(cours),
    unite: regle.unite,
    dernierJour: aujourdhui === echeance,
    segments,
    explications: [...cours.explications, ...direEcheance(depart, brute, echeance, cours, regle, calendrier)],
  }
}

// The day after the last one is always drawn; it counts only if it is a day of the unit, but lateness is at least one.
function retards(segments: Segment[], regle: Regle, calendrier: Calendrier): number {
  const tard = segments.filter((s) => s.genre === 'retard')
  const comptes = tard.filter((s) => s.jour !== null && compte(s.jour, regle, calendrier)).length
  if (tard.length > comptes && comptes > 0) segments.splice(segments.indexOf(tard[0]!), 1)
  return tard.length === 0 ? 0 : Math.max(1, comptes)
}

const dit = (jour: string) => dateLongue(midi(jour))

function direEcheance(depart: string, brute: string, echeance: string, cours: Cours, regle: Regle, calendrier: Calendrier): Explication[] {
  const pause = pauses(cours)
  const ajout = pause > 0 ? `, ${pluriel(pause, 'jour')} de pause en plus` : ''
  const sautes = regle.unite === 'jours_ouvres' ? feriesEntre(depart, brute, calendrier) : []
  const feries = sautes.length > 0 ? `, sans compter ${enumerer(sautes)}` : ''
  const dernier = { date: brute, raison: ponctuer(`${nominal(regle)} à partir du ${dit(depart)}${ajout}${feries} : le dernier jour est le ${dit(brute)}`) }
  if (brute === echeance) return [dernier]
  const nom = nomFerie(brute, calendrier)
  const raison = nom ? `est férié (${nom})` : estOuvre(brute, calendrier) ? 'tombe dans une pause' : 'n’est pas un jour ouvré'
  return [dernier, { date: echeance, raison: ponctuer(`Le ${dit(brute)} ${raison} : l’échéance est reportée au ${dit(echeance)}, premier jour ouvré qui suit`) }]
}

function feriesEntre(de: string, a: string, calendrier: Calendrier): string[] {
  const noms: string[] = []
  for (let j = ajouterJours(de, 1); j <= a; j = ajouterJours(j, 1)) {
    const nom = nomFerie(j, calendrier)
    if (nom && calendrier.joursOuvres.includes(jourSemaine(j))) noms.push(`le ${dateSimple(midi(j))} (${nom})`)
  }
  return noms
}

/** The same, as `Horloge` and `Delai` of src/ui draw it. Full (« francs ») days are drawn as the calendar days they are. */
export function versTemps(etat: EtatHorloge): Temps {
  const retard = Math.max(0, -etat.joursRestants)
  return {
    prevu: etat.total,
    ecoules: etat.joursEcoules,
    pause: etat.joursPause,
    enPause: etat.suspendueDepuis !== null,
    dernierJour: etat.dernierJour,
    retard,
    ...(etat.unite === 'jours_ouvres' ? { unite: 'ouvré' as const } : {}),
    ...(etat.depart ? { depart: midi(etat.depart) } : {}),
    ...(etat.suspendueDepuis ? { pauseLe: midi(etat.suspendueDepuis) } : {}),
    ...(etat.echeance ? { echeance: midi(etat.echeance) } : {}),
  }
}
