/**
 * The map of a field `point` or `zone`: the device's position, a finger on the drawing, zoom and drag. What it finds goes
 * into the typed boxes, which stay the answer; what is typed shows on the drawing. Nothing here is needed to answer.
 */
import { autour, enMetres, enUnites, placer, versPlan, versPosition } from '../../lib/cadre.ts'
import type { Cadre, Projection } from '../../lib/cadre.ts'
import { aire, arrondir, croisement, direAire, lireCoordonnee, lirePosition } from '../../lib/geo.ts'
import type { Position } from '../../lib/geo.ts'

type Saisissable = HTMLInputElement | HTMLTextAreaElement
type Plan = { zone: HTMLElement; svg: SVGSVGElement; entier: Cadre; vue: Cadre; projection: Projection; boite: number[]; /** The input of a part; the outline is the part `points`. */ champ: (partie: string) => Saisissable; unPoint: boolean }

const SVG = 'http://www.w3.org/2000/svg'
const dire = (n: number) => n.toLocaleString('fr-FR', { maximumFractionDigits: 0 })
const ecrire = (n: number) => n.toFixed(6).replace('.', ',')
const mot = (p: Plan, nom: string, texte: string) => (p.zone.querySelector(`[data-${nom}]`)!.textContent = texte)
const parler = (p: Plan, phrase: string) => mot(p, 'dire', phrase)

function ouvrir(zone: HTMLElement): Plan {
  const svg = zone.querySelector('svg')!
  const { plan, nom = '', boite = '', echelle = '' } = zone.dataset
  const [unites = 100, retrecit = 1] = echelle.split(' ').map(Number)
  zone.hidden = false
  const { x, y, width, height: h } = svg.viewBox.baseVal
  // As wide as the frame, so that nothing of it stays empty.
  const l = Math.max(width, h * (svg.clientWidth / (svg.clientHeight || 1) || 0))
  const entier = { x: x - (l - width) / 2, y, l, h }
  const form = zone.closest('form')!
  return { zone, svg, entier, vue: entier, projection: { unites, retrecit }, boite: boite.split(' ').map(Number), champ: (partie) => form.elements.namedItem(`${nom}.${partie}`) as Saisissable, unPoint: plan === 'point' }
}

function points(p: Plan): Position[] {
  if (!p.unPoint) return p.champ('points').value.split('\n').map(lirePosition).filter((lu) => lu !== undefined)
  const [lat, lon] = [lireCoordonnee(p.champ('latitude').value, 'latitude'), lireCoordonnee(p.champ('longitude').value, 'longitude')]
  return lat === undefined || lon === undefined ? [] : [[lat, lon]]
}

function dehors({ boite }: Plan, [lat, lon]: Position): boolean {
  const [sud = 0, ouest = 0, nord = 0, est = 0] = boite
  return lat < sud || lat > nord || lon < ouest || lon > est
}

function dessiner(p: Plan) {
  const { svg, vue } = p
  svg.setAttribute('viewBox', `${vue.x} ${vue.y} ${vue.l} ${vue.h}`)
  // Drawing units a pixel: names and dots keep their size whatever the zoom.
  const u = parPixel(p)
  svg.classList.toggle('proche', vue.l < p.entier.l * 0.99)
  for (const g of svg.querySelectorAll('g[transform]')) g.setAttribute('transform', `${/^translate\([^)]*\)/.exec(g.getAttribute('transform')!)![0]} scale(${u})`)
  const places = points(p).map((point) => versPlan(point, p.projection))
  const contour = places.length > 1 ? [noeud('polygon', { points: places.map((xy) => xy.join(',')).join(' '), class: 'contour' })] : []
  svg.querySelector('[data-dessin]')!.replaceChildren(...contour, ...places.map(([cx, cy]) => noeud('circle', { cx, cy, r: 7 * u, class: 'point' })))
  quadriller(p)
}

