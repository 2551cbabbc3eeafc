import { z } from 'zod'

/** A parcel as the API gives it: to those who may read the register. `contenance` and `superficie` in m²; `contour` is [longitude, latitude], WGS 84, not closed. */
export const sortieParcelle = z.object({
  id: z.uuid(),
  territoire: z.string(),
  commune: z.string(),
  quartier: z.string(),
  lotissement: z.string(),
  tranche: z.string(),
  lot: z.string(),
  parcelle: z.string(),
  el: z.string(),
  contenance: z.number().nullable(),
  superficie: z.number().nullable(),
  titre: z.string(),
  etat: z.enum(['active', 'litigieuse', 'divisee', 'fusionnee']),
  contour: z.array(z.tuple([z.number(), z.number()])).nullable(),
})

/** The same on the ground, without title: what a search by point answers. */
export const sortieSituee = sortieParcelle.pick({ id: true, territoire: true, commune: true, lotissement: true, tranche: true, lot: true, parcelle: true, el: true, contenance: true, etat: true }).extend({ metres: z.number() })
