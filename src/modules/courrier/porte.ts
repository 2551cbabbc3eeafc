import { z } from 'zod'
import { Refus } from '../../lib/erreurs.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Lecture, Sujet } from '../../kernel/module.ts'
import { exigerLisible, exigerPassage } from './courrier.ts'
import type { Courrier } from './courrier.ts'
import { findTerritoire, getCourrier, lockCourrier } from './courrier.queries.ts'
import type { PermissionCourrier } from './droits.ts'
import { agitPour, lecteurDe, porteeLecture } from './lecteur.ts'

/** `/…/:id` of a letter. */
export const parId = z.object({ id: z.uuid() })

/** A letter belongs to the territory of its office. Which office reads it is asked when it is loaded. */
export async function sujetCourrier({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const territoire = await findTerritoire(db, params.id)
  return territoire === undefined ? undefined : { territoire }
}

type Lu = Pick<Lecture, 'acteur' | 'maison' | 'porteePour'> & { params: { id: string } }

/** The letter of a page, if it exists for this reader. Throws `Introuvable`. */
export const lireCourrier = (lu: Lu & { db: Db }): Promise<Courrier> => getCourrier(lu.db, lu.params.id, porteeLecture(lu), lecteurDe(lu))

/** The same for an action: locked, and of an office where this actor has the permission, unless he acts as one who holds it (`courrier.traiter`). */
export async function prendreCourrier(e: Lu & { tx: Tx }, permission?: PermissionCourrier): Promise<Courrier> {
  const courrier = await lockCourrier(e.tx, e.params.id, porteeLecture(e), lecteurDe(e))
  if (permission) exigerBureau(e, permission, courrier.bureau)
  return courrier
}

/** Refuses to act in the register of another office. */
export function exigerBureau(lu: Pick<Lu, 'acteur' | 'maison' | 'porteePour'>, permission: PermissionCourrier, bureau: string): void {
  if (!agitPour(lu, permission, bureau)) throw new Refus('Ce courrier est au registre d’un autre bureau : seul son secrétariat, ou son responsable, peut faire cela', 403)
}

/** Refuses to correct a line to whoever may not: a draft is its office's, a numbered line its secretariat's; never what one may not read. */
export function exigerCorrigeable(lu: Pick<Lu, 'acteur' | 'maison' | 'porteePour'>, courrier: Courrier): void {
  if (courrier.etat !== 'prepare' || !agitPour(lu, 'courrier.traiter', courrier.bureau)) exigerBureau(lu, 'courrier.enregistrer', courrier.bureau)
  exigerPassage(courrier, 'modifier')
  exigerLisible(courrier)
}

/** What the journal keeps of a letter: never who wrote, nor about what. */
export const journalDe = ({ id, territoire }: Pick<Courrier, 'id' | 'territoire'>, detail: { [cle: string]: string | number | boolean | null } = {}) => ({ objet: `courrier:${id}`, territoire, detail })
