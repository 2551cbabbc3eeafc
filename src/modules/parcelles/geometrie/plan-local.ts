/** WGS 84 positions put on a local plane in metres, where a parcel is measured. Pure. */

/** A position: longitude, then latitude, in degrees (RFC 7946 order). */
export type Point = readonly [lon: number, lat: number]
/** One ring, not closed (the first vertex is not repeated), counter-clockwise once checked. */
export type Contour = readonly Point[]
/** West, south, east, north, in degrees. */
export type Emprise = readonly [ouest: number, sud: number, est: number, nord: number]
/** Metres east and north of an origin. */
export type Metres = readonly [x: number, y: number]

// WGS 84: equatorial radius in metres, first eccentricity squared.
const A = 6_378_137
const E2 = 0.006_694_379_990_14
const RADIAN = Math.PI / 180

/** Metres in one degree of longitude and of latitude at a latitude (radii of curvature of the ellipsoid). */
function parDegre(latitude: number): { x: number; y: number } {
  const sinus = Math.sin(latitude * RADIAN)
  const w = 1 - E2 * sinus * sinus
  return { x: (RADIAN * A * Math.cos(latitude * RADIAN)) / Math.sqrt(w), y: (RADIAN * A * (1 - E2)) / w ** 1.5 }
}

/**
 * What puts positions on the plane that touches the ellipsoid at `origine`. Over the 5 km that an outline may measure, the error on
 * an area stays under one part in ten thousand: less than a tape's.
 */
export function projeter(origine: Point): (p: Point) => Metres {
  const { x, y } = parDegre(origine[1])
  return (p) => [(p[0] - origine[0]) * x, (p[1] - origine[1]) * y]
}

/** The smallest box around positions. Infinite when there is none. */
export function empriseDe(points: readonly Point[]): Emprise {
  let [ouest, sud, est, nord] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of points) [ouest, sud, est, nord] = [Math.min(ouest, lon), Math.min(sud, lat), Math.max(est, lon), Math.max(nord, lat)]
  return [ouest, sud, est, nord]
}

/** The box around several boxes; undefined when there is none. */
export function unir(emprises: readonly Emprise[]): Emprise | undefined {
  return emprises.length === 0 ? undefined : empriseDe(emprises.flatMap((e): Point[] => [[e[0], e[1]], [e[2], e[3]]]))
}

/** The middle of a box: an origin that does not depend on which vertex comes first. */
export const milieu = (e: Emprise): Point => [(e[0] + e[2]) / 2, (e[1] + e[3]) / 2]

/** The box made larger by so many metres on each side. */
export function elargir(e: Emprise, metres: number): Emprise {
  const { x, y } = parDegre((e[1] + e[3]) / 2)
  return [e[0] - metres / x, e[1] - metres / y, e[2] + metres / x, e[3] + metres / y]
}

/** Width and height of a box, in metres. */
export function mesurer(e: Emprise): { largeur: number; hauteur: number } {
  const { x, y } = parDegre((e[1] + e[3]) / 2)
  return { largeur: (e[2] - e[0]) * x, hauteur: (e[3] - e[1]) * y }
}

/** Twice the signed area of the triangle a, b, c: positive when it turns counter-clockwise. */
export const tourne = (a: Metres, b: Metres, c: Metres): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

/** Signed area of a ring on the plane, in m²: positive counter-clockwise. */
export function aireSignee(anneau: readonly Metres[]): number {
  let double = 0
  for (let i = 0, j = anneau.length - 1; i < anneau.length; j = i++) double += anneau[j]![0] * anneau[i]![1] - anneau[i]![0] * anneau[j]![1]
  return double / 2
}

/** Area of an outline in m², whichever way it turns and whichever vertex comes first. */
export function aire(contour: Contour): number {
  return Math.abs(aireSignee(contour.map(projeter(milieu(empriseDe(contour))))))
}

/** Length of the longest side, in metres. */
export function plusLongCote(contour: Contour): number {
  const anneau = contour.map(projeter(milieu(empriseDe(contour))))
  return Math.max(...anneau.map((p, i) => Math.hypot(p[0] - anneau.at(i - 1)![0], p[1] - anneau.at(i - 1)![1])))
}
