/** An outline on the ground: its corners in order, one a line. */
import { accord, pluriel } from '../../../lib/francais.ts'
import { aire, croisement, direAire, distance, lirePosition } from '../../../lib/geo.ts'
import type { Position } from '../../../lib/geo.ts'
import { lireTexte, plusieursLignes } from '../brut.ts'
import type { ChampDe } from '../definition.ts'
import { objetDe } from '../genre.ts'
import type { Genre } from '../genre.ts'
import { faute } from '../lecture.ts'
import type { Lecteur, Lu } from '../lecture.ts'
import { UNE_SEULE } from '../phrase.ts'
import type { Reponse } from '../reponse.ts'
import { fauteBoite, fautesBoite } from './point.ts'

type Champ = ChampDe<'zone'>
const SOMMETS_AU_PLUS = 200

/** The corners of an answer; undefined for anything else. */
export function sommetsDe(reponse: Reponse): Position[] | undefined {
  const points = objetDe(reponse)?.['points']
  if (!Array.isArray(points) || points.length < 3 || points.length > SOMMETS_AU_PLUS) return undefined
  const bons = points.every((p): p is [number, number] => Array.isArray(p) && p.length === 2 && p.every((v) => typeof v === 'number' && Number.isFinite(v)) && Math.abs(p[0] as number) <= 90 && Math.abs(p[1] as number) <= 180)
  return bons ? points : undefined
}

/** The lines typed, or the points that a program sent (`points: [[6.3, 2.4], …]`). */
function lignesDe({ nom, brut }: Lecteur): string[] | { plusieurs: true } {
  const lu = lireTexte(brut, `${nom}.points`)
  if ('plusieurs' in lu) return lu
  const texte = plusieursLignes(lu.texte)
  if (texte !== '') return texte.split('\n').map((ligne) => ligne.trim()).filter((ligne) => ligne !== '')
  const nombre = Math.min(Number(brut.get(`${nom}.points.nombre`)) || 0, SOMMETS_AU_PLUS + 1)
  return Array.from({ length: nombre }, (_, i) => [brut.get(`${nom}.points.${i}`) ?? ''].flat().slice(0, 3).join(' ; '))
}

function lire(champ: Champ, l: Lecteur): Lu {
  const nom = `${l.nom}.points`
  const lignes = lignesDe(l)
  if ('plusieurs' in lignes) return faute(nom, UNE_SEULE)
  if (lignes.length === 0) return {}
  if (lignes.length > SOMMETS_AU_PLUS + 1) return faute(nom, `Écrivez ${SOMMETS_AU_PLUS} points au plus : il y en a ${lignes.length}`)
  const points: Position[] = []
  for (const [i, ligne] of lignes.entries()) {
    const p = lirePosition(ligne)
    if (!p) return faute(nom, `La ligne ${i + 1} ne se comprend pas : écrivez la latitude puis la longitude, par exemple 6,365412 ; 2,418330`)
    const hors = fauteBoite(p, champ.boite)
    if (hors) return faute(nom, `Point ${i + 1}. ${hors.phrase}`)
    points.push(p)
  }
  // Some devices write the first point again to close the outline.
  const [premier, dernier] = [points[0]!, points.at(-1)!]
  if (points.length > 3 && premier[0] === dernier[0] && premier[1] === dernier[1]) points.pop()
  const phrase = fauteContour(champ, points)
  return phrase === undefined ? { valeur: { points: points.map(([lat, lon]): [number, number] => [lat, lon]) } } : faute(nom, phrase)
}

function fauteContour(champ: Champ, points: readonly Position[]): string | undefined {
  const n = points.length
  if (n < 3) return `Il faut au moins 3 points pour entourer un terrain : il y en a ${n}`
  if (n > champ.sommetsAuPlus) return `Gardez ${pluriel(champ.sommetsAuPlus, 'point')} au plus : il y en a ${n}`
  const double = points.findIndex((p, i) => distance(p, points[(i + 1) % n]!) === 0)
  if (double >= 0) return `Le point ${((double + 1) % n) + 1} est au même endroit que le point ${double + 1} : retirez-en un`
  const croise = croisement(points)
  if (croise) return `Le contour se croise : le côté qui part du point ${croise[0] + 1} rencontre celui qui part du point ${croise[1] + 1}. Écrivez les points en faisant le tour`
  const surface = aire(points)
  if (surface < Math.max(champ.aireMin ?? 0, 1)) return `Ce contour entoure ${direAire(surface)}, il en faut au moins ${direAire(Math.max(champ.aireMin ?? 0, 1))}`
  if (champ.aireMax !== undefined && surface > champ.aireMax) return `Ce contour entoure ${direAire(surface)}, il en faut au plus ${direAire(champ.aireMax)} : vérifiez les points`
  return undefined
}

const ecrire = ([lat, lon]: Position) => `${lat.toFixed(6).replace('.', ',')} ; ${lon.toFixed(6).replace('.', ',')}`

export const zone: Genre<'zone'> = {
  lire,
  controler: (champ) => [...fautesBoite(champ.boite), ...(champ.aireMin !== undefined && champ.aireMax !== undefined && champ.aireMin > champ.aireMax ? ['a une aire minimum plus grande que son maximum'] : [])],
  versCel: (_, reponse) => {
    const points = sommetsDe(reponse)
    return points ? { aire: BigInt(Math.round(aire(points))), sommets: BigInt(points.length) } : null
  },
  poser: (_, nom, reponse, valeurs) => {
    const points = sommetsDe(reponse)
    if (points) valeurs[`${nom}.points`] = points.map(ecrire).join('\n')
  },
  dire: (_, reponse) => {
    const points = sommetsDe(reponse)
    return points ? `${points.length} ${accord(points.length, 'point')}, ${direAire(aire(points))}` : ''
  },
  manque: (quoi) => `Donnez les points du contour, un par ligne : ${quoi}`,
}
