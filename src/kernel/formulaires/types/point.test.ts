import { expect, it } from 'vitest'
import { essai, fautesDe } from './essai.ts'

const x = essai({ type: 'point', precisionAuPlus: 50 })

it('lit deux cases, de toutes les façons de les écrire', () => {
  const cotonou = { latitude: 6.365412, longitude: 2.41833, precision: null }
  expect(x.reponse({ 'x.latitude': '6,365412', 'x.longitude': '2.418330' })).toEqual(cotonou)
  expect(x.reponse({ 'x.latitude': '6° 21’ 55.4832” N', 'x.longitude': '2,418330 E' })).toEqual(cotonou)
  expect(x.reponse({ x: { latitude: 6.365412, longitude: 2.41833, precision: 11.2 } })).toEqual({ ...cotonou, precision: 12 })
  expect(x.dire({ ...cotonou, precision: 1 })).toBe('6,365412° N, 2,418330° E, à 1 mètre près')
  expect(x.cel('x.latitude > 6.0 && x.precision == null', cotonou)).toBe(true)
})

it('dit ce qui ne va pas, à la bonne case', () => {
  expect(x.erreurs({ 'x.latitude': '6,3' })).toEqual({ 'x.longitude': 'Écrivez aussi la longitude' })
  expect(x.erreurs({ 'x.latitude': 'nord', 'x.longitude': '2' })['x.latitude']).toContain('par exemple 6,365412')
  expect(x.erreurs({ 'x.latitude': '2,4', 'x.longitude': '6,3' })['x.latitude']).toContain('semblent échangées')
  expect(x.erreurs({ 'x.latitude': '6,3', 'x.longitude': '48,8' })).toEqual({ 'x.longitude': 'Cet endroit est hors de la zone attendue\u00a0: la longitude va de 0,7 à 4' })
  expect(x.erreurs({ 'x.latitude': '6,3', 'x.longitude': '2,4', 'x.precision': '900' })['x']).toContain('à 900\u00a0mètres près')
  expect(fautesDe({ type: 'point', boite: [12, 0, 6, 4] })).toEqual(['Le champ « x » a une boîte mal écrite : sud, ouest, nord, est'])
})

it('la précision d’un point gardé ne dit rien d’un autre tapé par-dessus', () => {
  const avant = { x: { latitude: 6.365412, longitude: 2.41833, precision: 12 } }
  expect(x.lire({ 'x.latitude': '6,4', 'x.longitude': '2,418330', 'x.precision': '12' }, avant).reponses['x']).toEqual({ latitude: 6.4, longitude: 2.41833, precision: null })
  expect(x.lire({ 'x.latitude': '6,365412', 'x.longitude': '2,418330', 'x.precision': '12' }, avant).reponses).toEqual(avant)
})

it('reconnaît la parcelle du registre où il se trouve, et le garde sans registre à interroger', () => {
  const p = essai({ type: 'point', registre: true })
  const ici = { 'x.latitude': '6,365412', 'x.longitude': '2,41833' }
  const connu = { latitude: 6.365412, longitude: 2.41833, precision: null, reference: 'p-1' }
  expect(p.reponse(ici, { points: () => ({ reference: 'p-1' }) })).toEqual(connu)
  expect(p.reponse(ici, { points: () => undefined })).toEqual({ ...connu, reference: null })
  expect(p.lire(ici, { x: connu }).reponses.x).toEqual(connu)
  expect(p.lire({ ...ici, 'x.latitude': '6,4' }, { x: connu }).reponses.x).toMatchObject({ reference: null })
  expect(p.dire(connu)).toContain('au registre')
  expect(p.cel('x.reference == null', connu)).toBe(false)
  expect(x.reponse(ici, { points: () => ({ reference: 'p-1' }) })).not.toHaveProperty('reference')
})