const parPixel = ({ svg, vue }: Plan) => Math.max(vue.l / (svg.clientWidth || 320), vue.h / (svg.clientHeight || 448))

/** Squares of a round size, and that size in words: without them an empty view has no scale. */
function quadriller(p: Plan) {
  const { vue, projection } = p
  const cible = enMetres(vue.l, projection) / 6
  const dix = 10 ** Math.floor(Math.log10(cible))
  const cote = [1, 2, 5, 10].find((n) => n * dix >= cible)! * dix
  const pas = enUnites(cote, projection)
  const de = (debut: number, longueur: number) => Array.from({ length: Math.ceil(longueur / pas) + 1 }, (_, i) => (Math.floor(debut / pas) + i) * pas)
  const d = [...de(vue.x, vue.l).map((x) => `M${x} ${vue.y}v${vue.h}`), ...de(vue.y, vue.h).map((y) => `M${vue.x} ${y}h${vue.l}`)].join('')
  p.svg.querySelector('.grille')!.setAttribute('d', d)
  mot(p, 'echelle-dite', `Un carreau\u00a0: ${cote >= 1000 ? `${dire(cote / 1000)}\u00a0km` : `${dire(cote)}\u00a0m`}`)
}

function noeud(nom: string, attributs: Record<string, string | number>): Element {
  const e = document.createElementNS(SVG, nom)
  for (const [cle, v] of Object.entries(attributs)) e.setAttribute(cle, String(v))
  return e
}

/** The view that shows what is chosen, or the whole country. */
function cadrer(p: Plan) {
  p.vue = autour(p.entier, points(p).filter((point) => !dehors(p, point)), p.unPoint ? p.entier.l / 6 : p.entier.l / 2000, p.projection)
  dessiner(p)
}

function zoomer(p: Plan, facteur: number) {
  const dernier = points(p).at(-1)
  const [x, y] = dernier && !dehors(p, dernier) ? versPlan(dernier, p.projection) : [p.vue.x + p.vue.l / 2, p.vue.y + p.vue.h / 2]
  p.vue = placer(p.entier, x, y, p.vue.l * facteur, p.projection)
  dessiner(p)
}

/** What the outline is worth so far. */
function raconter(p: Plan) {
  const lus = p.unPoint ? [] : points(p)
  const croise = lus.length > 3 ? croisement(lus) : undefined
  if (lus.length === 0) parler(p, '')
  else if (lus.length < 3) parler(p, `${lus.length} point${lus.length > 1 ? 's' : ''}\u00a0: il en faut 3 au moins`)
  else parler(p, croise ? `Le côté qui part du point ${croise[0] + 1} croise celui qui part du point ${croise[1] + 1}` : `${lus.length} points, environ ${direAire(aire(lus))}`)
}

function ecrireDans(p: Plan, partie: string, valeur: string) {
  p.champ(partie).value = valeur
  // So that the drawing, what depends on the field, and the warning before leaving, hear of it.
  p.champ(partie).dispatchEvent(new Event('input', { bubbles: true }))
}

/** Keeps a place; `precision` in metres when the device gave it. */
function poser(p: Plan, [lat, lon]: Position, precision?: number) {
  if (dehors(p, [lat, lon])) return parler(p, 'Cet endroit est hors de la carte')
  if (p.unPoint) {
    ecrireDans(p, 'latitude', ecrire(lat))
    ecrireDans(p, 'longitude', ecrire(lon))
    p.champ('precision').value = precision === undefined ? '' : String(Math.ceil(precision))
  } else ecrireDans(p, 'points', `${p.champ('points').value.trimEnd()}\n${ecrire(lat)} ; ${ecrire(lon)}`.trimStart())
  if (precision !== undefined) parler(p, `Position trouvée, à ${dire(Math.ceil(precision))}\u00a0m près${p.unPoint ? '' : `\u00a0: point ${points(p).length}`}`)
}

