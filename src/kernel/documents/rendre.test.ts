import * as mupdf from 'mupdf'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as asn1js from 'asn1js'
import { ContentInfo, SignedData } from 'pkijs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scanner } from '../../../tests/qr.ts'
import { Refus } from '../../lib/erreurs.ts'
import { verifierSceau } from '../../lib/preuve/verifier.ts'
import { dePem } from './certificats.ts'
import { getCle, jeuDeCles, ouvrirTrousseau } from './cles.ts'
import type { Trousseau } from './cles.ts'
import { preparer } from './emettre.ts'
import type { Atelier } from './emettre.ts'
import { MODELE_CERTIFICAT, MODELE_RECEPISSE, MODELES, coffreEnMemoire, exemple } from './exemple.ts'
import { ouvrirRendeur } from './rendre.ts'
import type { Rendeur } from './rendre.ts'

let dossier: string
let trousseau: Trousseau
let rendeur: Rendeur
let atelier: Atelier
const date = new Date('2026-06-08T09:14:00Z')
const latin = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')

beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'iroko-pdf-'))
  trousseau = await ouvrirTrousseau(dossier, { institution: 'Ministère de la Décentralisation', maintenant: date })
  rendeur = ouvrirRendeur({ dossierModeles: MODELES, delaiMs: 8000 })
  atelier = { trousseau, actualiser: async () => undefined, rendeur, coffre: coffreEnMemoire(), adresse: 'https://iroko.example' }
})
afterAll(async () => {
  rendeur.fermer()
  await rm(dossier, { recursive: true })
})

function lire(pdf: Uint8Array): { pages: number; texte: string } {
  const document = mupdf.Document.openDocument(pdf, 'application/pdf')
  return { pages: document.countPages(), texte: document.loadPage(0).toStructuredText('').asText().replace(/\s+/g, ' ') }
}

async function delivrer(autres: Parameters<typeof exemple>[0] = {}) {
  const prepare = await preparer(atelier, exemple(autres))
  return { ...prepare, pdf: await atelier.coffre.lire(prepare.sha256) }
}

/** Checks a PDF's signature: true when the CMS holds for the bytes named by ByteRange, and these are the whole file. */
async function signatureBonne(pdf: Uint8Array): Promise<boolean> {
  const [, a, b, c, d] = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(latin(pdf))!.map(Number) as [number, number, number, number, number]
  if (a !== 0 || c + d !== pdf.length) return false
  const hexa = latin(pdf.subarray(b + 1, c - 1))
  const signes = Buffer.concat([pdf.subarray(0, b), pdf.subarray(c)])
  const contenu = asn1js.fromBER(new Uint8Array(Buffer.from(hexa, 'hex')))
  const cms = new SignedData({ schema: new ContentInfo({ schema: contenu.result }).content })
  const racine = dePem(getCle(trousseau, 'racine').certificat!)
  return cms.verify({ signer: 0, data: Uint8Array.from(signes).buffer, trustedCerts: [racine], checkChain: true, checkDate: new Date('2026-07-01') }).catch(() => false)
}

