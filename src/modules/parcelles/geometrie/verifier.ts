/** What makes an outline fit to keep. Pure. */
import { aire, aireSignee, empriseDe, mesurer, milieu, projeter, tourne } from './plan-local.ts'
import type { Contour, Emprise, Metres, Point } from './plan-local.ts'

/** An outline fit to keep, with what is computed from it. `superficie` in m². */
export type ContourMesure = { contour: Contour; emprise: Emprise; superficie: number }

/** Vertices of an outline at most: a plot has four to ten; more than this is a track or a drawing. */
export const SOMMETS_AU_PLUS = 300
/** Kept decimals of a degree: about a centimetre on the ground, finer than any boundary stone. */
const DECIMALES = 1e7
/** Larger than this, in metres, it is a village or a mistake of unit. */
const COTE_AU_PLUS = 5_000
/** m²: smaller than this it is a slip of the hand. */
const AIRE_AU_MOINS = 1
/** Where the country lies, with a margin: a position elsewhere is a column taken for another, or another projection. */
const PAYS: Emprise = [0.6, 6, 4, 12.6]

/** Whether a position is in the country. */
export const dansPays = ([lon, lat]: Point) => lon >= PAYS[0] && lon <= PAYS[2] && lat >= PAYS[1] && lat <= PAYS[3]
const dite = (p: Point) => `${p[0]} ; ${p[1]}`

/** Why a position cannot be one of this country, in degrees; undefined when it can. */
export function fautePosition(p: Point): string | undefined {
  if (!p.every(Number.isFinite)) return 'Une position n’est pas faite de deux nombres'
  if (Math.abs(p[0]) > 180 || Math.abs(p[1]) > 90) return `Ces coordonnées sont en mètres (${dite(p)}), pas en degrés. Exportez de nouveau en WGS 84 (EPSG:4326)`
  if (dansPays(p)) return undefined
  if (dansPays([p[1], p[0]])) return `Latitude et longitude sont inversées (${dite(p)}) : écrivez la longitude d’abord`
  return `La position ${dite(p)} est hors du pays : vérifiez les coordonnées`
}

/** Rounded, without the closing vertex nor vertices said twice running. */
function nettoyer(points: readonly Point[]): Point[] {
  const arrondis = points.map(([lon, lat]): Point => [Math.round(lon * DECIMALES) / DECIMALES, Math.round(lat * DECIMALES) / DECIMALES])
  return arrondis.filter((p, i) => {
    const suivant = arrondis[(i + 1) % arrondis.length]!
    return p[0] !== suivant[0] || p[1] !== suivant[1]
  })
}

// On the whole-number grid of kept decimals products stay under 2^53: the answer is exact.
const surGrille = (contour: Contour, emprise: Emprise) => contour.map(([lon, lat]): Metres => [Math.round((lon - emprise[0]) * DECIMALES), Math.round((lat - emprise[1]) * DECIMALES)])

const entre = (a: Metres, b: Metres, p: Metres) => p[0] >= Math.min(a[0], b[0]) && p[0] <= Math.max(a[0], b[0]) && p[1] >= Math.min(a[1], b[1]) && p[1] <= Math.max(a[1], b[1])

function seTouchent(a: Metres, b: Metres, c: Metres, d: Metres): boolean {
  const [s1, s2, s3, s4] = [tourne(a, b, c), tourne(a, b, d), tourne(c, d, a), tourne(c, d, b)].map(Math.sign) as [number, number, number, number]
  if (s1 * s2 < 0 && s3 * s4 < 0) return true
  return (s1 === 0 && entre(a, b, c)) || (s2 === 0 && entre(a, b, d)) || (s3 === 0 && entre(c, d, a)) || (s4 === 0 && entre(c, d, b))
}

/** The two sides (from 1) that cross or touch elsewhere than at the vertex they share; undefined for a simple outline. Exact. */
export function coteQuiCroise(contour: Contour): readonly [number, number] | undefined {
  const n = contour.length
  const g = surGrille(contour, empriseDe(contour))
  const cote = (i: number) => [g[i % n]!, g[(i + 1) % n]!] as const
  for (let i = 0; i < n; i++) {
    // A side that comes back over the one before it.
    const [a, b, c] = [g[i]!, g[(i + 1) % n]!, g[(i + 2) % n]!]
    if (tourne(a, b, c) === 0 && (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]) > 0) return [i + 1, ((i + 1) % n) + 1]
    for (let j = i + 2; j < n; j++) if (!(i === 0 && j === n - 1) && seTouchent(...cote(i), ...cote(j))) return [i + 1, j + 1]
  }
  return undefined
}

/** Checks an outline and measures it; otherwise the sentence that says what is wrong. It comes back counter-clockwise. */
export function verifierContour(points: readonly Point[]): ContourMesure | { phrase: string } {
  if (points.length > SOMMETS_AU_PLUS + 1) return { phrase: `Ce contour a ${points.length} sommets : ${SOMMETS_AU_PLUS} au plus` }
  for (const p of points) {
    const phrase = fautePosition(p)
    if (phrase) return { phrase }
  }
  const contour = nettoyer(points)
  if (contour.length < 3) return { phrase: 'Un contour a au moins trois sommets différents' }
  const emprise = empriseDe(contour)
  const { largeur, hauteur } = mesurer(emprise)
  if (Math.max(largeur, hauteur) > COTE_AU_PLUS) return { phrase: `Ce contour mesure ${Math.round(Math.max(largeur, hauteur) / 1000)} km : ce n’est pas une parcelle` }
  const croise = coteQuiCroise(contour)
  if (croise) return { phrase: `Le contour se croise : ses côtés ${croise[0]} et ${croise[1]} se coupent ou se touchent. Remettez les sommets dans l’ordre, en tournant` }
  const superficie = aire(contour)
  if (superficie < AIRE_AU_MOINS) return { phrase: 'Ce contour n’a presque pas de surface : vérifiez les sommets' }
  const direct = aireSignee(contour.map(projeter(milieu(emprise)))) > 0
  return { contour: direct ? contour : contour.toReversed(), emprise, superficie: Math.round(superficie * 100) / 100 }
}
