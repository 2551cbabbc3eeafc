import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import type { Verdict } from '../../lib/preuve/verifier.ts'
import { CodeInconnuVue, VerdictPlace, VerdictVue } from './verdict.tsx'

const maintenant = new Date('2026-06-10T14:07:00Z')
const scelle = {
  id: '00', emisLe: new Date('2026-06-08T09:14:00Z'), expireLe: new Date('2026-09-08T23:00:00Z'),
  champs: [{ cle: 'document', libelle: 'Document', valeur: 'Certificat de vie' }, { cle: 'nom', libelle: 'Nom et prénoms', valeur: '<b>D</b>', aide: 'Masqué.' }],
}
const cas: [string, Verdict, string, string][] = [
  ['authentique', { etat: 'authentique', listeDu: maintenant, ...scelle }, 'verdict--ok', 'Il est valable aujourd’hui'],
  ['révoqué', { etat: 'revoque', le: new Date('2026-06-09T08:00:00Z'), motif: 'Erreur sur le nom', ...scelle }, 'verdict--rev', 'annulé le 9 juin 2026'],
  ['périmé', { etat: 'expire', le: scelle.expireLe, ...scelle }, 'verdict--inc', 'depuis le 8 septembre 2026 au soir'],
  ['inconnu', { etat: 'inconnu_depuis', depuis: new Date('2026-06-07T17:05:00Z'), ...scelle }, 'verdict--inc', 'État inconnu depuis le 7 juin 2026, 18\u00a0h\u00a005'],
  ['faux', { etat: 'faux', raison: 'signature' }, 'verdict--faux', 'Ce document est un faux'],
  ['illisible', { etat: 'faux', raison: 'illisible' }, 'verdict--faux', 'Code illisible ou tronqué'],
  ['indécis', { etat: 'indecis', raison: 'cles-anciennes' }, 'verdict--inc', 'Vérification impossible'],
]

test.each(cas)('montre un verdict %s', (_, verdict, classe, phrase) => {
  const html = render(<VerdictVue verdict={verdict} code="7K2M-94QX-3H" maintenant={maintenant} />)
  expect(html).toContain(`class="verdict ${classe}"`)
  expect(html).toContain(phrase)
  expect(html.includes('Comparez avec le papier')).toBe('champs' in verdict)
  expect(html).not.toContain('<b>D</b>')
  expect(html).not.toMatch(/style=|<script/)
})

test('un motif qui finit par un point n’en prend pas un second', () => {
  const html = render(<VerdictVue verdict={{ etat: 'revoque', le: new Date('2026-06-09T08:00:00Z'), motif: 'Pièce d’identité déclarée volée.', ...scelle }} maintenant={maintenant} />)
  expect(html).toContain('déclarée volée.</span> <b')
})

test('la place du vérificateur a un cadre par forme de verdict', () => {
  const html = render(<VerdictPlace />)
  for (const id of ['verdict-ok', 'verdict-rev', 'verdict-inc', 'verdict-faux', 'verdict-comparer']) expect(html).toContain(`<template id="${id}">`)
  expect(html).toContain('id="verdict" data-cles="/v/cles.json"')
  expect(render(<CodeInconnuVue />)).toContain('verdict--faux')
})
