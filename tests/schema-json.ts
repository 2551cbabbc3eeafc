/** A JSON Schema checker for the tests: the few words that OpenAPI 3.0 descriptions use, nothing more. */
export type Schema = { $ref?: string; type?: string; required?: string[]; properties?: Record<string, Schema>; items?: Schema; enum?: unknown[]; format?: string; additionalProperties?: boolean | Schema; [autre: string]: unknown }

const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
}
const genreDe = (v: unknown): string => (v === null ? 'null' : Array.isArray(v) ? 'array' : Number.isInteger(v) ? 'integer' : typeof v)

/** Every fault of a value, each with its path; none when it follows the schema. `racine` resolves `#/…` references. */
export function fautesDe(valeur: unknown, schema: Schema, racine: object, ou = '$'): string[] {
  if (schema.$ref) {
    const cible = schema.$ref.slice(2).split('/').reduce((objet: unknown, cle) => (objet as Record<string, unknown>)[cle], racine)
    return fautesDe(valeur, cible as Schema, racine, ou)
  }
  const genre = genreDe(valeur)
  const type = schema.type ?? (schema.properties ? 'object' : undefined)
  if (type && type !== genre && !(type === 'number' && genre === 'integer')) return [`${ou} : ${genre} au lieu de ${type}`]
  const fautes = schema.enum && !schema.enum.includes(valeur) ? [`${ou} : ${String(valeur)} n’est pas de la liste`] : []
  if (typeof valeur === 'string' && schema.format && FORMATS[schema.format] && !FORMATS[schema.format]!.test(valeur)) fautes.push(`${ou} : « ${valeur} » n’est pas ${schema.format}`)
  if (genre === 'array' && schema.items) return [...fautes, ...(valeur as unknown[]).flatMap((un, i) => fautesDe(un, schema.items!, racine, `${ou}[${i}]`))]
  if (genre !== 'object') return fautes
  const objet = valeur as Record<string, unknown>
  for (const nom of schema.required ?? []) if (!Object.hasOwn(objet, nom)) fautes.push(`${ou}.${nom} manque`)
  for (const [nom, un] of Object.entries(objet)) {
    const sien = schema.properties?.[nom] ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined)
    if (sien) fautes.push(...fautesDe(un, sien, racine, `${ou}.${nom}`))
    // The descriptions let unknown names through; we do not: a name misspelt would otherwise pass for an optional one left out.
    else if (schema.properties) fautes.push(`${ou}.${nom} n’est pas décrit`)
  }
  return fautes
}
