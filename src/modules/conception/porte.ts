import { z } from 'zod'
import { cleActeur } from '../../kernel/identite/acteur.ts'
import type { Acteur } from '../../kernel/identite/acteur.ts'
import { permission } from '../../kernel/module.ts'
import type { Auteur } from './queries.ts'

/** Whoever designs procedures: they are national, so the permission is enough. */
export const mayConcevoir = permission('conception.concevoir')

/** `/…/:id` of a project. */
export const parId = z.object({ id: z.uuid() })
/** The revision of the project that the page showed. */
export const revision = z.string().regex(/^\d{1,9}$/, 'Ouvrez la page de nouveau').transform(Number)

/** Who changes a project, as others read it. */
export const auteurDe = (acteur: Acteur, maintenant: Date): Auteur => ({ par: cleActeur(acteur), parNom: acteur.genre === 'agent' || acteur.genre === 'jeton' ? acteur.nom : 'Iroko', maintenant })
