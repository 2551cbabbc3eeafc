import { expect, it } from 'vitest'
import { compatibles } from '../compatible.ts'
import { essai, fautesDe } from './essai.ts'

const table = { colonnes: ['code', 'nom', 'zone', 'prix', 'taux'], cle: 'code', libelle: 'nom', detail: 'zone', nombres: ['prix', 'taux'], lignes: [['v1', 'Rue du Marché', 'Zongo', '1500', '0,5'], ['v2', 'Rue du Marché', 'Gare', '', '1'], ['v3', 'Rue de l’École', 'Gare', '300', '2']] }
const x = essai({ type: 'reference', table, forme: 'recherche' })

it('une clé choisie, ou un nom écrit qui n’est qu’à une ligne', () => {
  expect(x.reponse({ x: 'v2' })).toBe('v2')
  expect(x.reponse({ x: { code: 'v3' } })).toBe('v3')
  expect(x.reponse({ 'x.recherche': 'rue de l ecole' })).toBe('v3')
  expect(x.reponse({ x: 'v1', 'x.recherche': 'Rue du Marché', 'x.cherche': 'Rue du Marché' })).toBe('v1')
  // The name was changed since the radios were drawn: the old radio is not taken.
  expect(x.reponse({ x: 'v1', 'x.recherche': 'Rue de l’École', 'x.cherche': 'Rue du Marché' })).toBe('v3')
  expect(x.dire('v2')).toBe('Rue du Marché')
})

it('dit quoi faire d’un nom qui ne suffit pas', () => {
  expect(x.erreurs({ x: 'v9' })).toEqual({ x: 'Choisissez l’une des réponses proposées' })
  expect(x.erreurs({ 'x.recherche': 'marché' })['x']).toBe('Choisissez parmi les 2 réponses proposées pour «\u00a0marché\u00a0»')
  expect(x.erreurs({ 'x.recherche': 'école' })['x']).toContain('Rien ne s’appelle exactement')
  expect(x.erreurs({ 'x.recherche': 'plage' })['x']).toContain('Rien ne correspond à «\u00a0plage\u00a0»')
  expect(x.erreurs({ x: ['v1', 'v2'] })).toEqual({ x: 'Donnez une seule réponse' })
  expect(x.erreurs({ x: '__proto__' })).toHaveProperty('x')
})

it('CEL voit la ligne, les nombres comme des nombres', () => {
  expect(x.cel('x.zone == "Zongo" && x.prix > 1000 && x.taux < 0.6', 'v1')).toBe(true)
  expect(x.cel('x.prix == null && x.taux == 1.0', 'v2')).toBe(true)
  expect(x.cel('x == null', 'disparue')).toBe(true)
  expect(x.cel('x.inconnue == "a"', 'v1')).toBeUndefined()
})

it('une ligne retirée fait choisir de nouveau, une autre changée non', () => {
  const autre = essai({ type: 'reference', forme: 'recherche', table: { ...table, lignes: [['v1', 'Rue du Grand Marché', 'Zongo', '1600', '1'], table.lignes[2]!] } })
  expect(compatibles(x.def, autre.def, { x: 'v1' })).toEqual({ reponses: { x: 'v1' }, revoir: [] })
  expect(compatibles(x.def, autre.def, { x: 'v2' }).revoir).toHaveLength(1)
})

it('refuse une table mal écrite, en disant la ligne', () => {
  const faute = (autre: object) => fautesDe({ type: 'reference', table: { ...table, ...autre } })[0]
  expect(faute({ cle: 'numero' })).toBe('Le champ « x » a une table sans colonne « numero »')
  expect(faute({ lignes: [table.lignes[0]!, ['v2', 'B']] })).toBe('Le champ « x » a une table dont la ligne 2 a 2 valeurs pour 5 colonnes')
  expect(faute({ lignes: [table.lignes[0]!, table.lignes[0]!] })).toBe('Le champ « x » a une table où la clé « v1 » est écrite deux fois')
  expect(faute({ lignes: [['v1', '', 'Z', '1', '1']] })).toBe('Le champ « x » a une table dont la ligne 1 n’a pas de nom')
  expect(faute({ lignes: [['v1', 'A', 'Z', 'cher', '1']] })).toBe('Le champ « x » a une table dont la ligne 1 n’a pas un nombre dans « prix »')
  expect(faute({ colonnes: ['code', 'nom', 'zone', 'prix', 'prix'], nombres: [] })).toContain('deux colonnes de même nom')
  expect(faute({ lignes: Array.from({ length: 5001 }, (_, i) => [`v${i}`, 'A', 'Z', '1', '1']) })).toContain('il en faut au plus 5000')
})

it('5 000 lignes se lisent et se cherchent vite', () => {
  const debut = performance.now()
  const grande = essai({ type: 'reference', table: { ...table, lignes: Array.from({ length: 5000 }, (_, i) => [`v${i}`, `Rue ${i}`, 'Zongo', '1', '1']) } })
  expect(grande.reponse({ 'x.recherche': 'rue 4999' })).toBe('v4999')
  for (const long of ['e'.repeat(20_000), 'é '.repeat(10_000)]) expect(grande.erreurs({ 'x.recherche': long })).toHaveProperty('x')
  expect(grande.cel('x.prix', 'v77')).toBe(1n)
  expect(performance.now() - debut).toBeLessThan(3000)
})
