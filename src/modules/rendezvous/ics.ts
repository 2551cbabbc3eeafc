import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Agenda } from './agenda.ts'
import type { RendezVous } from './rendezvous.ts'

/**
 * An appointment for the calendar of a telephone (RFC 5545), hours in UTC. The UID never changes and SEQUENCE grows, so that a file taken
 * again after a change replaces the former one; a cancelled appointment is METHOD:CANCEL.
 */
export function ecrireIcs(rdv: Pick<RendezVous, 'id' | 'debut' | 'fin' | 'etat' | 'sequence' | 'changeLe'>, agenda: Pick<Agenda, 'titre' | 'raison' | 'lieu' | 'apporter'>, bureau: string, adresse: string): string {
  const annule = rdv.etat === 'annule'
  const calendrier = ical({ prodId: { company: 'Iroko', product: 'Rendez-vous', language: 'FR' }, method: annule ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH })
  calendrier.createEvent({
    id: `${rdv.id}@${new URL(adresse).hostname}`,
    sequence: rdv.sequence,
    stamp: rdv.changeLe,
    start: rdv.debut,
    end: rdv.fin,
    summary: `${agenda.titre}, ${bureau}`,
    location: agenda.lieu,
    description: [agenda.raison, agenda.apporter ? `Apportez : ${agenda.apporter}` : ''].filter(Boolean).join('\n'),
    url: `${adresse}/rendez-vous/${rdv.id}`,
    status: annule ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendrier.toString()
}
