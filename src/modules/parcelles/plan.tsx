/** Plans drawn on the server from outlines: north is up, metres are metres. Colours are attributes, so that the same drawing serves as an image. */
import { nombre } from '../../lib/francais.ts'
import { hrefSur } from '../../lib/url.ts'
import { elargir, mesurer, milieu, projeter } from './geometrie/plan-local.ts'
import type { Contour, Emprise, Point } from './geometrie/plan-local.ts'

export type TonForme = 'ici' | 'chevauche' | 'litige' | 'avis' | 'ordinaire'
export type Forme = { id: string; contour: Contour; libelle: string; nom: string; ton: TonForme; href?: string }
/** What is seen: a box whose shape is that of the drawing. */
export type Cadre = { emprise: Emprise; largeur: number; hauteur: number }

/** Fill, line and width of each tone; the words of the legend say the same. */
const TONS: Readonly<Record<TonForme, { fond: string; trait: string; epais: number; mot: string }>> = {
  ordinaire: { fond: '#e1eee4', trait: '#2c7d5a', epais: 1, mot: 'Parcelle' },
  avis: { fond: '#fcefcf', trait: '#7a4b00', epais: 1.5, mot: 'Avis d’opposition en cours' },
  litige: { fond: '#fbe4db', trait: '#9c2f14', epais: 1.5, mot: 'En litige' },
  chevauche: { fond: '#f3b9a4', trait: '#9c2f14', epais: 2, mot: 'Empiète' },
  ici: { fond: '#c9cbef', trait: '#2b3190', epais: 2.5, mot: 'Cette parcelle' },
}
const ORDRE: readonly TonForme[] = ['ordinaire', 'avis', 'litige', 'ici', 'chevauche']

/** A frame of `largeur` x `hauteur` that holds a box entirely, with a margin of a tenth. */
export function cadrer(emprise: Emprise, largeur: number, hauteur: number): Cadre {
  const { largeur: l, hauteur: h } = mesurer(emprise)
  const parPoint = Math.max(l / largeur, h / hauteur, 0.02) * 1.2
  return cadreAutour(milieu(emprise), parPoint * largeur, largeur, hauteur)
}

/** A frame around a position, `metres` wide on the ground. */
export function cadreAutour(centre: Point, metres: number, largeur: number, hauteur: number): Cadre {
  const [demiL, demiH] = [metres / 2, (metres * hauteur) / largeur / 2]
  const [ouest, , est] = elargir([...centre, ...centre], demiL)
  const [, sud, , nord] = elargir([...centre, ...centre], demiH)
  return { emprise: [ouest, sud, est, nord], largeur, hauteur }
}

const echelle = ({ emprise, largeur }: Cadre) => largeur / mesurer(emprise).largeur

/** The position under a point of the drawing. */
export function positionDe({ emprise, largeur, hauteur }: Cadre, x: number, y: number): Point {
  return [emprise[0] + (x / largeur) * (emprise[2] - emprise[0]), emprise[3] - (y / hauteur) * (emprise[3] - emprise[1])]
}

const surPlan = (cadre: Cadre) => {
  const vers = projeter([cadre.emprise[0], cadre.emprise[3]])
  const e = echelle(cadre)
  return (p: Point): [number, number] => {
    const [x, y] = vers(p)
    return [Math.round(x * e * 10) / 10, Math.round(-y * e * 10) / 10]
  }
}

/** Width in points of one letter of a label. */
const LETTRE = 6.2

const ETIQUETTE = { fill: '#211b13', stroke: 'none', 'fill-opacity': 1 }

