import { expect, it } from 'vitest'
import type { CertificatConnu, DossierConnu } from '../contexte.ts'
import { certificatsCites } from './certificat.ts'
import { essai } from './essai.ts'

const miens: DossierConnu[] = [{ numero: 'CV-2026-000001', titre: 'Certificat de vie', demarche: 'certificat-de-vie' }, { numero: 'CR-2026-000002', titre: 'Certificat de résidence', demarche: 'certificat-de-residence' }]
const dossiers = (numero: string) => miens.find((d) => d.numero === numero)

it('un dossier de la liste, ou un numéro écrit', () => {
  const x = essai({ type: 'dossier' })
  const trouve = { numero: 'CV-2026-000001', titre: 'Certificat de vie', verifie: true }
  expect(x.reponse({ x: 'CV-2026-000001', 'x.numero': '' }, { dossiers })).toEqual(trouve)
  expect(x.reponse({ x: 'autre', 'x.numero': ' cv-2026-000001' }, { dossiers })).toEqual(trouve)
  expect(x.reponse({ 'x.numero': 'cv-2020-9' }, { dossiers })).toEqual({ numero: 'CV-2020-9', titre: '', verifie: false })
  // Nobody can look: what was said of the same number stays.
  expect(x.reponse({ x: 'CV-2026-000001' })).toEqual({ ...trouve, titre: '', verifie: false })
  expect(x.lire({ x: 'CV-2026-000001' }, { x: trouve }).reponses).toEqual({ x: trouve })
  expect(x.lire({ x: { ...trouve, numero: 'CV-2026-000009' } }, { x: trouve }).reponses['x']).toEqual({ numero: 'CV-2026-000009', titre: '', verifie: false })
  expect([x.dire(trouve), x.dire({ ...trouve, verifie: false })]).toEqual(['CV-2026-000001, Certificat de vie', 'CV-2026-000001 (non vérifié)'])
  expect(x.cel('x.verifie && x.numero.startsWith("CV")', trouve)).toBe(true)
})

it('dit pourquoi un numéro ne convient pas', () => {
  const x = essai({ type: 'dossier', demarches: ['certificat-de-vie'], autre: false })
  expect(x.erreurs({ 'x.numero': 'CR-2026-000002' }, { dossiers })['x']).toContain('est celui d’une autre démarche, «\u00a0Certificat de résidence\u00a0»')
  expect(x.erreurs({ 'x.numero': 'CV-2020-9' }, { dossiers })['x']).toContain('n’est pas celui d’une de vos demandes')
  expect(x.erreurs({ x: 'autre' })).toEqual({ 'x.numero': 'Écrivez le numéro, il est sur le récépissé' })
  expect(x.erreurs({ x: 'CV-2026-000001', 'x.numero': 'CV-2026-000003' })['x']).toContain('mais pas les deux')
  expect(x.erreurs({ 'x.numero': '<>' })).toHaveProperty('x')
})

it('un certificat par son code : valable, révoqué, périmé, d’un autre genre, inconnu', () => {
  const connus: Record<string, Partial<CertificatConnu>> = { '7K2M-94QX-3H': {}, REV: { etat: 'revoque' }, VIEUX: { etat: 'expire', expireLe: new Date('2026-01-15T12:00:00Z') }, AUTRE: { genre: 'attestation' } }
  const certificats = (code: string): CertificatConnu | undefined => (Object.hasOwn(connus, code) ? { code, titre: 'Certificat de vie', genre: 'certificat-de-vie', etat: 'valable', expireLe: null, ...connus[code] } : undefined)
  const x = essai({ type: 'certificat', genres: ['certificat-de-vie'], autre: false })
  const erreur = (numero: string) => x.erreurs({ x: numero }, { certificats })['x']
  const bon = { numero: '7K2M-94QX-3H', titre: 'Certificat de vie', genre: 'certificat-de-vie', verifie: true }
  expect(x.reponse({ x: ' 7k2m-94qx-3h' }, { certificats })).toEqual(bon)
  expect(erreur('rev')).toContain('a été révoqué')
  expect(erreur('vieux')).toContain('n’est plus valable depuis le 15 janvier 2026')
  expect(erreur('autre')).toContain('un autre document')
  expect(erreur('RIEN')).toContain('Aucun certificat ne porte ce code')
  expect(essai({ type: 'certificat', expires: true }).reponse({ x: 'VIEUX' }, { certificats })).toMatchObject({ verifie: true })
  expect(essai({ type: 'certificat' }).reponse({ 'x.numero': 'RIEN' }, { certificats })).toMatchObject({ numero: 'RIEN', verifie: false })
  expect(x.lire({ x: '7K2M-94QX-3H' }, { x: bon }).reponses).toEqual({ x: bon })
  expect(x.dire(bon)).toBe('7K2M-94QX-3H, Certificat de vie, vérifié')
})

it('donne les codes à chercher avant de lire, bornés', () => {
  const { etape } = essai({ type: 'certificat' }, { code: 'b', type: 'bloc', ajouter: 'Ajouter', champs: [{ code: 'c', type: 'certificat', libelle: 'C' }, { code: 't', type: 'texte', libelle: 'T' }] })
  expect(certificatsCites(etape, { x: 'a1 ', 'b.0.c': 'b2', 'b.1.c.numero': 'A1', 'b.0.t': 'non', 'y.numero': 'z' })).toEqual(['A1', 'B2'])
  expect(certificatsCites(etape, { x: { numero: 'a1' } })).toEqual(['A1'])
  expect(certificatsCites(etape, Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`b.${i}.c`, `n${i}`]))).length).toBe(50)
  expect(certificatsCites(essai({ type: 'texte' }).etape, { 'x.numero': 'a' })).toEqual([])
})
