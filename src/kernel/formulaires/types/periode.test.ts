import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ajouterJours } from '../../calendrier/index.ts'
import { essai, fautesDe } from './essai.ts'

const x = essai({ type: 'periode', min: 'aujourd’hui', max: '2027-12-31', joursAuPlus: 30 })
const jour = (bout: string, iso: string) => ({ [`x.${bout}.annee`]: iso.slice(0, 4), [`x.${bout}.mois`]: iso.slice(5, 7), [`x.${bout}.jour`]: iso.slice(8) })

it('deux dates, premier et dernier jours compris', () => {
  expect(x.reponse({ ...jour('du', '2026-07-30'), ...jour('au', '2026-08-03') })).toEqual({ du: '2026-07-30', au: '2026-08-03' })
  expect(x.reponse({ x: { du: '2026-07-30', au: '2026-07-30' } })).toEqual({ du: '2026-07-30', au: '2026-07-30' })
  expect(x.dire({ du: '2026-07-30', au: '2026-08-03' })).toBe('du 30 juillet 2026 au 3 août 2026, 5 jours')
  // 1 August is the national day, a Saturday; 30 and 31 July and 3 August are worked.
  expect(x.cel('[x.jours, x.jours_ouvres]', { du: '2026-07-30', au: '2026-08-03' })).toEqual([5n, 3n])
  expect(x.cel('x.du < x.au', { du: '2026-07-30', au: '2026-08-03' })).toBe(true)
})

it('chaque faute à sa date', () => {
  expect(x.erreurs(jour('du', '2026-07-30'))).toEqual({ 'x.au': 'Écrivez aussi le dernier jour' })
  expect(x.erreurs(jour('au', '2026-07-30'))).toEqual({ 'x.du': 'Écrivez aussi le premier jour' })
  expect(x.erreurs({ ...jour('du', '2026-08-03'), ...jour('au', '2026-07-30') })['x.au']).toContain('vient avant le premier (3 août 2026)')
  expect(x.erreurs({ ...jour('du', '2026-07-01'), ...jour('au', '2026-07-31') })).toEqual({ 'x.au': 'Cette période dure 31\u00a0jours, elle peut en durer 30 au plus' })
  expect(x.erreurs({ ...jour('du', '2026-02-01'), ...jour('au', '2028-07-31') })).toMatchObject({ 'x.du.annee': expect.stringContaining('5 juin 2026'), 'x.au.annee': expect.stringContaining('31 décembre 2027') })
  expect(x.erreurs({ ...jour('du', '2026-02-30'), ...jour('au', '2026-07-01') })).toHaveProperty('x.du.jour')
  expect(x.erreurs({})).toEqual({ x: 'Écrivez le premier et le dernier jour\u00a0: «\u00a0X\u00a0»' })
  expect(fautesDe({ type: 'periode', min: '2027-01-01', max: '2026-01-01' })).toEqual(['Le champ « x » a un minimum plus grand que son maximum'])
})

it('les jours ouvrés ne dépassent jamais les jours, et s’ajoutent bout à bout', () => {
  const compter = (du: string, au: string) => x.cel('[x.jours, x.jours_ouvres]', { du, au }) as [bigint, bigint]
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }), (de, n, m) => {
      const [a, b, c] = [ajouterJours('2026-01-01', de), ajouterJours('2026-01-01', de + n), ajouterJours('2026-01-01', de + n + m)]
      const [entier, avant, apres] = [compter(a, c), compter(a, b), compter(ajouterJours(b, 1), c)]
      expect(entier).toEqual([avant[0] + apres[0], avant[1] + apres[1]])
      expect(entier[1] <= entier[0]).toBe(true)
    }),
  )
})
