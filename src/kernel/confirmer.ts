import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const FICHIER = join(import.meta.dirname, '../../content/demonstration.yaml')
const schema = z.strictObject({ source: z.string().min(1), confirmees: z.record(z.string(), z.array(z.string().regex(/^[a-z]+(?:[.-][a-z]+)*$/i))) })

/**
 * The demonstration holds some rules for confirmed, so that their effects can be seen (a paper that expires, a proof too
 * old). Takes a procedure, or another set of rules, as read from content/, and returns it with those rules marked. Throws on a path that is no rule.
 */
export function confirmerPourDemonstration(code: string, brut: unknown): unknown {
  const { source, confirmees } = schema.parse(parse(readFileSync(FICHIER, 'utf8')))
  const copie = structuredClone(brut) as Record<string, unknown>
  for (const chemin of confirmees[code] ?? []) {
    let ici: unknown = copie
    for (const mot of chemin.split('.')) ici = (ici as Record<string, unknown> | undefined)?.[mot]
    if (typeof ici !== 'object' || ici === null || !('verifie' in ici)) throw new Error(`content/demonstration.yaml : ${code} n’a pas de règle « ${chemin} »`)
    Object.assign(ici, { verifie: true, source })
  }
  return copie
}
