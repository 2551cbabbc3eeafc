import { dateChiffres } from '../../lib/francais.ts'
import { midi } from '../../kernel/calendrier/jour.ts'
import type { ColonneExport } from '../../kernel/corridor/exporter.ts'
import type { Corps } from '../../kernel/module.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { versGeometrie, versWkt } from './geometrie/lire-contour.ts'
import { ETATS } from './parcelle.ts'
import type { LigneParcelle } from './parcelle.queries.ts'

/** The columns of the register; the import reads the same titles back. */
export const colonnesExport = (territoires: Territoires): readonly ColonneExport<LigneParcelle>[] => [
  ['Commune', (p) => territoires.trouver(p.commune)?.nom ?? p.commune],
  ['Arrondissement', (p) => (p.territoire === p.commune ? '' : (territoires.trouver(p.territoire)?.nom ?? p.territoire))],
  ['Quartier', (p) => p.quartier],
  ['Lotissement', (p) => p.lotissement],
  ['Tranche', (p) => p.tranche],
  ['Lot', (p) => p.lot],
  ['Parcelle', (p) => p.parcelle],
  ['EL', (p) => p.el],
  ['Contenance (m²)', (p) => p.contenance],
  ['Titre ou attestation', (p) => p.titre],
  ['Détenteur', (p) => p.detenteur ?? ''],
  ['État', (p) => ETATS[p.etat].mot],
  ['Close le', (p) => (p.closeLe ? dateChiffres(midi(p.closeLe)) : '')],
  ['Surface du contour (m²)', (p) => p.superficie],
  ['Empiète de (m²)', (p) => p.commun],
  ['Contour (WKT)', (p) => (p.contour ? versWkt(p.contour) : '')],
]

/** The same as GeoJSON (RFC 7946, WGS 84); a parcel that is not drawn has a null geometry. */
export function exporterGeojson(territoires: Territoires, lignes: readonly LigneParcelle[]): Corps {
  const colonnes = colonnesExport(territoires).slice(0, -1)
  const features = lignes.map((p) => ({ type: 'Feature', id: p.id, geometry: p.contour ? versGeometrie(p.contour) : null, properties: Object.fromEntries(colonnes.map(([titre, valeur]) => [titre, valeur(p)])) }))
  return { type: 'application/geo+json', nom: 'parcelles.geojson', corps: JSON.stringify({ type: 'FeatureCollection', features }) }
}
