import { expect, it } from 'vitest'
import { essai, fautesDe } from './essai.ts'

const x = essai({ type: 'parcelle', parties: { commune: 'requis', quartier: 'facultatif', lot: 'requis', parcelle: 'requis', el: 'facultatif', surface: 'facultatif' } })
const bon = { 'x.commune': '1203', 'x.lot': '1254b', 'x.parcelle': 'c' }
const lue = { commune: '1203', lot: '1254B', parcelle: 'C', reference: null, verifie: false }

it('lit les parties demandées, et elles seules', () => {
  expect(x.reponse(bon)).toEqual(lue)
  expect(x.reponse({ ...bon, 'x.titre': 'TF 12', 'x.surface': '1 250,5 m²', 'x.el': 'el-77' })).toEqual({ ...lue, surface: 1250.5, el: 'EL-77' })
  expect(x.reponse({ x: lue })).toEqual(lue)
  expect(x.dire({ ...lue, quartier: 'Zongo', surface: 1250.5 })).toBe('Lot 1254B, parcelle C, Zongo, Bohicon, Zou, 1 250,5 m²')
  expect(x.cel('x.lot == "1254B" && x.surface == null && !x.verifie', lue)).toBe(true)
  expect(fautesDe({ type: 'parcelle', parties: {} })[0]).toContain('n’a aucune partie')
})

it('dit ce qui manque, partie par partie', () => {
  expect(x.erreurs({ 'x.lot': '12' })).toEqual({ 'x.commune': 'Écrivez la commune', 'x.parcelle': 'Écrivez la parcelle' })
  expect(x.erreurs({ ...bon, 'x.commune': '120301' })).toEqual({ 'x.commune': 'Choisissez une commune de la liste' })
  expect(x.erreurs({ ...bon, 'x.lot': '<12>', 'x.surface': 'grande', 'x.parcelle': 'A'.repeat(11) })).toEqual({ 'x.lot': 'Écrivez le lot avec des lettres et des chiffres', 'x.surface': 'Écrivez la surface en mètres carrés, par exemple 500', 'x.parcelle': 'Écrivez 10\u00a0signes au plus\u00a0: il y en a 11' })
  expect(x.erreurs({})).toEqual({ x: 'Dites quelle est la parcelle\u00a0: «\u00a0X\u00a0»' })
})

it('le registre, quand il est là, donne sa référence ou refuse', () => {
  const parcelles = (p: { lot?: string }) => (p.lot === '1254B' ? { reference: 'BOH-1254B-C' } : undefined)
  expect(x.reponse(bon, { parcelles })).toEqual({ ...lue, reference: 'BOH-1254B-C', verifie: true })
  expect(x.reponse({ ...bon, 'x.lot': '9' }, { parcelles })).toMatchObject({ lot: '9', verifie: false })
  expect(essai({ type: 'parcelle', connue: true }).erreurs({ ...bon, 'x.lot': '9' }, { parcelles })['x']).toContain('n’est pas au registre')
  // Shown again without the register: what it had said of the same parcel stays, not of another.
  const avant = { x: { ...lue, reference: 'BOH-1254B-C', verifie: true } }
  expect(x.lire(bon, avant).reponses).toEqual(avant)
  expect(x.lire({ ...bon, 'x.parcelle': 'D' }, avant).reponses['x']).toEqual({ ...lue, parcelle: 'D' })
})
