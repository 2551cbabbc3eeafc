import type { Calendrier } from './charger.ts'

let source: (() => Calendrier) | undefined
let lu: Calendrier | undefined

/** Says where this process finds the country's calendar: its file on a server, what the server gave in a browser. */
export function poserCalendrier(lire: () => Calendrier): void {
  source = lire
  lu = undefined
}

/** The country's calendar, read once. Throws when nobody has said where it is. */
export function calendrierCourant(): Calendrier {
  if (!source) throw new Error('Aucun calendrier n’est posé')
  return (lu ??= source())
}
