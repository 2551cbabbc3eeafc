import { expect, it } from 'vitest'
import { compatibles } from '../compatible.ts'
import { fichierExemple } from '../exemple.ts'
import { referencesDe } from '../fichier.ts'
import { essai } from './essai.ts'

const dessin = fichierExemple('signature.jpg')
const x = essai({ type: 'signature', sans: true })

it('un dessin est un fichier, et l’on peut dire qu’on ne signe pas', () => {
  expect(x.reponse({}, { fichiers: { x: [dessin] } })).toEqual([dessin])
  expect(x.reponse({ 'x.sans': 'oui' })).toEqual({ sansSignature: true })
  expect(x.erreurs({})).toEqual({ x: 'Signez, ou cochez «\u00a0Je ne peux pas signer ici\u00a0»\u00a0: «\u00a0X\u00a0»' })
  expect(x.erreurs({ 'x.sans': 'oui' }, { fichiers: { x: [dessin] } })['x']).toContain('retirez l’une des deux')
  expect(x.erreurs({}, { fichiers: { x: [fichierExemple('a.pdf', 'application/pdf')] } })['x']).toContain('Il faut une photo')
  expect(essai({ type: 'signature' }).erreurs({ 'x.sans': 'oui' })).toHaveProperty('x')
})

it('se dit, se lit en CEL, garde son fichier, et se redemande si l’on ne peut plus s’en passer', () => {
  expect([x.dire([dessin]), x.dire({ sansSignature: true })]).toEqual(['Signé', 'Je ne peux pas signer ici'])
  expect([x.cel('x.signe', [dessin]), x.cel('x.signe', { sansSignature: true }), x.cel('x == null', null)]).toEqual([true, false, true])
  expect(referencesDe({ x: [dessin] })).toEqual([dessin.reference])
  expect(compatibles(x.def, essai({ type: 'signature' }).def, { x: { sansSignature: true } }).reponses).toEqual({})
  expect(compatibles(x.def, essai({ type: 'signature' }).def, { x: [dessin] })).toEqual({ reponses: { x: [dessin] }, revoir: [] })
})
