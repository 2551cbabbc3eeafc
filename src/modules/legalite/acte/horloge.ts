import { ajouter, etatHorloge, jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Calendrier, EtatHorloge, Evenement, Explication } from '../../../kernel/calendrier/index.ts'
import { regleDe } from '../referentiel/schemas.ts'
import type { Regles } from '../referentiel/schemas.ts'

/** What may stop the clock of the control. */
export type Cause = 'demande-pieces' | 'observations'
/** What happened to the clock of an act, in the order of time. `le` is ISO 8601. `motive`: the reason was written (a request without one stops nothing). */
export type Jalon = { genre: 'reception' | 'arret' | 'reprise'; le: string; cause?: Cause; motive?: boolean; mot?: string }

export const MOTS_CAUSE: Readonly<Record<Cause, string>> = { 'demande-pieces': 'Demande de pièces', observations: 'Lettre d’observations' }

/** What a stop does under these rules, and why it does nothing when it does nothing. */
export function effetDe(cause: Cause, dejaServi: boolean, motive: boolean, regles: Regles): { effet: 'interruption' | 'suspension' | 'aucun'; pourquoi?: string } {
  const regle = regles.effets[cause]
  if (regle.effet === 'aucun') return { effet: 'aucun', pourquoi: 'la règle ne prévoit aucun effet sur le délai' }
  if (!regle.verifie) return { effet: 'aucun', pourquoi: 'la règle qui l’arrêterait est à confirmer : le délai continue' }
  if (regle.motive && !motive) return { effet: 'aucun', pourquoi: 'elle n’est pas justifiée : le délai continue' }
  if (regle.une_fois && dejaServi) return { effet: 'aucun', pourquoi: 'une première avait déjà arrêté le délai, et cela ne vaut qu’une fois' }
  return { effet: regle.effet }
}

/**
 * The events of a clock, read under the rules the act was received under: pure, so that a screen, a job and a test tell the same days.
 * The first receipt only counts; a second request of a kind that serves once stops nothing; a resumption without a stop does nothing.
 */
export function evenementsDe(jalons: readonly Jalon[], regles: Regles): { evenements: Evenement[]; sansEffet: Explication[] } {
  const evenements: Evenement[] = []
  const sansEffet: Explication[] = []
  const servis = new Set<Cause>()
  for (const j of jalons.toSorted((a, b) => a.le.localeCompare(b.le))) {
    const le = new Date(j.le)
    if (j.genre === 'reception') evenements.push({ genre: 'depart', le, mot: 'Reçu' })
    else if (j.genre === 'reprise') evenements.push({ genre: 'reprise', le, mot: j.mot ?? 'Réponse reçue' })
    else if (j.cause) {
      const { effet, pourquoi } = effetDe(j.cause, servis.has(j.cause), j.motive === true, regles)
      if (effet === 'aucun') sansEffet.push({ date: jourLocal(le), raison: `${MOTS_CAUSE[j.cause]} sans effet sur le délai\u00a0: ${pourquoi}` })
      else {
        servis.add(j.cause)
        evenements.push({ genre: effet, le, mot: MOTS_CAUSE[j.cause] })
      }
    }
  }
  return { evenements, sansEffet }
}

/** Where the control of an act stands at `maintenant`: days left, last day, and the reason of each date in a sentence. */
export function horlogeActe(jalons: readonly Jalon[], regles: Regles, calendrier: Calendrier, maintenant: Date): EtatHorloge {
  const { evenements, sansEffet } = evenementsDe(jalons.filter((j) => new Date(j.le) <= maintenant), regles)
  const etat = etatHorloge(evenements, regleDe(regles.delais.controle), calendrier, maintenant)
  return { ...etat, explications: [...etat.explications, ...sansEffet].toSorted((a, b) => a.date.localeCompare(b.date)) }
}

/** Last day to transmit an act adopted on `date`, YYYY-MM-DD. */
export const limiteTransmission = (date: string, regles: Regles, calendrier: Calendrier): string => ajouter(date, regleDe(regles.delais.transmission), calendrier)

/** The regime of an act adopted on that day. Undefined before any that is known. */
export const regimeDe = (date: string, regles: Regles): Regles['regimes'][number] | undefined => regles.regimes.find((r) => r.du <= date && (r.au === undefined || date <= r.au))

/** The day an act became executory: the latest of the days its rule asks for; null while one is missing. */
export function executoireDe(acte: { recuLe: Date | null; publieLe: string | null; closLe: Date | null }, regles: Regles): string | null {
  const jours = { transmission: acte.recuLe && jourLocal(acte.recuLe), publication: acte.publieLe, controle: acte.closLe && jourLocal(acte.closLe) }
  const demandes = regles.executoire.conditions.map((c) => jours[c])
  return demandes.every((j) => j !== null) ? demandes.toSorted().at(-1)! : null
}

/** Until when a commune may take a transmission back, YYYY-MM-DD included. */
export const limiteAnnulation = (recuLe: Date, regles: Regles, calendrier: Calendrier): string => ajouter(jourLocal(recuLe), regleDe(regles.delais.annulation), calendrier)
