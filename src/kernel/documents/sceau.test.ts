import fc from 'fast-check'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { depuisChiffres, versChiffres } from '../../lib/preuve/chiffres.ts'
import { empreinte, ouvrir, ouvrirListe, verifierSceau } from '../../lib/preuve/verifier.ts'
import { getCle, jeuDeCles, ouvrirTrousseau, tournerCle } from './cles.ts'
import type { Trousseau } from './cles.ts'
import { empreinteDe, signerListe } from './liste.ts'
import { adresseDuSceau, sceller } from './sceau.ts'

const ID = '01934b2c-1111-7abc-8def-0123456789ab'
const EMIS = new Date('2026-06-08T09:14:00Z')
const MAINTENANT = new Date('2026-06-10T14:07:00Z')
const EXPIRE = new Date('2026-09-08T23:00:00Z')
const hote = 'iroko.example'
const CHAMPS = { document: 'Certificat de vie', numero: 'CV-2026-00402', nom: 'DOSSOU Sènami Tɔ́ Xɛ́ɖe', naissance: '14 avril 1958, à Bohicon', autorite: 'Commune de Bohicon', lieu: 'Bohicon' }

const kids = (t: Trousseau) => t.cles.map((c) => c.kid).sort()

let dossier: string
let trousseau: Trousseau
let sceau: Uint8Array
const sceller402 = (t: Trousseau, emisLe = EMIS) => sceller(getCle(t, 'sceau'), { id: ID, hote, emisLe, expireLe: EXPIRE, champs: CHAMPS })
const liste = async (t: Trousseau, revocations: { documentId: string; revoqueLe: Date; motif: string }[], maintenant = MAINTENANT) =>
  ouvrirListe(await signerListe(getCle(t, 'liste'), { hote, revocations, maintenant }), jeuDeCles(t))

beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'iroko-cles-'))
  trousseau = await ouvrirTrousseau(join(dossier, 'cles'), { institution: 'Ministère', maintenant: EMIS })
  sceau = await sceller402(trousseau)
})
afterAll(() => rm(dossier, { recursive: true }))

