import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Fond } from './territoire.ts'

const position = z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)])
const schema = z.strictObject({ source: z.string(), contour: z.array(position).min(3), villes: z.array(z.strictObject({ nom: z.string(), lieu: position })) })

let lu: Fond | undefined

/** The drawing of content/territoire, read once. Throws when it is not well formed. */
export function fondDeCarte(): Fond {
  return (lu ??= schema.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../content/territoire/fond.json'), 'utf8'))))
}
