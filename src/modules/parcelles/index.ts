/**
 * The counter of the parcels: what a neighbour (the procedure « identification de parcelle ») may ask. No answer holds anybody's name;
 * who may see an answer is the asker's to say, since these functions know no `Portee`.
 */
import type { Db } from '../../kernel/db/index.ts'
import { listAuPoint, listAutour, listNommees, listProches } from './lieu.queries.ts'
import { etatAvis, OBJETS } from './opposition.ts'
import { listOppositions } from './opposition.queries.ts'
import { findParcelle } from './parcelle.queries.ts'
import { nommer } from './parcelle.ts'
import type { Etat, Identite } from './parcelle.ts'

/** A living parcel. `nom` is its whole designation in French, `contenance` m², `contour` [longitude, latitude] in WGS 84, not closed, null when not drawn. */
export type ParcelleConnue = Identite & { id: string; nom: string; territoire: string; commune: string; contenance: number | null; etat: Etat; contour: readonly (readonly [number, number])[] | null }
type Lue = Omit<ParcelleConnue, 'nom'>
const connue = ({ id, territoire, commune, lotissement, tranche, lot, parcelle, el, contenance, etat, contour }: Lue): ParcelleConnue => ({ id, nom: nommer({ lotissement, tranche, lot, parcelle, el }), territoire, commune, lotissement, tranche, lot, parcelle, el, contenance, etat, contour })

/**
 * The living parcel of a commune (its code) that has this designation; accents, capitals, spaces and leading zeros do not count. Give
 * at least `lot` or `el`. 'plusieurs' when what is given does not tell it from another; undefined when there is none.
 */
export async function trouverParcelle(db: Db, identite: Partial<Identite> & { commune: string }): Promise<ParcelleConnue | 'plusieurs' | undefined> {
  const lues = await listNommees(db, identite.commune, identite)
  return lues.length > 1 ? 'plusieurs' : lues[0] && connue(lues[0])
}

/** Parcels that hold a position in degrees (several when they overlap), and, when none does, the nearest three with their distance in metres. */
export async function parcelleIci(db: Db, point: { lat: number; lon: number }): Promise<{ dedans: ParcelleConnue[]; proches: (ParcelleConnue & { metres: number })[] }> {
  const ici = [point.lon, point.lat] as const
  const dedans = await listAuPoint(db, null, ici)
  const proches = dedans.length > 0 ? [] : await listProches(db, null, ici, 3)
  return { dedans: dedans.map(connue), proches: proches.map((p) => ({ ...connue(p), metres: p.metres })) }
}

/** What touches a parcel or overlaps it, overlaps first: `commun` is the area in common in m², null for a plain neighbour. Empty when it is not drawn, or not known. */
export async function listVoisines(db: Db, parcelleId: string): Promise<(ParcelleConnue & { metres: number; commun: number | null })[]> {
  const p = await findParcelle(db, parcelleId)
  if (!p?.contour) return []
  return (await listAutour(db, null, p.contour, p.id)).map((v) => ({ ...connue(v), metres: v.metres, commun: v.commun }))
}

/** A notice about a parcel that runs on a day, or is to come: what for, where to oppose, both days (YYYY-MM-DD), whether its length is confirmed. */
export type AvisConnu = { objet: string; lieu: string; du: string; au: string; verifie: boolean; court: boolean }

/** A parcel by the id of an earlier answer, divided or merged since or not, with its notices that are not over on that day; undefined when there is none. */
export async function lireFoncier(db: Db, id: string, jour: string): Promise<(ParcelleConnue & { avis: AvisConnu[] }) | undefined> {
  const p = await findParcelle(db, id)
  if (!p) return undefined
  const avis = (await listOppositions(db, id)).flatMap((o) => ((etat) => (etat === 'en-cours' || etat === 'a-venir' ? [{ objet: OBJETS[o.objet], lieu: o.lieu, du: o.du, au: o.au, verifie: o.verifie, court: etat === 'en-cours' }] : []))(etatAvis(o, jour)))
  return { ...connue(p), avis }
}
