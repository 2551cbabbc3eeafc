import { z } from 'zod'
import { Refus } from '../../lib/erreurs.ts'

/** Query parameters as they came: the corridor drops what it cannot read, the descriptions want a 400. */
export const bruts = z.record(z.string(), z.unknown())

/** Reads query parameters. Throws a 400 that names the first wrong one. */
export function lireParametres<S extends z.ZodType>(schema: S, query: Record<string, unknown>): z.infer<S> {
  const lu = schema.safeParse(query)
  if (lu.success) return lu.data
  const faute = lu.error.issues[0]!
  throw new Refus(`Le paramètre ${faute.path.join('.') || 'de la demande'} ne se lit pas : ${faute.message}`, 400)
}

const rang = z.string().regex(/^\d{1,6}$/, 'un nombre entier').transform(Number)
const TRIS: Readonly<Record<string, 'id' | 'cree' | 'echeance' | 'demarche'>> = { instanceId: 'id', caseInstanceId: 'id', dueDate: 'echeance', executionId: 'id', caseExecutionId: 'id', assignee: 'id', created: 'cree', description: 'id', id: 'id', name: 'demarche', nameCaseInsensitive: 'demarche', priority: 'echeance' }
/** Lines of one answer, whatever is asked. */
const AU_PLUS = 100

/** Where a list begins, how long it is, in what order; `sortBy` and `sortOrder` go together. */
export const pagination = {
  firstResult: rang.default(0),
  maxResult: rang.default(AU_PLUS).transform((n) => Math.min(n, AU_PLUS)),
  sortBy: z.enum(Object.keys(TRIS) as [string, ...string[]]).optional(),
  sortOrder: z.enum(['asc', 'desc']).optional(),
}

/** The same as the list of files takes it. */
export function trancheDe(q: { firstResult: number; maxResult: number; sortBy?: string | undefined; sortOrder?: string | undefined }): { depuis: number; nombre: number; tri: 'id' | 'cree' | 'echeance' | 'demarche'; decroit: boolean } {
  if ((q.sortBy === undefined) !== (q.sortOrder === undefined)) throw new Refus('Les paramètres sortBy et sortOrder vont ensemble', 400)
  return { depuis: q.firstResult, nombre: q.maxResult, tri: TRIS[q.sortBy ?? 'id']!, decroit: (q.sortOrder ?? 'desc') === 'desc' }
}
