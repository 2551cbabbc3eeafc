import type { DocumentApi, Operation } from '../../kernel/corridor/openapi.ts'

export type Porte = { methode: 'GET' | 'POST'; chemin: string; operation: Operation; champs: string[] }

/** Names of what one may send: query and body fields, at the first level. Fields in the path are seen in the path. */
function champsDe(operation: Operation): string[] {
  const query = (operation.parameters ?? []).flatMap((p) => (p.in === 'query' ? [String(p.name)] : []))
  const contenu = (operation.requestBody?.content ?? {}) as Record<string, { schema?: { properties?: object; allOf?: { properties?: object }[] } }>
  const schema = contenu['application/json']?.schema
  const parties = schema?.allOf ?? (schema ? [schema] : [])
  return [...query, ...parties.flatMap((partie) => Object.keys(partie.properties ?? {}))]
}

/** The doors of the description, gathered by module in the order of its tags. */
export function listOperations(api: DocumentApi): { titre: string; id: string; portes: Porte[] }[] {
  const portes = Object.entries(api.paths).flatMap(([chemin, { get, post }]): Porte[] => [
    ...(get ? [{ methode: 'GET' as const, chemin, operation: get, champs: champsDe(get) }] : []),
    ...(post ? [{ methode: 'POST' as const, chemin, operation: post, champs: champsDe(post) }] : []),
  ])
  return api.tags.map(({ name }, i) => ({ titre: name, id: `module-${i + 1}`, portes: portes.filter((p) => p.operation.tags.includes(name)) }))
}