function Une({ forme, vers, titres }: { forme: Forme; vers: (p: Point) => [number, number]; titres: boolean }) {
  const points = forme.contour.map(vers)
  const xs = points.map(([x]) => x)
  const large = Math.max(...xs) - Math.min(...xs)
  const [cx, cy] = [points.reduce((s, [x]) => s + x, 0) / points.length, points.reduce((s, [, y]) => s + y, 0) / points.length]
  const dessin = (
    <>
      <path d={`M${points.map((p) => p.join(' ')).join('L')}Z`}>{titres ? <title>{forme.nom}</title> : null}</path>
      {large > forme.libelle.length * LETTRE ? (
        <text x={Math.round(cx)} y={Math.round(cy) + 4} {...ETIQUETTE}>
          {forme.libelle}
        </text>
      ) : null}
    </>
  )
  return forme.href ? (
    <a href={hrefSur(forme.href)} tabIndex={-1}>
      {dessin}
    </a>
  ) : (
    dessin
  )
}

const RONDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000]

/** A bar whose length on the ground is written, and which way north is. */
function Echelle({ cadre }: { cadre: Cadre }) {
  const e = echelle(cadre)
  const metres = RONDS.findLast((m) => m * e <= cadre.largeur / 4) ?? 1
  const [x, y] = [12, cadre.hauteur - 14]
  const texte = { 'font-size': 11, 'font-family': 'system-ui,sans-serif', fill: '#211b13' }
  return (
    <>
      <path d={`M${x} ${y - 5}v5h${Math.round(metres * e)}v-5`} fill="none" stroke="#211b13" stroke-width="1.5" />
      <text x={x + 4} y={y - 4} {...texte}>
        {metres >= 1000 ? `${nombre(metres / 1000)} km` : `${metres} m`}
      </text>
      <path d={`M${cadre.largeur - 18} 26v-16m-5 6 5-6 5 6`} fill="none" stroke="#211b13" stroke-width="1.5" />
      <text x={cadre.largeur - 22} y={38} {...texte}>
        N
      </text>
    </>
  )
}

/** The drawing. `image`: with its own size and name space, to be sent alone. `point`: a place that was asked for. */
export function Dessin({ cadre, formes, image, point }: { cadre: Cadre; formes: readonly Forme[]; image?: boolean; point?: Point | undefined }) {
  const vers = surPlan(cadre)
  const [px, py] = point ? vers(point) : [0, 0]
  const seul = image ? { xmlns: 'http://www.w3.org/2000/svg', width: cadre.largeur, height: cadre.hauteur } : { 'aria-hidden': true as const, focusable: 'false' }
  return (
    <svg viewBox={`0 0 ${cadre.largeur} ${cadre.hauteur}`} class={image ? undefined : 'plan'} {...seul}>
      <path d={`M0 0h${cadre.largeur}v${cadre.hauteur}H0z`} fill="#fff" stroke="#d3c4ab" />
      {ORDRE.filter((ton) => formes.some((f) => f.ton === ton)).map((ton) => (
        <g key={ton} fill={TONS[ton].fond} fill-opacity={ton === 'chevauche' ? 0.75 : undefined} stroke={TONS[ton].trait} stroke-width={TONS[ton].epais} text-anchor="middle" font-size="11" font-family="system-ui,sans-serif">
          {formes.filter((f) => f.ton === ton).map((f) => (
            <Une key={f.id} forme={f} vers={vers} titres={!image} />
          ))}
        </g>
      ))}
      {point ? <path d={`M${px - 9} ${py}h18m-9-9v18`} stroke="#9c2f14" stroke-width="3" /> : null}
      <Echelle cadre={cadre} />
    </svg>
  )
}

/** The tones of a drawing, in words. */
export function Legende({ formes }: { formes: readonly Forme[] }) {
  return (
    <ul class="legende">
      {ORDRE.filter((ton) => formes.some((f) => f.ton === ton)).map((ton) => (
        <li key={ton}>
          <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
            <path d="M0 0h10v10H0z" fill={TONS[ton].fond} stroke={TONS[ton].trait} />
          </svg>
          {TONS[ton].mot}
        </li>
      ))}
    </ul>
  )
}
