export { ouvrirDepot } from './depot.ts'
export type { Depot, Recu } from './depot.ts'
export { existeContenu, findReference, insertReference, listReferences, removeOrphelins, removeReference } from './queries.ts'
export type { Reference } from './queries.ts'
