import { z } from 'zod'

const ligne = {
  id: z.string(), commune: z.string(), etat: z.string(), issue: z.string().nullable(), nature: z.string(), matiere: z.string().nullable(), numero: z.string().nullable(), objet: z.string(),
  dateActe: z.string().nullable(), recuLe: z.date().nullable(), arNumero: z.string().nullable(), echeance: z.string().nullable(), aTemps: z.boolean().nullable(), executoireLe: z.string().nullable(),
}

/** Acts as the API lists them. */
export const sortieActes = z.object({ actes: z.array(z.object({ ...ligne, communeNom: z.string(), natureNom: z.string() })), suivant: z.string().nullable() })

/** One act as the API gives it: what a commune's own software asks after a transmission. */
export const sortieActe = z.object({
  acte: z.object({ ...ligne, signataireNom: z.string(), signataireQualite: z.string(), montant: z.number().nullable(), publieLe: z.string().nullable(), suspenduLe: z.date().nullable(), defereLe: z.date().nullable(), jugeLe: z.string().nullable(), closLe: z.date().nullable() }),
  pieces: z.array(z.object({ id: z.string(), role: z.string(), code: z.string(), titre: z.string(), nom: z.string(), sha256: z.string(), taille: z.number(), pages: z.number().nullable(), lecture: z.string() })),
  anomalies: z.array(z.object({ code: z.string(), phrase: z.string(), bloque: z.boolean(), precision: z.string().optional() })),
  mesures: z.array(z.object({ id: z.string(), genre: z.string(), etat: z.string(), numero: z.string().nullable(), signeLe: z.date().nullable(), repondreAvant: z.string().nullable(), reponseSens: z.string().nullable() })),
  delai: z.object({ joursRestants: z.number(), echeance: z.string().nullable(), explications: z.array(z.object({ date: z.string(), raison: z.string() })) }).nullable(),
})
