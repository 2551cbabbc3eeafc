import { z } from 'zod'

const seance = {
  id: z.string(), commune: z.string(), genre: z.string(), session: z.number().nullable(), prevueLe: z.date(), lieu: z.string(), motif: z.string(), etat: z.string(), remplace: z.string().nullable(), reporte: z.string().nullable(),
  membres: z.number(), quorum: z.number(), convoqueeLe: z.date().nullable(), ouverteLe: z.date().nullable(), closeLe: z.date().nullable(), afficheLe: z.string().nullable(),
}

/** Sessions as the API gives them; `sessions`: the year's ordinary ones, of the one commune that was asked for. */
export const sortieSeances = z.object({
  seances: z.array(z.object({ ...seance, points: z.number(), adoptes: z.number() })),
  sessions: z.array(z.object({ mois: z.number(), etat: z.string(), seance: z.object({ id: z.string(), prevueLe: z.date() }).optional() })),
  suivant: z.string().nullable(),
})

/** One session with its agenda, its votes, who came, and the acts born of it. No contact of anybody. */
export const sortieSeance = z.object({
  seance: z.object({ ...seance, president: z.string().nullable(), secretaire: z.string().nullable(), procesVerbal: z.string(), affichePreuve: z.string() }),
  points: z.array(z.object({ id: z.string(), rang: z.number(), objet: z.string(), nature: z.string(), matiere: z.string().nullable(), rapporteur: z.string(), vote: z.string().nullable(), scrutin: z.string().nullable(), pour: z.number().nullable(), contre: z.number().nullable(), abstentions: z.number().nullable(), votants: z.number().nullable(), texte: z.string() })),
  membres: z.array(z.object({ membreId: z.string(), nom: z.string(), qualite: z.string(), mode: z.string().nullable(), envoyeeLe: z.date().nullable(), presence: z.string().nullable(), mandataire: z.string().nullable() })),
  actes: z.array(z.object({ id: z.string(), numero: z.string().nullable(), pointId: z.string().nullable(), etat: z.string() })),
})
