/** The part of a map that is shown, and what it says on the ground. Pure. */
import { arrondir } from './geo.ts'
import type { Position } from './geo.ts'

/** A view, in drawing units. */
export type Cadre = { x: number; y: number; l: number; h: number }
/** Drawing units a degree of latitude, and how much a degree of longitude is shorter. North is up. */
export type Projection = { unites: number; retrecit: number }

const M_PAR_DEGRE = 111_000
/** The narrowest view, in metres: a yard. */
const LARGEUR_MIN_M = 60

export const versPlan = ([lat, lon]: Position, p: Projection): [number, number] => [lon * p.retrecit * p.unites, -lat * p.unites]
export const versPosition = (x: number, y: number, p: Projection): Position => [arrondir(-y / p.unites), arrondir(x / p.retrecit / p.unites)]
export const enMetres = (unites: number, p: Projection): number => (unites / p.unites) * M_PAR_DEGRE
export const enUnites = (metres: number, p: Projection): number => (metres / M_PAR_DEGRE) * p.unites

const borner = (v: number, de: number, a: number) => Math.min(Math.max(v, de), a)

/** The view of that width around a point, of the proportions of the whole and inside it. */
export function placer(entier: Cadre, x: number, y: number, largeur: number, p: Projection): Cadre {
  const l = borner(largeur, Math.min(enUnites(LARGEUR_MIN_M, p), entier.l), entier.l)
  const h = (l * entier.h) / entier.l
  return { x: borner(x - l / 2, entier.x, entier.x + entier.l - l), y: borner(y - h / 2, entier.y, entier.y + entier.h - h), l, h }
}

/** The view that shows these points with some room around, at least `min` wide (units); the whole when there is none. */
export function autour(entier: Cadre, points: readonly Position[], min: number, p: Projection): Cadre {
  if (points.length === 0) return entier
  const places = points.map((point) => versPlan(point, p))
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)]
  const [gauche, droite, haut, bas] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const largeur = Math.max((droite - gauche) * 1.6, ((bas - haut) * 1.6 * entier.l) / entier.h, min)
  return placer(entier, (gauche + droite) / 2, (haut + bas) / 2, largeur, p)
}
