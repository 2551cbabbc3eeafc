/** Outlines as people write them: a list of positions, WKT, or a GeoJSON geometry. Pure. */
import { verifierContour } from './verifier.ts'
import type { ContourMesure } from './verifier.ts'
import type { Contour, Point } from './plan-local.ts'

/** Characters of an outline typed at most: 300 vertices of 40 signs, and some room. */
const TEXTE_AU_PLUS = 20_000
const FORME = 'Écrivez un sommet par ligne, la longitude puis la latitude, par exemple « 2.0651 7.1782 »'

const lireDecimal = (texte: string) => (/^[+-]?\d{1,9}(?:[.,]\d{1,20})?$/.test(texte) ? Number(texte.replace(',', '.')) : Number.NaN)

/** « 2.0651 7.1782 », « 2,0651 ; 7,1782 », « 2.0651, 7.1782 ». */
function lirePosition(ligne: string): Point | undefined {
  const parties = ligne.trim().split(/\s*;\s*|\s*\t\s*|,\s+|\s+/).filter(Boolean)
  const nombres = (parties.length === 1 ? ligne.trim().split(',') : parties).map(lireDecimal)
  return nombres.length >= 2 && nombres.length <= 3 && nombres.slice(0, 2).every(Number.isFinite) ? [nombres[0]!, nombres[1]!] : undefined
}

function lirePositions(textes: readonly string[]): ContourMesure | { phrase: string } {
  const points: Point[] = []
  for (const [rang, texte] of textes.entries()) {
    const p = lirePosition(texte)
    if (!p) return { phrase: `Le sommet ${rang + 1} n’est pas lisible (« ${texte.trim().slice(0, 40)} »). ${FORME}` }
    points.push(p)
  }
  return verifierContour(points)
}

/** The rings of a polygon as one outline. */
function lireAnneaux(anneaux: unknown): ContourMesure | { phrase: string } {
  if (!Array.isArray(anneaux) || !Array.isArray(anneaux[0])) return { phrase: 'Ce polygone n’a pas de contour' }
  if (anneaux.length > 1) return { phrase: 'Ce contour a un trou. Donnez le tour de la parcelle seulement, et inscrivez à part ce qu’elle entoure' }
  const points = anneaux[0].map((p: unknown): Point => (Array.isArray(p) && p.length >= 2 && p.length <= 4 && typeof p[0] === 'number' && typeof p[1] === 'number' ? [p[0], p[1]] : [Number.NaN, Number.NaN]))
  return verifierContour(points)
}

/** A GeoJSON geometry (RFC 7946): one Polygon, or a MultiPolygon of one. */
export function lireGeometrie(geometrie: unknown): ContourMesure | { phrase: string } {
  const { type, coordinates } = (typeof geometrie === 'object' && geometrie !== null ? geometrie : {}) as { type?: unknown; coordinates?: unknown }
  if (type === 'Polygon') return lireAnneaux(coordinates)
  if (type !== 'MultiPolygon') return { phrase: `Le contour doit être un polygone${typeof type === 'string' ? `, pas « ${type.slice(0, 20)} »` : ''}` }
  if (!Array.isArray(coordinates) || coordinates.length !== 1) return { phrase: 'Cette parcelle est faite de plusieurs morceaux : inscrivez-les séparément' }
  return lireAnneaux(coordinates[0])
}

/** Reads an outline typed or pasted; otherwise the sentence that says what to write. */
export function lireContour(texte: string): ContourMesure | { phrase: string } {
  const net = texte.trim()
  if (net.length > TEXTE_AU_PLUS) return { phrase: 'Ce contour est trop long : 300 sommets au plus' }
  if (net.startsWith('{')) {
    try {
      const lu = JSON.parse(net) as { type?: unknown; geometry?: unknown }
      return lireGeometrie(lu.type === 'Feature' ? lu.geometry : lu)
    } catch {
      return { phrase: `Ce GeoJSON est mal formé. ${FORME}` }
    }
  }
  const wkt = /^(?:SRID=4326;)?\s*POLYGON\s*\(\s*(\([^()]*\)(?:\s*,\s*\([^()]*\))*)\s*\)$/i.exec(net)
  if (!wkt) return lirePositions(net.split('\n').filter((ligne) => ligne.trim() !== ''))
  const anneaux = wkt[1]!.split(/\)\s*,\s*\(/)
  if (anneaux.length > 1) return lireAnneaux([[], []])
  return lirePositions(anneaux[0]!.replace(/[()]/g, '').split(','))
}

/** The outline as WKT, closed, for a cell of a spreadsheet. */
export const versWkt = (contour: Contour): string => `POLYGON ((${[...contour, contour[0]!].map(([lon, lat]) => `${lon} ${lat}`).join(', ')}))`

/** The outline as a GeoJSON geometry, closed. */
export const versGeometrie = (contour: Contour): { type: 'Polygon'; coordinates: Point[][] } => ({ type: 'Polygon', coordinates: [[...contour, contour[0]!]] })

/** One position a line, as the form shows it. */
export const versTexte = (contour: Contour): string => contour.map(([lon, lat]) => `${lon} ${lat}`).join('\n')
