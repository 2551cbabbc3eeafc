/** How outlines stand to points and to one another: inside, common area, distance. Pure. */
import { aireSignee, empriseDe, milieu, plusLongCote, projeter, tourne } from './plan-local.ts'
import type { Contour, Emprise, Metres, Point } from './plan-local.ts'

/** Whether a point is in an outline. A point of a boundary that two outlines share is in exactly one of them. */
export function contient(contour: Contour, [lon, lat]: Point): boolean {
  let dedans = false
  for (let i = 0, j = contour.length - 1; i < contour.length; j = i++) {
    const [x1, y1] = contour[i]!
    const [x2, y2] = contour[j]!
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) dedans = !dedans
  }
  return dedans
}

/** The part of a convex ring that is on the left of the line from a to b. */
function couper(anneau: readonly Metres[], a: Metres, b: Metres): Metres[] {
  const garde: Metres[] = []
  for (const [i, p] of anneau.entries()) {
    const avant = anneau.at(i - 1)!
    const [d1, d2] = [tourne(a, b, avant), tourne(a, b, p)]
    if (d1 >= 0 !== d2 >= 0) {
      const t = d1 / (d1 - d2)
      garde.push([avant[0] + t * (p[0] - avant[0]), avant[1] + t * (p[1] - avant[1])])
    }
    if (d2 >= 0) garde.push(p)
  }
  return garde
}

type Triangle = { sommets: readonly [Metres, Metres, Metres]; signe: 1 | -1 }

/** A ring as signed triangles from the origin: what is outside is counted as often with one sign as with the other. */
function triangles(anneau: readonly Metres[]): Triangle[] {
  return anneau.flatMap((b, i): Triangle[] => {
    const a = anneau.at(i - 1)!
    const double = a[0] * b[1] - a[1] * b[0]
    if (double === 0) return []
    return [double > 0 ? { sommets: [[0, 0], a, b], signe: 1 } : { sommets: [[0, 0], b, a], signe: -1 }]
  })
}

function aireDeDeux(s: Triangle['sommets'], t: Triangle['sommets']): number {
  let reste: Metres[] = [...s]
  for (let i = 0; i < 3 && reste.length > 0; i++) reste = couper(reste, t[i]!, t[(i + 1) % 3]!)
  return reste.length < 3 ? 0 : aireSignee(reste)
}

const seRencontrent = (a: Emprise, b: Emprise) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]

/**
 * Area that two simple outlines have in common, in m². Each outline is a sum of signed triangles, so the common area is a sum over
 * pairs of triangles: nothing to assemble, so no vertex or side that they share can make it fail, which is the common case of
 * parcels (docs/decisions/0020).
 */
export function aireCommune(a: Contour, b: Contour): number {
  const [ea, eb] = [empriseDe(a), empriseDe(b)]
  if (!seRencontrent(ea, eb)) return 0
  // An origin among what is common keeps the triangles small, and the sum exact to a few mm².
  const vers = projeter(milieu([Math.max(ea[0], eb[0]), Math.max(ea[1], eb[1]), Math.min(ea[2], eb[2]), Math.min(ea[3], eb[3])]))
  const sens = (c: Contour) => {
    const anneau = c.map(vers)
    return { morceaux: triangles(anneau), signe: Math.sign(aireSignee(anneau)) }
  }
  const [ta, tb] = [sens(a), sens(b)]
  let somme = 0
  for (const s of ta.morceaux) for (const t of tb.morceaux) somme += s.signe * t.signe * aireDeDeux(s.sommets, t.sommets)
  return Math.max(0, somme * ta.signe * tb.signe)
}

function versSegment(p: Metres, a: Metres, b: Metres): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const longueur = dx * dx + dy * dy
  const t = longueur === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / longueur))
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)
}

/** Metres from a point to an outline: 0 inside. */
export function distanceAuPoint(contour: Contour, point: Point): number {
  if (contient(contour, point)) return 0
  const anneau = contour.map(projeter(point))
  return Math.min(...anneau.map((b, i) => versSegment([0, 0], anneau.at(i - 1)!, b)))
}

/** Metres between two outlines, from the vertices of each to the sides of the other: 0 when one holds a vertex of the other. */
export function distance(a: Contour, b: Contour): number {
  if (a.some((p) => contient(b, p)) || b.some((p) => contient(a, p))) return 0
  const vers = projeter(milieu(empriseDe([...a, ...b])))
  const [pa, pb] = [a.map(vers), b.map(vers)]
  const sens = (de: readonly Metres[], a: readonly Metres[]) => Math.min(...de.map((p) => Math.min(...a.map((q, i) => versSegment(p, a.at(i - 1)!, q)))))
  return Math.min(sens(pa, pb), sens(pb, pa))
}

/**
 * How far a boundary may be from where it is, in metres, when two neighbours are surveyed separately with a tape or an ordinary
 * receiver corrected afterwards. To be confirmed with surveyors.
 */
const PRECISION_BORNE = 0.25

/**
 * Common area under which two outlines are neighbours whose shared side was measured twice, and not an overlap: the precision of a
 * boundary along the shorter of their longest sides (6 m² for plots 25 m deep).
 */
export const toleranceDe = (a: Contour, b: Contour): number => PRECISION_BORNE * Math.min(plusLongCote(a), plusLongCote(b))

/** Metres between two outlines that are neighbours: a boundary measured twice, a wall, a ditch; not a street. */
export const VOISINAGE = 2
