import type { Exception, Plage } from './creneaux.ts'

/**
 * The hours at which an office receives people for one reason. `duree` is minutes; `places` people at once; `parJour` people a day, or no
 * limit; `preavis` and `delaiAnnulation` hours; `horizon` days. `demarches`: codes served, none is all. `descend`: also the files of the
 * territories below.
 */
export type Agenda = {
  id: string; rang: number; territoire: string; bureau: string; titre: string; raison: string; demarches: string[]; plages: Plage[]
  duree: number; places: number; parJour: number | null; preavis: number; horizon: number; delaiAnnulation: number
  lieu: string; apporter: string; sansDossier: boolean; descend: boolean; ouvert: boolean; creeLe: Date; modifieLe: Date
}

/** An agenda with the exceptions that still matter. */
export type AgendaOuvert = Agenda & { exceptions: Exception[] }

/** Days at most between the two ends of an exception, of a list, of a figure. */
export const PERIODE_AU_PLUS = 400
/** Days ahead at the counter, where neither the notice nor the horizon of the public binds. */
export const HORIZON_GUICHET = 366

/** Whether this agenda receives people about such a file; `ancetres` are the codes above the territory of the file. */
export function sert(agenda: Pick<Agenda, 'demarches' | 'territoire' | 'descend' | 'ouvert'>, dossier: { demarche: string; territoire: string }, ancetres: readonly string[]): boolean {
  const lieu = agenda.territoire === dossier.territoire || (agenda.descend && ancetres.includes(agenda.territoire))
  return agenda.ouvert && lieu && (agenda.demarches.length === 0 || agenda.demarches.includes(dossier.demarche))
}