describe('un sceau', () => {
  test('est court, et revient avec tous ses champs', async () => {
    expect(sceau.length).toBeLessThanOrEqual(270)
    const { chiffres, prefixe } = adresseDuSceau(`https://${hote}`, sceau)
    expect(adresseDuSceau('http://localhost:3000', sceau).prefixe).toBe('http://localhost:3000/v/#')
    expect(prefixe).toBe('https://iroko.example/v/#')
    const verdict = await verifierSceau({ sceau: chiffres, jeu: jeuDeCles(trousseau), jeuFrais: true, liste: await liste(trousseau, []), maintenant: MAINTENANT })
    expect(verdict).toMatchObject({ etat: 'authentique', emisLe: EMIS, expireLe: EXPIRE, id: ID.replaceAll('-', '') })
    expect('champs' in verdict && verdict.champs.map((c) => c.valeur)).toEqual([CHAMPS.document, CHAMPS.numero, CHAMPS.nom, CHAMPS.naissance, CHAMPS.autorite, CHAMPS.lieu])
  })
  test('dont un seul bit change n’est jamais vérifié', async () => {
    const jeu = jeuDeCles(trousseau)
    const etats = await Promise.all(Array.from({ length: sceau.length * 8 }, async (_, bit) => {
      const copie = Uint8Array.from(sceau)
      copie[bit >> 3]! ^= 1 << (bit & 7)
      return (await verifierSceau({ sceau: copie, jeu, jeuFrais: true, maintenant: MAINTENANT })).etat
    }))
    expect(new Set(etats)).toEqual(new Set(['faux']))
  })
  test('tronqué ou allongé est faux', async () => {
    const chiffres = versChiffres(sceau)
    const jeu = jeuDeCles(trousseau)
    await fc.assert(fc.asyncProperty(fc.nat(chiffres.length - 1), fc.stringMatching(/^[0-9]{1,20}$/), async (n, suite) => {
      for (const texte of [chiffres.slice(0, n), chiffres + suite, chiffres.slice(n)].filter((t) => t !== chiffres)) {
        expect(await verifierSceau({ sceau: texte, jeu, jeuFrais: true, maintenant: MAINTENANT })).toMatchObject({ etat: 'faux' })
      }
    }), { numRuns: 60 })
  })
  test.each(['', '#', '<script>', '0'.repeat(500_000), '1'.repeat(680), 'undefined', '-1', '1e9', '1 2'])('hostile, cas %# : illisible', async (texte) => {
    expect(await verifierSceau({ sceau: texte, jeu: jeuDeCles(trousseau), jeuFrais: true, maintenant: MAINTENANT })).toEqual({ etat: 'faux', raison: 'illisible' })
  })
  test('d’une autre institution est faux ; avec des clés anciennes, on ne sait pas', async () => {
    const autre = await ouvrirTrousseau(join(dossier, 'autre'), { institution: 'Faussaire', maintenant: EMIS })
    const faux = await sceller402(autre)
    expect(await verifierSceau({ sceau: faux, jeu: jeuDeCles(trousseau), jeuFrais: true, maintenant: MAINTENANT })).toEqual({ etat: 'faux', raison: 'cle-inconnue' })
    expect(await verifierSceau({ sceau: faux, jeu: jeuDeCles(trousseau), jeuFrais: false, maintenant: MAINTENANT })).toEqual({ etat: 'indecis', raison: 'cles-anciennes' })
    const usurpe = { ...getCle(autre, 'sceau'), kid: getCle(trousseau, 'sceau').kid }
    const signature = await sceller(usurpe, { id: ID, hote, emisLe: EMIS, champs: CHAMPS })
    expect(await verifierSceau({ sceau: signature, jeu: jeuDeCles(trousseau), jeuFrais: true, maintenant: MAINTENANT })).toEqual({ etat: 'faux', raison: 'signature' })
  })
  test('signé par la clé des listes est faux', async () => {
    const cle = getCle(trousseau, 'liste')
    const detourne = await sceller(cle, { id: ID, hote, emisLe: EMIS, champs: CHAMPS })
    expect(await verifierSceau({ sceau: detourne, jeu: jeuDeCles(trousseau), jeuFrais: true, maintenant: MAINTENANT })).toEqual({ etat: 'faux', raison: 'cle-inconnue' })
  })
})

