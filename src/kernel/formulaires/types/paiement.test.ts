import { expect, it } from 'vitest'
import { compatibles } from '../compatible.ts'
import { essai, fautesDe } from './essai.ts'

const operateurs = [{ valeur: 'mtn', libelle: 'MTN MoMo' }, { valeur: 'moov', libelle: 'Moov Money' }]
const x = essai({ type: 'paiement', operateurs })
const IBAN = 'BJ66BJ0610100100144390000769'
const banque = { moyen: 'iban', iban: IBAN, titulaire: 'Afi Dossou' } as const
const mobile = { moyen: 'mobile_money', operateur: 'mtn', telephone: '+2290197000000', titulaire: 'Afi Dossou' } as const

it('un compte bancaire ou un compte de téléphone', () => {
  expect(x.reponse({ 'x.moyen': 'iban', 'x.iban': 'bj66 bj06 1010 0100 1443 9000 0769', 'x.titulaire': 'Afi Dossou' })).toEqual(banque)
  expect(x.reponse({ 'x.moyen': 'mobile_money', 'x.operateur': 'mtn', 'x.telephone': '01 97 00 00 00', 'x.titulaire': 'Afi Dossou' })).toEqual(mobile)
  // What is filled says the means, when nothing else does.
  expect(x.reponse({ 'x.iban': IBAN, 'x.titulaire': 'Afi Dossou' })).toEqual(banque)
  expect(x.reponse({ x: mobile })).toEqual(mobile)
  expect(x.dire(banque)).toBe('IBAN BJ66 BJ06 1010 0100 1443 9000 0769, titulaire Afi Dossou')
  expect(x.dire(mobile)).toBe('MTN MoMo 01 97 00 00 00, titulaire Afi Dossou')
  expect([x.cel('x.moyen == "iban" && x.operateur == null', banque), x.cel('x.iban == null', mobile)]).toEqual([true, true])
})

it('dit ce qui manque, à sa case', () => {
  expect(x.erreurs({})).toEqual({ x: 'Dites sur quel compte payer\u00a0: «\u00a0X\u00a0»' })
  expect(x.erreurs({ 'x.titulaire': 'Afi' })).toEqual({ x: 'Choisissez compte bancaire ou compte de téléphone' })
  expect(x.erreurs({ 'x.moyen': 'iban' })).toEqual({ 'x.iban': 'Écrivez l’IBAN, il est sur le relevé d’identité bancaire', 'x.titulaire': 'Écrivez le nom du titulaire, comme il est sur le compte' })
  expect(Object.keys(x.erreurs({ 'x.moyen': 'mobile_money', 'x.operateur': 'orange', 'x.telephone': '97', 'x.titulaire': 'x'.repeat(101) }))).toEqual(['x.operateur', 'x.telephone', 'x.titulaire'])
  const seul = essai({ type: 'paiement', moyens: ['iban'], titulaire: false, requis: false })
  expect(seul.lire({ 'x.moyen': 'iban', 'x.iban': '' })).toMatchObject({ reponses: {}, erreurs: {} })
  expect(seul.reponse({ 'x.iban': IBAN })).toEqual({ ...banque, titulaire: '' })
})

it('refuse une définition incomplète, et fait revoir un compte dont l’opérateur a disparu', () => {
  expect(fautesDe({ type: 'paiement' })).toEqual(['Le champ « x » paie par téléphone : nommez les opérateurs dans « operateurs »'])
  expect(fautesDe({ type: 'paiement', moyens: ['iban', 'iban'] })).toEqual(['Le champ « x » nomme deux fois le même moyen'])
  const autre = essai({ type: 'paiement', operateurs: operateurs.slice(1) })
  expect(compatibles(x.def, autre.def, { x: mobile }).reponses).toEqual({})
  expect(compatibles(x.def, autre.def, { x: banque })).toEqual({ reponses: { x: banque }, revoir: [] })
})
