import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { direOptions, lireOptions } from './options.ts'

const TRAVAUX = `Construire
> Une maison
> Un mur
Réparer
> Un toit
> mur = Le mur d’enceinte
Démolir`

describe('les réponses d’un choix, une par ligne', () => {
  it('celles d’un choix lié se rangent sous la réponse qui les précède', () => {
    expect(lireOptions(TRAVAUX, undefined, 3)).toEqual([
      { valeur: 'construire', libelle: 'Construire', options: [{ valeur: 'une_maison', libelle: 'Une maison' }, { valeur: 'un_mur', libelle: 'Un mur' }] },
      { valeur: 'reparer', libelle: 'Réparer', options: [{ valeur: 'un_toit', libelle: 'Un toit' }, { valeur: 'mur', libelle: 'Le mur d’enceinte' }] },
      { valeur: 'demolir', libelle: 'Démolir' },
    ])
    expect(lireOptions('A\n> B\n>> C\n> > D\n> E', undefined, 3)).toMatchObject([{ libelle: 'A', options: [{ libelle: 'B', options: [{ libelle: 'C' }, { libelle: 'D' }] }, { libelle: 'E' }] }])
  })
  it('ce qui est écrit se relit tel quel, et les noms courts restent', () => {
    const avant = lireOptions(TRAVAUX, undefined, 3)
    expect(direOptions(avant)).toBe(TRAVAUX)
    const garni = [{ ...avant[0]!, aide: 'Du neuf' }, ...avant.slice(1)]
    const change = lireOptions(TRAVAUX.replace('> Un mur', '> un_mur = Une clôture').replace('Construire', 'construire = Bâtir'), garni, 3)
    expect(change[0]).toEqual({ valeur: 'construire', libelle: 'Bâtir', aide: 'Du neuf', options: [{ valeur: 'une_maison', libelle: 'Une maison' }, { valeur: 'un_mur', libelle: 'Une clôture' }] })
    expect(lireOptions(direOptions(change), change, 3)).toEqual(change)
  })
  it('aucun texte ne perd une réponse, ni n’en fait deux du même nom court', () => {
    const ligne = fc.tuple(fc.constantFrom('', '> ', '>> ', '>>> ', '  '), fc.constantFrom('Un mur', 'Une maison', 'a = Autre', 'Été', 'a')).map(([s, m]) => s + m)
    fc.assert(
      fc.property(fc.array(ligne, { maxLength: 12 }), fc.constantFrom(1, 2, 3), (lignes, etages) => {
        const lues = lireOptions(lignes.join('\n'), undefined, etages)
        const compter = (l: typeof lues): number => l.reduce((n, o) => n + 1 + compter((o.options ?? []) as typeof lues), 0)
        expect(compter(lues)).toBe(lignes.length)
        expect(lireOptions(direOptions(lues), lues, etages)).toEqual(lues)
      }),
    )
  })
  it('un choix simple garde un « > » dans ses mots', () => {
    expect(lireOptions('> 10 ans\nMoins', undefined)).toMatchObject([{ libelle: '> 10 ans' }, { libelle: 'Moins' }])
  })
})