const REFUS: Record<number, string> = {
  1: 'Ce téléphone ne donne pas sa position à ce site\u00a0: autorisez-la, ou écrivez les coordonnées',
  2: 'La position n’a pas été trouvée\u00a0: sortez à découvert et recommencez, ou écrivez les coordonnées',
  3: 'La position tarde à venir\u00a0: sortez à découvert et recommencez, ou écrivez les coordonnées',
}

function localiser(p: Plan) {
  if (!('geolocation' in navigator)) return parler(p, REFUS[2]!)
  parler(p, 'Recherche de la position…')
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      poser(p, [arrondir(coords.latitude), arrondir(coords.longitude)], coords.accuracy)
      cadrer(p)
    },
    ({ code }) => parler(p, REFUS[code] ?? REFUS[2]!),
    { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 },
  )
}

const GESTES: Record<string, (p: Plan) => void> = {
  localiser,
  retirer: (p) => ecrireDans(p, 'points', p.champ('points').value.trimEnd().split('\n').slice(0, -1).join('\n')),
  agrandir: (p) => zoomer(p, 0.5),
  reduire: (p) => zoomer(p, 2),
}

/** Corners are placed from near: from far, a touch comes nearer. Metres across. */
const PRES_M = 5000
function toucher(p: Plan, x: number, y: number) {
  if (p.unPoint || enMetres(p.vue.l, p.projection) <= PRES_M) return poser(p, versPosition(x, y, p.projection))
  p.vue = placer(p.entier, x, y, p.vue.l / 4, p.projection)
  dessiner(p)
  parler(p, enMetres(p.vue.l, p.projection) > PRES_M ? 'Touchez encore pour vous approcher du terrain' : 'Touchez maintenant chaque coin du terrain')
}

/** A finger that lifts where it came down touches; one that moves drags. */
function ecouterDoigt(p: Plan) {
  const { svg } = p
  let depart: { x: number; y: number; bouge: boolean } | undefined
  svg.addEventListener('pointerdown', (e) => (depart = { x: e.clientX, y: e.clientY, bouge: false }))
  svg.addEventListener('pointermove', (e) => {
    if (!depart || (!depart.bouge && Math.hypot(e.clientX - depart.x, e.clientY - depart.y) < 8)) return
    const u = parPixel(p)
    p.vue = placer(p.entier, p.vue.x + p.vue.l / 2 - (e.clientX - depart.x) * u, p.vue.y + p.vue.h / 2 - (e.clientY - depart.y) * u, p.vue.l, p.projection)
    depart = { x: e.clientX, y: e.clientY, bouge: true }
    dessiner(p)
  })
  svg.addEventListener('pointerup', (e) => {
    const m = svg.getScreenCTM()?.inverse()
    if (depart && !depart.bouge && m) {
      const { x, y } = new DOMPoint(e.clientX, e.clientY).matrixTransform(m)
      toucher(p, x, y)
    }
    depart = undefined
  })
  for (const fin of ['pointercancel', 'pointerleave']) svg.addEventListener(fin, () => (depart = undefined))
}

function preparer(zone: HTMLElement) {
  const p = ouvrir(zone)
  for (const b of zone.querySelectorAll<HTMLElement>('[data-geste]')) b.addEventListener('click', () => GESTES[b.dataset['geste']!]!(p))
  ecouterDoigt(p)
  zone.closest('form')!.addEventListener('input', (e) => {
    const { name } = e.target as HTMLInputElement
    if (!name.startsWith(`${zone.dataset['nom']}.`)) return
    // Typed by hand: the accuracy of the device says nothing of it.
    if (p.unPoint && e.isTrusted) p.champ('precision').value = ''
    dessiner(p)
    raconter(p)
  })
  cadrer(p)
  raconter(p)
}

/** Makes ready the maps of this part of the page. */
export const brancherPlans = (racine: ParentNode) => racine.querySelectorAll<HTMLElement>('[data-plan]').forEach(preparer)

brancherPlans(document)
