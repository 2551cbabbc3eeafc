import { z } from 'zod'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { findMatiere, findNature } from '../referentiel/referentiel.ts'
import type { Corps } from '../referentiel/schemas.ts'
import { departementDe } from '../lecteur.ts'
import { etatPublic } from './publication.ts'
import type { EtatPublic } from './publication.ts'
import type { LignePublique } from './recherche.queries.ts'

/** An act of the register, its codes said in words. `id` is the act's. */
export type Montree = Pick<LignePublique, 'commune' | 'nature' | 'matiere' | 'numero' | 'dateActe' | 'objet' | 'taille' | 'publieeLe' | 'extrait' | 'executoireLe'> & { id: string; communeNom: string; departementNom: string; natureNom: string; matiereNom: string; etat: EtatPublic }

/** Puts the names beside the codes. `jour` is today, YYYY-MM-DD. */
export function montrer(l: LignePublique, o: { territoires: Territoires; natures: Corps<'natures'>; matieres: Corps<'matieres'>; jour: string }): Montree {
  const { acteId, commune, nature, matiere, numero, dateActe, objet, taille, publieeLe, extrait, executoireLe } = l
  return {
    id: acteId, commune, nature, matiere, numero, dateActe, objet, taille, publieeLe, extrait, executoireLe,
    communeNom: o.territoires.trouver(commune)?.nom ?? commune, departementNom: o.territoires.trouver(departementDe(o.territoires, commune))?.nom ?? '',
    natureNom: findNature(o.natures, nature)?.libelle ?? nature, matiereNom: findMatiere(o.matieres, matiere)?.libelle ?? '', etat: etatPublic(l, o.jour),
  }
}

const ligne = {
  id: z.string(), commune: z.string(), communeNom: z.string(), departementNom: z.string(), nature: z.string(), natureNom: z.string(), matiere: z.string().nullable(), matiereNom: z.string(), numero: z.string(), dateActe: z.string(), objet: z.string(),
  publieeLe: z.date(), executoireLe: z.string().nullable(), etat: z.object({ mot: z.string(), raison: z.string() }),
}
/** The register as open data. */
export const sortieRegistre = z.object({ actes: z.array(z.object(ligne)), suivant: z.string().nullable() })
/** One act of it, with its public text. */
export const sortieActePublic = z.object({ acte: z.object({ ...ligne, mode: z.string(), texte: z.string(), sha256: z.string(), taille: z.number() }), liens: z.array(z.object({ genre: z.string(), sens: z.string(), acteId: z.string(), numero: z.string() })), suites: z.array(z.object({ genre: z.string(), numero: z.string(), signeLe: z.date(), jugementLe: z.string().nullable(), jugementSens: z.string().nullable() })) })
