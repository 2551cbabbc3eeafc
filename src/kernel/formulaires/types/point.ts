/** A point on the ground, in decimal degrees (WGS 84), typed, given by the device, or chosen on the map. */
import { nombre, pluriel, ponctuer } from '../../../lib/francais.ts'
import { lireCoordonnee } from '../../../lib/geo.ts'
import type { Axe, Position } from '../../../lib/geo.ts'
import type { ChampDe } from '../definition.ts'
import { nombreDe, objetDe, texteDe } from '../genre.ts'
import type { Genre } from '../genre.ts'
import { lireMorceaux } from '../lecture.ts'
import type { Lecteur, Lu } from '../lecture.ts'
import type { PointRepondu, Reponse } from '../reponse.ts'

type Champ = ChampDe<'point'>

/** The point of an answer; undefined for anything else. */
export function pointDe(reponse: Reponse): PointRepondu | undefined {
  const objet = objetDe(reponse)
  const [latitude, longitude] = [nombreDe(objet, 'latitude'), nombreDe(objet, 'longitude')]
  if (latitude === undefined || longitude === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined
  const reference = objet && Object.hasOwn(objet, 'reference') ? { reference: texteDe(objet, 'reference') ?? null } : {}
  return { latitude, longitude, precision: nombreDe(objet, 'precision') ?? null, ...reference }
}

/** What is wrong with the place of a point, in French; undefined inside the box. */
export function fauteBoite([latitude, longitude]: Position, [sud, ouest, nord, est]: Champ['boite']): { axe: Axe; phrase: string } | undefined {
  const dans = (v: number, de: number, a: number) => v >= de && v <= a
  if (dans(latitude, sud, nord) && dans(longitude, ouest, est)) return undefined
  if (dans(longitude, sud, nord) && dans(latitude, ouest, est)) return { axe: 'latitude', phrase: 'La latitude et la longitude semblent échangées : la latitude est la plus grande des deux' }
  const axe = dans(latitude, sud, nord) ? 'longitude' : 'latitude'
  const [de, a] = axe === 'latitude' ? [sud, nord] : [ouest, est]
  return { axe, phrase: `Cet endroit est hors de la zone attendue : la ${axe} va de ${nombre(de, 1)} à ${nombre(a, 1)}` }
}

function lire(champ: Champ, l: Lecteur): Lu {
  const lus = lireMorceaux(l, ['latitude', 'longitude', 'precision'])
  if ('fautes' in lus) return lus
  const t = lus.textes
  if (t.latitude + t.longitude === '') return {}
  const fautes: Record<string, string> = {}
  for (const axe of ['latitude', 'longitude'] as const)
    if (lireCoordonnee(t[axe], axe) === undefined) fautes[`${l.nom}.${axe}`] = ponctuer(t[axe] === '' ? `Écrivez aussi la ${axe}` : `Écrivez la ${axe} en degrés, par exemple ${axe === 'latitude' ? '6,365412' : '2,418330'}`)
  if (Object.keys(fautes).length > 0) return { fautes }
  const [latitude, longitude] = [lireCoordonnee(t.latitude, 'latitude')!, lireCoordonnee(t.longitude, 'longitude')!]
  const faute = fauteBoite([latitude, longitude], champ.boite)
  if (faute) return { fautes: { [`${l.nom}.${faute.axe}`]: ponctuer(faute.phrase) } }
  const precision = precisionDe(t.precision, l, latitude, longitude)
  if (champ.precisionAuPlus !== undefined && precision !== null && precision > champ.precisionAuPlus) return { fautes: { [l.nom]: ponctuer(`La position n’est connue qu’à ${pluriel(precision, 'mètre')} près, il faut ${champ.precisionAuPlus} ou moins : sortez à découvert et recommencez`) } }
  return { valeur: situer(champ, { latitude, longitude, precision }, l) }
}

/** The parcel that holds the point, by the register; without one to ask, what it said of the same place is kept. */
function situer(champ: Champ, p: PointRepondu, l: Lecteur): PointRepondu {
  if (!champ.registre) return p
  const avant = pointDe(l.avant)
  const gardee = avant?.latitude === p.latitude && avant.longitude === p.longitude ? avant.reference : null
  return { ...p, reference: (l.contexte.points ? l.contexte.points(p)?.reference : gardee) ?? null }
}

/** Metres. The accuracy of a point that was kept says nothing of another one typed over it. */
function precisionDe(texte: string, l: Lecteur, latitude: number, longitude: number): number | null {
  const dite = /^\d{1,6}(?:[.,]\d{1,6})?$/.test(texte) ? Math.ceil(Number(texte.replace(',', '.'))) : null
  const avant = pointDe(l.avant)
  return avant && avant.precision === dite && (avant.latitude !== latitude || avant.longitude !== longitude) ? null : dite
}

const ecrire = (degres: number) => degres.toFixed(6).replace('.', ',')

export const point: Genre<'point'> = {
  lire,
  controler: (champ) => fautesBoite(champ.boite),
  versCel: (_, reponse) => ((p) => (p ? { reference: null, ...p } : null))(pointDe(reponse)),
  poser: (_, nom, reponse, valeurs) => {
    const p = pointDe(reponse)
    if (!p) return
    Object.assign(valeurs, { [`${nom}.latitude`]: ecrire(p.latitude), [`${nom}.longitude`]: ecrire(p.longitude) })
    if (p.precision !== null) valeurs[`${nom}.precision`] = String(p.precision)
  },
  dire: (_, reponse) => {
    const p = pointDe(reponse)
    return p ? `${direPosition([p.latitude, p.longitude])}${p.precision === null ? '' : `, à ${pluriel(p.precision, 'mètre')} près`}${p.reference ? ', au registre' : ''}` : ''
  },
  manque: (quoi) => `Donnez la position, ou écrivez la latitude et la longitude : ${quoi}`,
}

/** « 6,365412° N, 2,418330° E ». */
const direPosition = ([lat, lon]: Position) => `${ecrire(Math.abs(lat))}° ${lat < 0 ? 'S' : 'N'}, ${ecrire(Math.abs(lon))}° ${lon < 0 ? 'O' : 'E'}`

/** A box is south, west, north, east. */
export const fautesBoite = ([sud, ouest, nord, est]: Champ['boite']): string[] => (sud < nord && ouest < est ? [] : ['a une boîte mal écrite : sud, ouest, nord, est'])
