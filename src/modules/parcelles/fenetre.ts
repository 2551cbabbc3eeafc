/** What part of the map is being looked at, as the address says it. */
import { z } from 'zod'
import type { Db } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import { empriseDe, mesurer, milieu, unir } from './geometrie/plan-local.ts'
import type { Emprise, Point } from './geometrie/plan-local.ts'
import { dansPays } from './geometrie/verifier.ts'
import { findParcelle } from './parcelle.queries.ts'
import type { Lotissement } from './parcelle.queries.ts'
import { cadreAutour } from './plan.tsx'
import type { Cadre } from './plan.tsx'

/** The drawing on a desk, and on a phone; both have the same shape, so that one image serves both. */
export const GRANDE = { largeur: 760, hauteur: 570 }
export const PETITE = { largeur: 320, hauteur: 240 }

/** Metres across, from one plot to the whole country. */
const PLUS_PRES = 40
const PLUS_LOIN = 800_000
/** Around one parcel: its block and the streets. */
const AUTOUR = 160

const decimal = z.string().regex(/^-?\d{1,3}(?:\.\d{1,9})?$/).transform(Number).optional().catch(undefined)
const pixel = z.string().regex(/^\d{1,4}$/).transform(Number).optional().catch(undefined)

/** `x`, `y`: the middle; `l`: metres across. `mx`, `my`: a mark; `vers`: a parcel; `lotissement`: a name. `grande.x`…: where an image was pressed. */
export const queryFenetre = z.object({
  x: decimal, y: decimal, l: z.string().regex(/^\d{1,6}$/).transform(Number).optional().catch(undefined),
  vers: z.uuid().optional().catch(undefined), lotissement: z.string().max(80).optional(),
  mx: decimal, my: decimal,
  'grande.x': pixel, 'grande.y': pixel, 'petite.x': pixel, 'petite.y': pixel,
})
export type QueryFenetre = z.infer<typeof queryFenetre>

export type Fenetre = { centre: Point; metres: number }
const borner = (metres: number) => Math.round(Math.min(PLUS_LOIN, Math.max(PLUS_PRES, metres)))

/** The frame of a window at the size of the large drawing. */
export const cadreDe = (f: Fenetre): Cadre => cadreAutour(f.centre, f.metres, GRANDE.largeur, GRANDE.hauteur)

function autour(e: Emprise): Fenetre {
  const { largeur, hauteur } = mesurer(e)
  return { centre: milieu(e), metres: borner(Math.max(largeur, (hauteur * GRANDE.largeur) / GRANDE.hauteur) * 1.15) }
}

const empriseLotissement = (l: Lotissement): Emprise[] => (l.ouest === null ? [] : [[l.ouest, l.sud!, l.est!, l.nord!]])

/** The window asked for: a place, a parcel, a lotissement, or everything drawn in one's territory. Undefined when nothing is drawn. */
export async function lireFenetre(db: Db, portee: Portee, q: QueryFenetre, lotissements: readonly Lotissement[]): Promise<Fenetre | undefined> {
  const centre: Point | undefined = q.x !== undefined && q.y !== undefined ? [q.x, q.y] : undefined
  if (centre && dansPays(centre)) return { centre, metres: borner(q.l ?? AUTOUR) }
  const p = q.vers ? await findParcelle(db, q.vers) : undefined
  if (p?.contour && portee.contient(p.territoire)) return { centre: milieu(empriseDe(p.contour)), metres: AUTOUR }
  const choisis = q.lotissement ? lotissements.filter((l) => l.lotissement === q.lotissement) : lotissements
  const emprise = unir(choisis.flatMap(empriseLotissement))
  return emprise && autour(emprise)
}

/** The address of another window. */
export const versFenetre = (f: Fenetre, chemin = '/parcelles/carte'): string => `${chemin}?x=${f.centre[0].toFixed(6)}&y=${f.centre[1].toFixed(6)}&l=${borner(f.metres)}`

/** Steps around a window: half of it each way, twice nearer, twice farther; undefined where one cannot go. */
export function pas(f: Fenetre): { libelle: string; vers: Fenetre | undefined }[] {
  const { emprise } = cadreDe(f)
  const [dx, dy] = [(emprise[2] - emprise[0]) / 2, (emprise[3] - emprise[1]) / 2]
  const aller = (x: number, y: number): Fenetre => ({ centre: [f.centre[0] + x, f.centre[1] + y], metres: f.metres })
  return [
    { libelle: 'Rapprocher', vers: f.metres > PLUS_PRES ? { ...f, metres: f.metres / 2 } : undefined },
    { libelle: 'Éloigner', vers: f.metres < PLUS_LOIN ? { ...f, metres: f.metres * 2 } : undefined },
    { libelle: 'Nord', vers: aller(0, dy) },
    { libelle: 'Sud', vers: aller(0, -dy) },
    { libelle: 'Ouest', vers: aller(-dx, 0) },
    { libelle: 'Est', vers: aller(dx, 0) },
  ]
}

/** Where the image was pressed, at the size of the large drawing. From the keyboard browsers send 0, 0: nowhere. */
export function lireAppui(q: QueryFenetre): { x: number; y: number } | 'clavier' | undefined {
  const grande = q['grande.x'] !== undefined && q['grande.y'] !== undefined
  const [x, y] = grande ? [q['grande.x']!, q['grande.y']!] : [q['petite.x'], q['petite.y']]
  if (x === undefined || y === undefined) return undefined
  if (x === 0 && y === 0) return 'clavier'
  const f = grande ? 1 : GRANDE.largeur / PETITE.largeur
  return { x: x * f, y: y * f }
}