describe('un certificat', () => {
  test('est un PDF/A-2a et PDF/UA-1 d’une page, balisé, en français, polices incorporées', async () => {
    const { pdf } = await delivrer()
    const brut = latin(pdf)
    expect(brut).toMatch(/^%PDF-1\.7/)
    for (const marque of ['<pdfaid:part>2</pdfaid:part>', '<pdfaid:conformance>A</pdfaid:conformance>', '<pdfuaid:part>1</pdfuaid:part>', '/StructTreeRoot', '/MarkInfo', '/OutputIntents']) expect(brut).toContain(marque)
    expect(brut).toMatch(/\/Marked true/)
    expect(brut).toMatch(/\/Lang \(fr/)
    expect(brut).toMatch(/\/DisplayDocTitle true/)
    expect(brut).toContain('/Alt ')
    expect(brut).not.toMatch(/\/JavaScript|\/Launch|\/EmbeddedFile/)
    const { pages, texte } = lire(pdf)
    expect(pages).toBe(1)
    for (const mot of ['République du Bénin', 'Département du Zou', 'Certificat de vie', 'DOSSOU Sènami', 'CV-2026-00402', 'Fait à Bohicon, le 8 juin 2026', 'iroko.example/v', 'Vérifiez l’adresse']) expect(texte).toContain(mot)
  })
  test('porte un QR qu’un autre décodeur lit, et qui dit la même chose', async () => {
    const { pdf, codeCourt, cose } = await delivrer()
    expect(cose.length).toBeLessThanOrEqual(300)
    for (const ppp of [150, 200, 300]) {
      const adresse = scanner(pdf, ppp) ?? ''
      expect(adresse.slice(0, 25)).toBe('https://iroko.example/v/#')
      const verdict = await verifierSceau({ sceau: adresse.slice(25), jeu: jeuDeCles(trousseau), jeuFrais: true, maintenant: date })
      expect('champs' in verdict && verdict.champs.find((c) => c.cle === 'code')?.valeur).toBe(codeCourt)
    }
    expect(lire(pdf).texte).toContain(codeCourt)
  })
  test('est signé ; un octet changé se voit', async () => {
    const { pdf } = await delivrer()
    expect(latin(pdf)).toContain('/SubFilter /ETSI.CAdES.detached')
    expect(await signatureBonne(pdf)).toBe(true)
    for (const position of [200, Math.floor(pdf.length / 3), pdf.length - 40]) {
      const copie = Uint8Array.from(pdf)
      copie[position]! ^= 1
      expect(await signatureBonne(copie)).toBe(false)
    }
    expect(await signatureBonne(Buffer.concat([pdf, Buffer.from('\n% ajout')]))).toBe(false)
  })
  test('rendu deux fois à la même date a les mêmes octets', async () => {
    const demande = { modele: MODELE_CERTIFICAT, donnees: { ...exemple().donnees, numero: 'CV-1', preuve: { qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', modules: 77, code: '7K2M-94QX-3H', hote: 'iroko.example' } }, date }
    const [un, deux] = await Promise.all([rendeur.rendrePdf(demande), rendeur.rendrePdf(demande)])
    expect(Buffer.compare(un!, deux!)).toBe(0)
  })
  test.each([
    ['code Typst', '#read("/etc/passwd") #panic() $x$ *a* _b_ `c` <l> @m ~', '#read("/etc/passwd") #panic() $x$ *a* _b_ `c` <l> @m ~'],
    ['guillemets et crochets', '"] #] } \\u{41} \\" \' </svg>', '"] #] } \\u{41} \\" \' </svg>'],
    ['sens de lecture inversé', 'DOSSOU \u202e8591\u202c \u2066x\u2069', 'DOSSOU 8591 x'],
    ['caractères de commande', 'A\u0000B\u0007C\ufeffD', 'ABCD'],
    ['écritures voisines', 'Ἀθήνα Москва', 'Ἀθήνα Москва'],
  ])('garde comme du texte : %s', async (_, nom, attendu) => {
    const { pdf } = await delivrer({ nom })
    const { pages, texte } = lire(pdf)
    expect(pages).toBe(1)
    expect(texte).toContain(attendu)
  })
  test.each([['très long', `${'ADJANOHOUN-'.repeat(12)} ${'Sènami '.repeat(40)}`], ['sans espace', 'W'.repeat(300)]])('tient sur une page : nom %s', async (_, nom) => {
    const { pdf } = await delivrer({ nom, champs: { nom: nom.slice(0, 60), autorite: 'Bohicon' } })
    const page = mupdf.Document.openDocument(pdf, 'application/pdf').loadPage(0)
    expect(lire(pdf).pages).toBe(1)
    const morceaux = JSON.parse(page.toStructuredText('').asJSON()) as { blocks: { lines?: { bbox: { x: number; w: number } }[] }[] }
    for (const ligne of morceaux.blocks.flatMap((b) => b.lines ?? [])) expect(ligne.bbox.x + ligne.bbox.w).toBeLessThan(545)
  })
})

describe('ce qui ne peut pas être écrit', () => {
  test('un signe sans dessin est refusé en le nommant', async () => {
    await expect(delivrer({ nom: '山田 😀' })).rejects.toThrow(/Le document ne peut pas contenir le signe « (山|田|😀) »/)
  })
  test('un texte de plusieurs pages est refusé', async () => {
    await expect(delivrer({ nom: 'Sènami '.repeat(2000), champs: {} })).rejects.toThrow(Refus)
  })
  test.each([
    ['fichier', '#read("/etc/passwd")'],
    ['fichier plus haut', '#read("../../../../etc/passwd")'],
    ['paquet du réseau', '#import "@preview/cetz:0.3.0": *'],
    ['erreur', '#panic("non")'],
    ['image sans texte', '#set document(title: "x")\n#set text(lang: "fr")\n= x\n#image("/modeles/armoiries.svg")'],
  ])('un modèle n’a pas droit à : %s', async (_, modele) => {
    await expect(rendeur.rendrePdf({ modele, donnees: {}, date })).rejects.toThrow(/Modèle de document/)
  })
  test('un modèle sans fin est arrêté, et le suivant passe', async () => {
    const presse = ouvrirRendeur({ dossierModeles: MODELES, processus: 1, delaiMs: 2000 })
    const sans = presse.rendrePdf({ modele: '#for i in range(100000) { for j in range(100000) { let x = calc.pow(2, 3) } }', donnees: {}, date })
    const apres = presse.rendrePdf({ modele: '#set document(title: "x")\n#set text(lang: "fr")\n= x', donnees: {}, date })
    await expect(sans).rejects.toThrow(/plus de 2000 ms/)
    expect(latin(await apres)).toMatch(/^%PDF/)
    presse.fermer()
    await expect(presse.rendrePdf({ modele: '', donnees: {}, date })).rejects.toThrow('Rendeur fermé')
  })
})

test('un récépissé est d’une page, avec son code de suivi', async () => {
  const donnees = { ...exemple().donnees, numero: 'BOH-2026-00017', deposeLe: '8 juin 2026', suivi: { code: '7K2M-94QX-3H', hote: 'iroko.example' } }
  const { pages, texte } = lire(await rendeur.rendrePdf({ modele: MODELE_RECEPISSE, donnees, date }))
  expect(pages).toBe(1)
  for (const mot of ['Récépissé de dépôt', '7K2M-94QX-3H', 'iroko.example/suivre', 'Pièces reçues']) expect(texte).toContain(mot)
})

describe.runIf(process.platform === 'linux')('un modèle qui demande des gigaoctets', () => {
  test.each(['#let a = range(400000000)\n#a.len()', '#let a = (1,)\n#for i in range(30) { a = a + a }\n#a.len()'])('est arrêté par le noyau, et le suivant se compose', async (modele) => {
    const seul = ouvrirRendeur({ dossierModeles: MODELES, processus: 1, delaiMs: 60_000 })
    try {
      await expect(seul.rendrePdf({ modele, donnees: {}, date })).rejects.toThrow('il demande trop de mémoire')
      expect(lire(await seul.rendrePdf({ modele: '#set document(title: "A")\n= Titre', donnees: {}, date })).texte).toContain('Titre')
    } finally {
      seul.fermer()
    }
  }, 90_000)
})
