/** To whom a file of a batch is given: each in turn, or whoever has the fewest. */
export type Repartition = 'tour' | 'charge'

/**
 * Shares files among agents, in order. `tour`: one after the other, beginning with whoever has the fewest; `charge`: each file goes
 * to whoever has the fewest then. `charges` counts the open files each already has. Returns one agent a file; none without agents.
 */
export function repartir(nombre: number, agents: readonly string[], charges: ReadonlyMap<string, number>, comment: Repartition): string[] {
  if (agents.length === 0) return []
  const comptes = new Map(agents.map((id) => [id, charges.get(id) ?? 0]))
  const ordre = agents.toSorted((a, b) => comptes.get(a)! - comptes.get(b)!)
  return Array.from({ length: nombre }, (_, rang) => {
    const choisi = comment === 'tour' ? ordre[rang % ordre.length]! : ordre.reduce((mieux, id) => (comptes.get(id)! < comptes.get(mieux)! ? id : mieux))
    comptes.set(choisi, comptes.get(choisi)! + 1)
    return choisi
  })
}
