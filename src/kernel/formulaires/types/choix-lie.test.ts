import { expect, it } from 'vitest'
import { compatibles } from '../compatible.ts'
import { essai, fautesDe } from './essai.ts'

const champ = {
  type: 'choix_lie',
  niveaux: [{ code: 'nature', libelle: 'Nature' }, { code: 'detail', libelle: 'Détail' }, { code: 'matiere', libelle: 'Matière' }],
  options: [
    { valeur: 'construire', libelle: 'Construire', options: [{ valeur: 'mur', libelle: 'Un mur', options: [{ valeur: 'terre', libelle: 'Terre' }, { valeur: 'brique', libelle: 'Brique' }] }, { valeur: 'puits', libelle: 'Un puits' }] },
    { valeur: 'reparer', libelle: 'Réparer', options: [{ valeur: 'mur', libelle: 'Un mur' }] },
    { valeur: 'demolir', libelle: 'Démolir' },
  ],
}
const x = essai(champ)

it('la liste la plus fine décide, celles au-dessus peuvent rester vides', () => {
  expect(x.reponse({ 'x.matiere': 'construire/mur/terre' })).toEqual({ nature: 'construire', detail: 'mur', matiere: 'terre' })
  expect(x.reponse({ 'x.nature': 'construire', 'x.detail': 'construire/puits', 'x.matiere': '' })).toEqual({ nature: 'construire', detail: 'puits' })
  expect(x.reponse({ 'x.nature': 'demolir' })).toEqual({ nature: 'demolir' })
  expect(x.reponse({ x: { nature: 'reparer', detail: 'mur' } })).toEqual({ nature: 'reparer', detail: 'mur' })
  expect(x.lire({}).reponses).toEqual({})
})

it('deux listes qui se contredisent, ou une de moins, se disent à côté de la bonne', () => {
  expect(x.erreurs({ 'x.nature': 'reparer', 'x.detail': 'construire/mur' })).toEqual({ 'x.detail': '«\u00a0Un mur\u00a0» n’est pas dans «\u00a0Réparer\u00a0»\u00a0: choisissez dans ce groupe, ou changez la liste au-dessus' })
  expect(x.erreurs({ 'x.nature': 'construire' })).toEqual({ 'x.detail': 'Choisissez aussi\u00a0: détail' })
  expect(x.erreurs({ 'x.detail': 'construire/mur' })).toEqual({ 'x.matiere': 'Choisissez aussi\u00a0: matière' })
  expect(x.erreurs({ 'x.nature': 'construire/mur/terre' })['x.nature']).toContain('proposées')
  expect(x.erreurs({})).toEqual({ x: 'Choisissez une réponse à «\u00a0X\u00a0»' })
  expect(x.erreurs({ 'x.nature': ['reparer', 'demolir'] })).toEqual({ 'x.nature': 'Donnez une seule réponse' })
})

it('se dit, et se lit en CEL par niveau', () => {
  const reponse = { nature: 'construire', detail: 'mur', matiere: 'terre' }
  expect(x.dire(reponse)).toBe('Construire : Un mur : Terre')
  expect(x.cel('x.detail == "mur" && x.matiere != "brique"', reponse)).toBe(true)
  expect(x.cel('x.detail == null', { nature: 'demolir' })).toBe(true)
})

it('une option retirée fait choisir de nouveau', () => {
  const autre = essai({ ...champ, options: [{ ...champ.options[0], options: champ.options[0]!.options!.slice(0, 1) }, ...champ.options.slice(1)] })
  const { reponses, revoir } = compatibles(x.def, autre.def, { x: { nature: 'construire', detail: 'puits' } })
  expect([reponses, revoir.map((r) => r.raison)]).toEqual([{}, ['Votre réponse n’est plus proposée, choisissez-en une autre']])
  expect(compatibles(x.def, autre.def, { x: { nature: 'demolir' } })).toEqual({ reponses: { x: { nature: 'demolir' } }, revoir: [] })
})

it('refuse les arbres mal écrits', () => {
  const [a] = champ.options
  expect(fautesDe({ ...champ, options: [a, a] })).toContain('Le champ « x » a deux options « construire »')
  expect(fautesDe({ ...champ, niveaux: champ.niveaux.slice(0, 2) })).toEqual(['Le champ « x » a des options à trois étages, pour deux niveaux nommés'])
  expect(fautesDe({ ...champ, options: [{ valeur: 'a', libelle: 'A' }] })).toEqual(['Le champ « x » a des niveaux sans aucune option'])
  expect(fautesDe({ ...champ, niveaux: [champ.niveaux[0], champ.niveaux[0], champ.niveaux[2]] })).toEqual(['Le champ « x » a deux niveaux de même code'])
  const cent = (p: string) => Array.from({ length: 100 }, (_, i) => ({ valeur: `${p}${i}`, libelle: 'O' }))
  expect(fautesDe({ ...champ, niveaux: champ.niveaux.slice(0, 2), options: cent('a').slice(0, 8).map((o) => ({ ...o, options: cent('b') })) })[0]).toContain('a 808 options, il en faut au plus 600')
})
