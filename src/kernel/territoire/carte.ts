import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Cellule, Contour } from '../../ui/carte.tsx'
import type { Territoires } from './territoire.ts'

// A schematic map: hexagons of one size, pointed upwards, in staggered rows. `colonne` counts half widths, so that
// it has the parity of `rangee`. Only the places are data; outlines are computed.

const schema = z.strictObject({
  source: z.string(),
  viewBox: z.string(),
  rayon: z.number().positive(),
  origine: z.tuple([z.number(), z.number()]),
  cases: z.array(z.strictObject({ code: z.string(), sigle: z.string(), colonne: z.int().min(0), rangee: z.int().min(0) })),
  noms: z.array(z.strictObject({ code: z.string(), x: z.number(), y: z.number(), ancre: z.enum(['start', 'end']).optional() })),
})
export type Dessin = z.infer<typeof schema>
type Point = readonly [number, number]

/** What `Carte` of src/ui draws: a cell a commune, an outline a département. */
export type CarteCommunes = { viewBox: string; source: string; cellules: (Cellule & { sigle: string })[]; contours: Contour[] }

const CENTRE_DU_TEXTE = 4

/** Reads the drawing of content/territoire. Throws when it is not well formed. */
export function lireDessin(texte?: string): Dessin {
  return schema.parse(JSON.parse(texte ?? readFileSync(join(import.meta.dirname, '../../../content/territoire/carte.json'), 'utf8')))
}

function centre(d: Dessin, c: Dessin['cases'][number]): Point {
  return [d.origine[0] + (c.colonne * d.rayon * Math.sqrt(3)) / 2, d.origine[1] + c.rangee * d.rayon * 1.5]
}

/** The six corners, from the top, clockwise. */
function coins(d: Dessin, c: Dessin['cases'][number]): Point[] {
  const [x, y] = centre(d, c)
  return Array.from({ length: 6 }, (_, i): Point => {
    const angle = (i * Math.PI) / 3 - Math.PI / 2
    return [x + d.rayon * Math.cos(angle), y + d.rayon * Math.sin(angle)]
  })
}

const ecrit = ([x, y]: Point) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
const trace = (points: readonly string[]) => `M${points.join('L')}z`

/** Closed outline of a set of hexagons: the edges that only one of them has, chained. */
export function entourer(hexagones: readonly (readonly Point[])[]): string {
  const aretes = new Map<string, string>()
  const paires = hexagones.flatMap((h) => h.map((p, i): [string, string] => [ecrit(p), ecrit(h[(i + 1) % 6]!)]))
  const connues = new Set(paires.map(([a, b]) => `${a}|${b}`))
  // A neighbour walks the common edge the other way round.
  for (const [a, b] of paires) if (!connues.has(`${b}|${a}`)) aretes.set(a, b)
  const traces: string[] = []
  for (let depart = aretes.keys().next().value; depart !== undefined; depart = aretes.keys().next().value) {
    const points: string[] = []
    for (let point: string | undefined = depart; point !== undefined && aretes.has(point); ) {
      points.push(point)
      const suivant = aretes.get(point)
      aretes.delete(point)
      point = suivant
    }
    traces.push(trace(points))
  }
  return traces.join('')
}

/** The map of the communes, named as the database names them; cells whose code is unknown or closed are left out. */
export function carteCommunes(territoires: Pick<Territoires, 'trouver'>, dessin: Dessin = lireDessin()): CarteCommunes {
  const cases = dessin.cases.flatMap((c) => {
    const t = territoires.trouver(c.code)
    return t && t.fermeLe === null ? [{ c, t, coins: coins(dessin, c) }] : []
  })
  const cellules = cases.map(({ c, t, coins: points }) => {
    const [x, y] = centre(dessin, c)
    return { code: c.code, nom: t.nom, sigle: c.sigle, d: trace(points.map(ecrit)), x: Math.round(x * 10) / 10, y: Math.round((y + CENTRE_DU_TEXTE) * 10) / 10 }
  })
  const contours = dessin.noms.flatMap((n) => {
    const t = territoires.trouver(n.code)
    const dedans = cases.filter((k) => k.t.parent === n.code).map((k) => k.coins)
    return t && dedans.length > 0 ? [{ code: n.code, nom: t.nom, d: entourer(dedans), x: n.x, y: n.y, ...(n.ancre ? { ancre: n.ancre } : {}) }] : []
  })
  return { viewBox: cadrer(dessin.viewBox, contours), source: dessin.source, cellules, contours }
}

// On a phone names are written at 16, in a bold whose widest faces take 0.72 em a letter (measured on DejaVu Sans Bold).
const LARGEUR_LETTRE = 11.5

/** The frame, widened until every name of a département holds in it. */
function cadrer(viewBox: string, contours: readonly Contour[]): string {
  const [x = 0, y = 0, large = 0, haut = 0] = viewBox.split(' ').map(Number)
  const bords = contours.map((k) => ({ a: k.ancre === 'end' ? k.x - k.nom.length * LARGEUR_LETTRE : k.x, b: k.ancre === 'end' ? k.x : k.x + k.nom.length * LARGEUR_LETTRE }))
  const gauche = Math.floor(Math.min(x, ...bords.map(({ a }) => a)))
  const droite = Math.ceil(Math.max(x + large, ...bords.map(({ b }) => b)))
  return `${gauche} ${y} ${droite - gauche} ${haut}`
}
