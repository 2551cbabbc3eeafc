import { z } from 'zod'
import { comparerNoms } from '../../lib/francais.ts'
import { Refus } from '../../lib/erreurs.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import { permission } from '../../kernel/module.ts'
import type { Sujet } from '../../kernel/module.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { findTerritoire } from './parcelle.queries.ts'
import { vivante } from './parcelle.ts'
import type { Parcelle } from './parcelle.ts'

export const lire = permission('parcelles.lire')
export const tenir = permission('parcelles.tenir')
export const importer = permission('parcelles.importer')
export const publier = permission('parcelles.publier')

/** `/parcelles/:id`. */
export const parId = z.object({ id: z.uuid() })

/** A parcel belongs to its commune or arrondissement. */
export async function sujetParcelle({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const territoire = await findTerritoire(db, params.id)
  return territoire === undefined ? undefined : { territoire }
}

/** The commune a territory is, or lies in. */
export function communeDe(territoires: Territoires, code: string): string | undefined {
  return territoires.trouver(code)?.niveau === 'commune' ? code : territoires.ancetres(code).find((t) => t.niveau === 'commune')?.code
}

/** Communes and arrondissements where somebody may write, for a list to unroll: each commune, then its arrondissements. */
export function lieuxDe(territoires: Territoires, portee: Portee): { valeur: string; libelle: string }[] {
  const communes = territoires.tous('commune').filter((c) => portee.contient(c.code) || territoires.enfants(c.code).some((a) => portee.contient(a.code)))
  // For the whole country the arrondissements would be 546: a commune is enough.
  if (communes.length > 20) return communes.map((c) => ({ valeur: c.code, libelle: c.nom }))
  return communes.flatMap((c) => [
    ...(portee.contient(c.code) ? [{ valeur: c.code, libelle: `${c.nom} (commune)` }] : []),
    ...territoires.enfants(c.code).filter((a) => portee.contient(a.code) && a.fermeLe === null).toSorted((a, b) => comparerNoms(a.nom, b.nom)).map((a) => ({ valeur: a.code, libelle: `${c.nom}, ${a.nom}` })),
  ])
}

/** Refuses a gesture on a parcel that is only history. */
export function exigerVivante(p: Parcelle): void {
  if (!vivante(p)) throw new Refus(`Cette parcelle a été ${p.etat === 'divisee' ? 'divisée' : 'fusionnée'} : ses suites sont sur sa page`)
}
