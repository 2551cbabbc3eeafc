/** Points and outlines on the ground, in decimal degrees of WGS 84. Pure: the same on the server and in the browser. */

/** Latitude, then longitude. */
export type Position = readonly [number, number]
export type Axe = 'latitude' | 'longitude'

// WGS 84: half great axis (m) and square of the eccentricity.
const A = 6_378_137
const E2 = 0.006_694_379_990_14
const RAD = Math.PI / 180

const NOMBRE = String.raw`\d{1,3}(?:[.,]\d{1,15})?`
const FORME = new RegExp(String.raw`^([+\-−])?\s*(${NOMBRE})\s*(?:[°º]\s*(?:(${NOMBRE})\s*['’′]\s*(?:(${NOMBRE})\s*(?:"|”|″|''|’’)\s*)?)?)?([NSEOW])?$`, 'i')

/**
 * One coordinate as people write or paste it: « 6,365412 », « 6.3654 N », « 6° 21’ 55.5” N ». Rounded to 6 decimals
 * (11 cm). undefined when it is not one, or when its letter is of the other axis.
 */
export function lireCoordonnee(texte: string, axe: Axe): number | undefined {
  // Longer than any way to write one: not worth the time of trying.
  const m = texte.length > 60 ? null : FORME.exec(texte.trim())
  if (!m) return undefined
  const [degres, minutes, secondes] = [m[2], m[3], m[4]].map((t) => Number((t ?? '0').replace(',', '.'))) as [number, number, number]
  const lettre = (m[5] ?? '').toUpperCase()
  if (lettre !== '' && !(axe === 'latitude' ? 'NS' : 'EOW').includes(lettre)) return undefined
  if (minutes >= 60 || secondes >= 60 || (lettre !== '' && m[1])) return undefined
  const valeur = degres + minutes / 60 + secondes / 3600
  if (valeur > (axe === 'latitude' ? 90 : 180)) return undefined
  return arrondir(m[1] === '-' || m[1] === '−' || 'SOW'.includes(lettre || '.') ? -valeur : valeur)
}

/** To 6 decimals, never -0. */
export const arrondir = (degres: number): number => Math.round(degres * 1e6) / 1e6 + 0

/** A line « latitude longitude », separated by a semicolon, a comma or a space. */
export function lirePosition(ligne: string): Position | undefined {
  if (ligne.length > 120) return undefined
  for (const entre of [/;/, /,\s+/, /\s+(?=[+\-−]?\d{1,3}[.,°])/, /\s+/, /,/]) {
    const parties = ligne.trim().split(entre)
    if (parties.length !== 2) continue
    const [latitude, longitude] = [lireCoordonnee(parties[0]!, 'latitude'), lireCoordonnee(parties[1]!, 'longitude')]
    if (latitude !== undefined && longitude !== undefined) return [latitude, longitude]
  }
  return undefined
}

/** Metres east and north of the first point, on the plane that touches the ground there: exact to 0.1 % under 50 km. */
function surPlan(points: readonly Position[]): [number, number][] {
  const [lat0 = 0, lon0 = 0] = points[0] ?? []
  const milieu = (points.reduce((t, [lat]) => t + lat, 0) / Math.max(points.length, 1)) * RAD
  const w = 1 - E2 * Math.sin(milieu) ** 2
  const [nord, est] = [(A * (1 - E2)) / w ** 1.5, (A * Math.cos(milieu)) / Math.sqrt(w)]
  return points.map(([lat, lon]) => [(lon - lon0) * RAD * est, (lat - lat0) * RAD * nord])
}

/** The area inside an outline, in m². The outline closes by itself. */
export function aire(points: readonly Position[]): number {
  const plan = surPlan(points)
  const double = plan.reduce((t, [x, y], i) => {
    const [x2, y2] = plan[(i + 1) % plan.length]!
    return t + x * y2 - x2 * y
  }, 0)
  return Math.abs(double) / 2
}

/** Metres between two points a few kilometres apart. */
export function distance(a: Position, b: Position): number {
  const [, ecart] = surPlan([a, b])
  return Math.hypot(...ecart!)
}

const sens = ([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position) => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
const entre = ([ax, ay]: Position, [bx, by]: Position, [px, py]: Position) => Math.min(ax, bx) <= px && px <= Math.max(ax, bx) && Math.min(ay, by) <= py && py <= Math.max(ay, by)

/** Whether two segments have a point in common. */
function seTouchent(a: Position, b: Position, c: Position, d: Position): boolean {
  const [s1, s2, s3, s4] = [sens(a, b, c), sens(a, b, d), sens(c, d, a), sens(c, d, b)]
  if (s1 !== s2 && s3 !== s4) return true
  return (s1 === 0 && entre(a, b, c)) || (s2 === 0 && entre(a, b, d)) || (s3 === 0 && entre(c, d, a)) || (s4 === 0 && entre(c, d, b))
}

/** The first two sides (ranks of their first points) that cross, touch, or go back over each other; undefined in a simple outline. */
export function croisement(points: readonly Position[]): [number, number] | undefined {
  const n = points.length
  const p = (i: number) => points[i % n]!
  for (let i = 0; i < n; i++) {
    // A side that comes back along the one before it.
    if (n > 2 && sens(p(i), p(i + 1), p(i + 2)) === 0 && (entre(p(i), p(i + 1), p(i + 2)) || entre(p(i + 1), p(i + 2), p(i)))) return [i, (i + 1) % n]
    for (let j = i + 2; j < n; j++) if (!(i === 0 && j === n - 1) && seTouchent(p(i), p(i + 1), p(j), p(j + 1))) return [i, j]
  }
  return undefined
}

const chiffres = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 })

/** An area in words, in the unit that suits it: « 1 756 m² », « 4,25 ha », « 12 km² ». */
export function direAire(m2: number): string {
  const [n, unite] = m2 < 10_000 ? [Math.round(m2), 'm²'] : m2 < 1e6 ? [m2 / 1e4, 'ha'] : [m2 / 1e6, 'km²']
  return `${chiffres.format(n)}\u00a0${unite}`
}
