import { z } from 'zod'
import { Saisie } from '../../lib/erreurs.ts'
import { sql } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { listTerritoires } from './queries.ts'

const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number())
const anneau = z.array(point).min(4)
const geometrie = z.union([z.object({ type: z.literal('Polygon'), coordinates: z.array(anneau).min(1) }), z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(anneau).min(1)).min(1) })])
const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.object({ geometry: geometrie, properties: z.record(z.string(), z.unknown()).nullable() })).min(1),
})

export type Geometrie = z.infer<typeof geometrie>
/** Properties in which a code is looked for, in order; a P-code is translated through `code_cod`. */
const PROPRIETES = ['code', 'commune_code', 'departement_code', 'cod_ab_pcode', 'pcode', 'admin2Pcod', 'ADM2_PCODE', 'admin1Pcod', 'ADM1_PCODE']

/**
 * Brings outlines in from GeoJSON in WGS 84 (RFC 7946), each with a property that gives its code or its P-code; an
 * outline already there is replaced. Throws `Saisie`, before anything is written, when a feature has no known code.
 */
export async function importerContours(tx: Tx, geojson: string, source: string, maintenant: Date): Promise<{ ecrits: number }> {
  const lu = lire(geojson)
  const codes = new Map<string, string>()
  for (const t of await listTerritoires(tx)) {
    codes.set(t.code, t.code)
    if (t.codeCod) codes.set(t.codeCod, t.code)
  }
  const contours = lu.features.map(({ geometry, properties }, i) => {
    const code = PROPRIETES.map((nom) => codes.get(String(properties?.[nom] ?? ''))).find((c) => c !== undefined)
    if (!code) throw new Saisie({ fichier: `Le contour n° ${i + 1} n’a pas de code connu : donnez-lui une propriété « code »` })
    return { code, geometry }
  })
  for (const { code, geometry } of contours) {
    await sql`insert into territoire.contour (territoire, geometrie, source, importe_le) values (${code}, ${JSON.stringify(geometry)}::jsonb, ${source}, ${maintenant})
      on conflict (territoire) do update set geometrie = excluded.geometrie, source = excluded.source, importe_le = excluded.importe_le`.execute(tx)
  }
  return { ecrits: contours.length }
}

function lire(geojson: string): z.infer<typeof collection> {
  try {
    return collection.parse(JSON.parse(geojson))
  } catch {
    throw new Saisie({ fichier: 'Ce fichier n’est pas une collection GeoJSON de polygones en degrés : exportez-le en GeoJSON, en coordonnées WGS 84' })
  }
}

/** The imported outline of a territory. */
export async function findContour(db: Db, code: string): Promise<{ geometrie: Geometrie; source: string } | undefined> {
  const { rows } = await sql<{ geometrie: Geometrie; source: string }>`select geometrie, source from territoire.contour where territoire = ${code}`.execute(db)
  return rows[0]
}
