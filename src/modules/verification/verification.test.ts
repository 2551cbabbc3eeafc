import { afterAll, beforeAll, expect, test } from 'vitest'
import { getCle, jeuDeCles } from '../../kernel/documents/cles.ts'
import { emettre, preparer } from '../../kernel/documents/emettre.ts'
import { exemple } from '../../kernel/documents/exemple.ts'
import { insertDocument, insertRevocation } from '../../kernel/documents/queries.ts'
import { ouvrirListe } from '../../lib/preuve/verifier.ts'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'

let essai: Essai
let code: string
let id: string
const maintenant = new Date('2026-06-10T14:07:00Z')

beforeAll(async () => {
  essai = await ouvrirEssai({ maintenant: () => maintenant, travaille: false })
  const emis = await preparer(essai.maison.atelier, exemple())
  ;({ id, codeCourt: code } = await essai.maison.base.ecrire((tx) => insertDocument(tx, emis)))
})
afterAll(() => essai?.ranger())

const lire = async (chemin: string, accept = 'text/html') => essai.serveur.inject({ url: chemin, headers: { accept } })
const json = async (texte: string) => (await lire(`/verifier?code=${encodeURIComponent(texte)}`, 'application/json')).json() as Record<string, unknown>

test('l’atelier délivre un PDF gardé au dépôt, et scelle l’adresse publique', async () => {
  const { atelier, base, depot } = essai.maison
  expect(new URL(atelier.adresse).host).toBe('iroko.test')
  const document = await base.ecrire((tx) => emettre(tx, atelier, exemple({ rang: 900 })))
  const { rows } = await base.pool.query<{ sha256: string; kid: string }>('select sha256, kid from documents.document where id = $1', [document.id])
  expect((await depot.lire(rows[0]!.sha256)).subarray(0, 5).toString()).toBe('%PDF-')
  expect(rows[0]!.kid).toBe(getCle(atelier.trousseau, 'sceau').kid)
})

test('la page de vérification s’explique, et un code juste montre les lignes à comparer, noms masqués', async () => {
  const vide = await lire('/verifier')
  expect(vide.statusCode).toBe(200)
  expect(vide.body).toContain('Code écrit sur le document')
  const page = await lire(`/verifier?code=${code.toLowerCase().replaceAll('-', ' ')}`)
  expect(page.body).toContain('Document authentique')
  expect(page.body).toContain('D•••••')
  expect(page.body).not.toContain('DOSSOU')
  expect(page.headers.etag).toBeDefined()
})

test('un code mal écrit est repris dans son champ, avec ce qu’il faut faire', async () => {
  const tronque = await lire(`/verifier?code=${code.slice(0, 9)}`)
  expect(tronque.body).toContain('Il manque 2 signes')
  expect(tronque.body).toContain(`value="${code.slice(0, 9)}"`)
  expect(await json('7K2M-94QX-3')).toMatchObject({ etat: 'mal-ecrit', code: null })
  const hostile = await lire(`/verifier?code=${encodeURIComponent('<script>alert(1)</script>')}`)
  expect(hostile.body).not.toContain('<script>alert')
})

test('un code que personne n’a reçu est un faux, et la page dit quoi faire', async () => {
  const { codeCourt } = await import('../../kernel/documents/code-court.ts')
  const inconnu = codeCourt(Buffer.from('jamais-délivré'))
  expect(await json(inconnu)).toMatchObject({ etat: 'inconnu', code: inconnu })
  const page = await lire(`/verifier?code=${inconnu}`)
  expect(page.body).toContain('Ce document est un faux')
  expect(page.body).toContain('Que faire')
})

test('`/v` et `/v/` mènent à la même page, sans formulaire qui écrit ni cookie', async () => {
  const [nu, barre] = await Promise.all([lire('/v'), lire('/v/')])
  for (const page of [nu, barre]) {
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Visez le QR')
    expect(page.body).toContain('id="verdict"')
    expect(page.body).toMatch(/<script type="module" src="\/actifs\/verifier\.[0-9a-f]{8}\.js"/)
    expect(page.headers['set-cookie']).toBeUndefined()
  }
  const sw = await lire('/v/sw.js')
  expect([sw.statusCode, sw.headers['content-type'], sw.headers['cache-control']]).toEqual([200, 'text/javascript; charset=utf-8', 'no-cache'])
})

test('les clés et la liste se lisent d’un autre site, et la liste suit une révocation dans l’instant', async () => {
  const cles = await lire('/v/cles.json')
  expect(cles.headers['access-control-allow-origin']).toBe('*')
  expect(cles.json()).toEqual(JSON.parse(JSON.stringify(jeuDeCles(essai.maison.atelier.trousseau))))
  const avant = (await lire('/v/revocations.jwt')).body
  expect((await lire('/v/revocations.jwt')).body).toBe(avant)
  expect((await ouvrirListe(avant, cles.json())).revocations.size).toBe(0)
  await essai.maison.base.ecrire((tx) => insertRevocation(tx, { documentId: id, motif: 'Erreur sur le nom', par: 'agent:1', maintenant }))
  const apres = await ouvrirListe((await lire('/v/revocations.jwt')).body, cles.json())
  expect([...apres.revocations.values()]).toEqual([{ le: maintenant.getTime() / 1000, motif: 'Erreur sur le nom' }])
  const page = await lire(`/verifier?code=${code}`)
  expect(page.body).toContain('Document révoqué')
  expect(page.body).toContain('Erreur sur le nom')
})

test('vingt essais par minute et par adresse, puis il faut attendre', async () => {
  const limite = await ouvrirEssai({ limites: true, travaille: false })
  try {
    const statuts: number[] = []
    for (let i = 0; i < 21; i++) statuts.push((await limite.serveur.inject({ url: '/verifier?code=7K2M-94QX-3H' })).statusCode)
    expect(statuts.slice(0, 20).every((s) => s === 200)).toBe(true)
    expect(statuts[20]).toBe(429)
    const refus = await limite.serveur.inject({ url: '/verifier', headers: { accept: 'text/html' } })
    expect(refus.body).toContain('Attendez une minute')
  } finally {
    await limite.ranger()
  }
})
