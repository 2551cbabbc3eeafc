import { describe, expect, it, test } from 'vitest'
import { fauteTransfert } from './detention.ts'
import { direChanges, lireContenance, lireParcelle, uneLigne } from './lire-parcelle.ts'
import { designer, direSurface, ecartSurface, nommer } from './parcelle.ts'

const net = (texte: string) => texte.replace(/[\u00a0\u202f]/g, ' ')

describe('la désignation', () => {
  const identite = { lotissement: 'Zongo', tranche: '2', lot: '145', parcelle: 'b', el: '1204' }
  it('se dit du plus proche au plus large, sans ce qui manque', () => {
    expect(net(nommer(identite))).toBe('Lot 145, parcelle b, lotissement Zongo, tranche 2')
    expect(net(designer({ ...identite, lot: '', parcelle: '' }))).toBe('EL 1204')
    expect(net(nommer({ lotissement: '', tranche: '', lot: '12', parcelle: '', el: '' }))).toBe('Lot 12')
  })
})

describe('la contenance', () => {
  it('se lit en m² ou en ares', () => {
    expect(['500', '1 250,5', '500 m²', '05a 00ca', '1ha 02a 50ca', '12 a', '450 m2'].map(lireContenance)).toEqual([500, 1250.5, 500, 500, 10_250, 1200, 450])
  })
  it('le reste n’en est pas une', () => expect(['', '0', '-5', 'abc', '1e9', '=1+1', '999999999999'].map(lireContenance)).toEqual(Array(7).fill(undefined)))
  it('s’écarte du dessin', () => {
    expect(ecartSurface({ contenance: 500, superficie: 560 })).toEqual({ part: expect.closeTo(0.12), fort: true })
    expect(ecartSurface({ contenance: 500, superficie: 510 })?.fort).toBe(false)
    expect(ecartSurface({ contenance: null, superficie: 510 })).toBeUndefined()
    expect([net(direSurface(500)), net(direSurface(512.4)), direSurface(null)]).toEqual(['500 m²', '512,4 m²', 'non connue'])
  })
})

describe('lire une parcelle', () => {
  it('garde ce qui est bon et dit chaque faute à sa place', () => {
    const { lue, fautes } = lireParcelle({ lotissement: ' Zongo \u00a0 Nord ', lot: '12 bis', parcelle: 'é', contenance: 'dix', contour: '2 7' })
    expect(lue).toMatchObject({ lotissement: 'Zongo Nord', lot: '12 bis', parcelle: 'é' })
    expect(fautes).toEqual({ contenance: expect.stringContaining('m²'), contour: expect.stringContaining('trois sommets') })
    expect(lireParcelle({ quartier: 'Zongo' }).fautes).toEqual({ lot: 'Écrivez le lot, ou le numéro d’état des lieux' })
    expect(lireParcelle({ el: '1204 g' }).fautes).toEqual({})
  })
  it('refuse les formules et les signes étrangers, reprend ce que nos exports protègent', () => {
    for (const formule of ['=HYPERLINK("x")', '@SUM(A1)', '+cmd|x', '-cmd']) expect(lireParcelle({ lot: formule }).fautes.lot).toContain('formule')
    expect(lireParcelle({ lot: '<script>' }).fautes.lot).toContain('20 signes')
    expect(lireParcelle({ lot: '1', quartier: 'x'.repeat(81) }).fautes.quartier).toContain('80 signes')
    expect(uneLigne("'-12")).toBe('-12')
  })
  it('dit ce qu’une correction change', () => {
    const avant = { ...lireParcelle({ lot: '1', contenance: '500' }).lue, contour: null }
    expect(direChanges(avant, lireParcelle({ lot: '1', contenance: '480', quartier: 'Zongo' }).lue)).toBe('quartier : rien → Zongo ; contenance : 500 → 480')
  })
})

test('un transfert ne remonte pas avant celui qui tient, ni n’attend demain', () => {
  expect(fauteTransfert({ du: '2020-01-01' }, '2019-12-31', '2026-11-23')).toContain('plus tard')
  expect(fauteTransfert({ du: null }, '2019-12-31', '2026-11-23')).toBeUndefined()
  expect(fauteTransfert(undefined, '2026-11-24', '2026-11-23')).toContain('pas encore')
  expect(fauteTransfert({ du: '2020-01-01' }, '2020-01-01', '2026-11-23')).toBeUndefined()
})
