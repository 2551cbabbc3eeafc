import { z } from 'zod'

const offre = z.object({ jour: z.string(), debut: z.number(), fin: z.number(), libres: z.number() })
const agenda = z.object({ id: z.string(), titre: z.string(), raison: z.string(), lieu: z.string(), apporter: z.string(), duree: z.number(), ouvert: z.boolean() })

/** A week of hours as the API gives it; hours are minutes since midnight in Benin. */
export const sortieSemaine = z.object({ agenda, bureau: z.string(), semaine: z.object({ lundi: z.string(), jours: z.array(z.object({ jour: z.string(), ferme: z.string().nullable(), offres: z.array(offre) })), prochaine: offre.nullable() }) })

const rendezvous = { id: z.string(), agendaId: z.string(), debut: z.date(), fin: z.date(), etat: z.string(), canal: z.string() }

/** One's own appointment as the API gives it. */
export const sortieRendezVous = z.object({ rdv: z.object({ ...rendezvous, motif: z.string().nullable() }), agenda, bureau: z.string() })

const ligne = z.object({ ...rendezvous, agenda: z.string(), territoire: z.string(), nom: z.string().nullable(), telephone: z.string().nullable(), note: z.string(), prisLe: z.date() })

/** The office's list as the API gives it. */
export const sortieListe = z.object({ lignes: z.array(ligne), suivant: z.string().nullable() })

/** The agendas of a territory. */
export const sortieAgendas = z.object({ agendas: z.array(agenda.extend({ territoire: z.string(), bureau: z.string(), attendus: z.number() })) })

/** A day of an agenda: who comes, and what is free. */
export const sortieJour = z.object({ agenda, jour: z.string(), ferme: z.string().nullable(), presents: z.array(z.object({ ...rendezvous, nom: z.string().nullable(), note: z.string() })), libres: z.array(offre) })

/** What became of appointments, month after month. */
export const sortieMesures = z.object({ mesures: z.array(z.object({ mois: z.string(), pris: z.number(), recus: z.number(), absents: z.number(), annules: z.number(), nonPointes: z.number(), passages: z.number(), avance: z.number().nullable() })) })