describe('la liste de révocation', () => {
  const juger = async (l: Awaited<ReturnType<typeof liste>> | undefined, maintenant = MAINTENANT) => verifierSceau({ sceau, jeu: jeuDeCles(trousseau), jeuFrais: true, liste: l, maintenant })
  const revocation = { documentId: ID, revoqueLe: new Date('2026-06-09T08:00:00Z'), motif: 'Erreur sur le nom' }

  test('révoque, avec la date et le motif, même ancienne, même après l’expiration', async () => {
    const l = await liste(trousseau, [revocation])
    for (const quand of [MAINTENANT, new Date('2026-07-10'), new Date('2027-01-01')]) {
      expect(await juger(l, quand)).toMatchObject({ etat: 'revoque', le: revocation.revoqueLe, motif: revocation.motif })
    }
  })
  test('ancienne ou absente : état inconnu depuis sa date', async () => {
    const l = await liste(trousseau, [{ ...revocation, documentId: '01934b2c-1111-7abc-8def-000000000000' }])
    expect(await juger(l)).toMatchObject({ etat: 'authentique' })
    expect(await juger(l, new Date('2026-06-12'))).toMatchObject({ etat: 'inconnu_depuis', depuis: MAINTENANT })
    expect(await juger(undefined)).toMatchObject({ etat: 'inconnu_depuis', depuis: undefined })
    // A list from memory, however young, says nothing of what happened since.
    expect(await verifierSceau({ sceau, jeu: jeuDeCles(trousseau), jeuFrais: false, liste: l, listeFraiche: false, maintenant: MAINTENANT })).toMatchObject({ etat: 'inconnu_depuis' })
  })
  test('périmé : après la dernière seconde, pas avant', async () => {
    expect(await juger(undefined, new Date(EXPIRE.getTime() - 1))).toMatchObject({ etat: 'inconnu_depuis' })
    expect(await juger(undefined, EXPIRE)).toMatchObject({ etat: 'expire', le: EXPIRE })
  })
  test('falsifiée, ou signée par une clé de sceau, est refusée', async () => {
    const jws = await signerListe(getCle(trousseau, 'liste'), { hote, revocations: [revocation], maintenant: MAINTENANT })
    const [entete, , signature] = jws.split('.')
    const vide = Buffer.from(JSON.stringify({ iat: 0, exp: 9e9, revocations: [] })).toString('base64url')
    const sceauCle = await signerListe(getCle(trousseau, 'sceau'), { hote, revocations: [], maintenant: MAINTENANT })
    const sans = `${Buffer.from(JSON.stringify({ alg: 'none', kid: getCle(trousseau, 'liste').kid, typ: 'revocations+jwt' })).toString('base64url')}.${vide}.`
    for (const mauvais of [`${entete}.${vide}.${signature}`, sceauCle, sans, '', 'a.b.c', '{}']) await expect(ouvrirListe(mauvais, jeuDeCles(trousseau))).rejects.toThrow()
  })
  test('nomme un document comme le navigateur', async () => {
    expect(await empreinte(Uint8Array.from(Buffer.from(ID.replaceAll('-', ''), 'hex')))).toBe(empreinteDe(ID))
  })
})

describe('les clés', () => {
  test('sont gardées en 0600, et retrouvées', async () => {
    const noms = await readdir(trousseau.dossier)
    expect(noms).toHaveLength(4)
    for (const nom of noms) expect((await stat(join(trousseau.dossier, nom))).mode & 0o777).toBe(0o600)
    const encore = await ouvrirTrousseau(trousseau.dossier, { institution: 'Ministère', maintenant: MAINTENANT })
    expect(kids(encore)).toEqual(kids(trousseau))
  })
  test('faites par deux processus ensemble ne sont pas en double', async () => {
    const ou = join(dossier, 'ensemble')
    const [a, b] = await Promise.all([0, 1].map(() => ouvrirTrousseau(ou, { institution: 'Ministère', maintenant: EMIS })))
    expect(kids(a!)).toEqual(kids(b!))
  })
  test('tournent : l’ancienne vaut pour ce qu’elle a scellé, pas pour la suite', async () => {
    let t = await ouvrirTrousseau(join(dossier, 'rotation'), { institution: 'Ministère', maintenant: EMIS })
    const ancienne = getCle(t, 'sceau')
    const avant = await sceller402(t)
    const rotation = new Date('2026-06-09T00:00:00Z')
    t = await tournerCle(t, 'sceau', rotation)
    t = await tournerCle(t, 'pdf', rotation)
    expect(getCle(t, 'sceau').kid).not.toBe(ancienne.kid)
    const apres = await sceller(ancienne, { id: ID, hote, emisLe: MAINTENANT, champs: CHAMPS })
    const juger = async (s: Uint8Array) => verifierSceau({ sceau: s, jeu: jeuDeCles(t), jeuFrais: true, liste: await liste(t, []), maintenant: MAINTENANT })
    expect(await juger(avant)).toMatchObject({ etat: 'authentique' })
    expect(await juger(await sceller402(t, MAINTENANT))).toMatchObject({ etat: 'authentique' })
    expect(await juger(apres)).toEqual({ etat: 'faux', raison: 'signature' })
    expect(ouvrir(avant)?.kid).toBe(ancienne.kid)
  })
  test('publiées ne montrent rien de privé', () => {
    const texte = JSON.stringify(jeuDeCles(trousseau))
    expect(texte).not.toMatch(/"d"/)
    expect(depuisChiffres(versChiffres(sceau))).toEqual(sceau)
  })
})
