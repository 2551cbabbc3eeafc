import { pluriel } from '../../../lib/francais.ts'
import { ajouter, ajouterJours, ecart, jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Calendrier } from '../../../kernel/calendrier/index.ts'
import { regleDe } from '../referentiel/schemas.ts'
import type { NomDelai, Regles } from '../referentiel/schemas.ts'
import type { Seance } from './seance.ts'

const UNITES = { jours: ['jour', 'jours'], jours_ouvres: ['jour ouvré', 'jours ouvrés'], jours_francs: ['jour franc', 'jours francs'], mois: ['mois', 'mois'] } as const
/** « 3 jours francs ». */
export function direDelai(regles: Regles, nom: NomDelai): string {
  const { valeur, unite } = regles.delais[nom]
  return pluriel(valeur, UNITES[unite][0], UNITES[unite][1])
}

/** The first day a session may be held when the council is told on `envoi`, YYYY-MM-DD. */
export const premierJour = (envoi: string, regles: Regles, calendrier: Calendrier): string => ajouter(envoi, regleDe(regles.delais.convocation), calendrier)

/** The last day to send the convocations of a session held on `jour`. Throws when no day of the year before is early enough. */
export function dernierEnvoi(jour: string, regles: Regles, calendrier: Calendrier): string {
  for (let n = 0; n <= 366; n++) {
    const essai = ajouterJours(jour, -n)
    if (premierJour(essai, regles, calendrier) <= jour) return essai
  }
  throw new Error(`Aucun jour d’envoi ne respecte ${direDelai(regles, 'convocation')} avant le ${jour}`)
}

/** Last day to post the decisions, and to write the minutes, of a session held on `jour`. */
export const limiteAffichage = (jour: string, regles: Regles, calendrier: Calendrier): string => ajouter(jour, regleDe(regles.delais.affichage), calendrier)
export const limiteProcesVerbal = (jour: string, regles: Regles, calendrier: Calendrier): string => ajouter(jour, regleDe(regles.delais.proces_verbal), calendrier)

/** What a session waits for, and until when: `retard` is days beyond, 0 when in time. */
export type Attendu = { quoi: 'convoquer' | 'tenir' | 'proces-verbal' | 'afficher'; limite: string; retard: number }
export const ATTENDUS: Readonly<Record<Attendu['quoi'], string>> = { convoquer: 'Convocations à envoyer', tenir: 'Séance à tenir', 'proces-verbal': 'Procès-verbal à établir', afficher: 'Décisions à afficher' }

/** What is to be done next for a session, on `jour`; undefined when nothing is. */
export function attenduDe(s: Pick<Seance, 'etat' | 'prevueLe' | 'afficheLe'>, regles: Regles, calendrier: Calendrier, jour: string): Attendu | undefined {
  const tenue = jourLocal(s.prevueLe)
  const dire = (quoi: Attendu['quoi'], limite: string): Attendu => ({ quoi, limite, retard: Math.max(0, ecart(limite, jour)) })
  if (s.etat === 'preparee') return dire('convoquer', dernierEnvoi(tenue, regles, calendrier))
  if (s.etat === 'convoquee') return dire('tenir', tenue)
  if (s.etat === 'ouverte') return dire('proces-verbal', limiteProcesVerbal(tenue, regles, calendrier))
  return s.etat === 'close' && s.afficheLe === null ? dire('afficher', limiteAffichage(tenue, regles, calendrier)) : undefined
}
