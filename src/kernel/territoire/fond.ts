import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const position = z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)])
const schema = z.strictObject({ source: z.string(), contour: z.array(position).min(3), villes: z.array(z.strictObject({ nom: z.string(), lieu: position })) })

/** The outline of the country and a few towns, to find one's way when a point is chosen: latitude, longitude. Not a boundary. */
export type Fond = z.infer<typeof schema>

let lu: Fond | undefined

/** The drawing of content/territoire, read once. Throws when it is not well formed. */
export function fondDeCarte(): Fond {
  return (lu ??= schema.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../content/territoire/fond.json'), 'utf8'))))
}
