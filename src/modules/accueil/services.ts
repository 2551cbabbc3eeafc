export type Service = { titre: string; resume: string; href: string; situation: string }
export type Situation = { titre: string; services: Service[] }

/** Services gathered by the situation people are in, in the order they come; those of no situation come last, together. */
export function grouperParSituation(services: readonly Service[]): Situation[] {
  const groupes = Map.groupBy(services, (s) => s.situation)
  const autres = groupes.get('') ?? []
  groupes.delete('')
  const situations = [...groupes].map(([titre, siens]) => ({ titre, services: siens }))
  return autres.length > 0 ? [...situations, { titre: 'Autres démarches', services: autres }] : situations
}
