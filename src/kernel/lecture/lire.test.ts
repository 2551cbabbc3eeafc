import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ecrirePdf, flux, ligne, pdfChiffre, unePage } from '../../../tests/pdf-a-la-main.ts'
import { Refus } from '../../lib/erreurs.ts'
import { MODELES, MODELE_CERTIFICAT, exemple } from '../documents/exemple.ts'
import { ouvrirRendeur } from '../documents/rendre.ts'
import { ouvrirLecteur } from './lire.ts'
import type { Lecteur } from './lire.ts'
import { TEXTE_AU_PLUS } from './pdf-lu.ts'
import type { PdfLu } from './pdf-lu.ts'

const PHRASE = 'Le conseil communal de Bohicon, réuni en session ordinaire, délibère.'
let lecteur: Lecteur
let dossier: string

beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'iroko-lecture-'))
  lecteur = ouvrirLecteur({ processus: 1, delaiMs: 20_000 })
})
afterAll(async () => {
  lecteur.fermer()
  await rm(dossier, { recursive: true })
})

async function lire(source: Uint8Array | string): Promise<PdfLu> {
  const lu = await lecteur.lirePdf(source)
  if ('refus' in lu) throw new Error(`refusé : ${lu.refus}`)
  return lu
}
const refus = async (octets: Uint8Array, par = lecteur) => expect(await par.lirePdf(octets))

/** One page a text; an empty text is a page with a picture. */
async function composer(...textes: string[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const police = await pdf.embedFont(StandardFonts.Helvetica)
  const image = await pdf.embedPng(await sharp({ create: { width: 60, height: 80, channels: 3, background: '#888' } }).png().toBuffer())
  for (const texte of textes) {
    const page = pdf.addPage([595, 842])
    if (texte) page.drawText(texte, { x: 50, y: 700, size: 12, font: police })
    else page.drawImage(image, { x: 0, y: 0, width: 595, height: 842 })
  }
  return pdf.save()
}

describe('un PDF ordinaire', () => {
  test('donne son texte, page par page, sans rien de suspect', async () => {
    expect(await lire(await composer(PHRASE, `${PHRASE} Bis   repetita`))).toEqual({
      pages: 2, textes: [PHRASE, `${PHRASE} Bis repetita`], aTexte: true, sansTexte: [], tronque: false, chiffre: false, javascript: false, fichiersJoints: 0, signatures: [], abime: false,
    })
  })
  test('se lit depuis un fichier ; un fichier absent est une erreur', async () => {
    const chemin = join(dossier, 'un.pdf')
    await writeFile(chemin, await composer(PHRASE))
    expect((await lire(chemin)).textes).toEqual([PHRASE])
    await expect(lecteur.lirePdf(join(dossier, 'absent.pdf'))).rejects.toThrow('ENOENT')
  })
  test('composé par la plateforme, se lit, lettres béninoises comprises', async () => {
    const rendeur = ouvrirRendeur({ dossierModeles: MODELES, processus: 1 })
    try {
      const donnees = { ...exemple().donnees, numero: 'CV-1', preuve: { qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', modules: 77, code: '7K2M-94QX-3H', hote: 'iroko.example' } }
      const lu = await lire(await rendeur.rendrePdf({ modele: MODELE_CERTIFICAT, donnees, date: new Date('2026-06-08T09:14:00Z') }))
      expect(lu).toMatchObject({ pages: 1, aTexte: true, abime: false, javascript: false, fichiersJoints: 0 })
      for (const mot of ['République du Bénin', 'DOSSOU Sènami Tɔ', 'Pension de retraite']) expect(lu.textes[0]).toContain(mot)
    } finally {
      rendeur.fermer()
    }
  })
  test('fait d’images dit n’avoir pas de texte, et lesquelles de ses pages', async () => {
    expect(await lire(await composer('', '', ''))).toMatchObject({ pages: 3, textes: ['', '', ''], aTexte: false, sansTexte: [1, 2, 3] })
    expect(await lire(await composer(PHRASE, '', PHRASE))).toMatchObject({ aTexte: true, sansTexte: [2] })
    expect(await lire(await composer('p. 1', 'p. 2'))).toMatchObject({ aTexte: false, sansTexte: [] })
  })
  test('se dessine, une page à la fois', async () => {
    const pdf = await composer(PHRASE, '')
    const image = sharp(await lecteur.rendrePage(pdf, 1, 144))
    expect(await image.metadata()).toMatchObject({ format: 'png', width: 1190, height: 1684 })
    const { channels } = await image.stats()
    expect(channels[0]).toMatchObject({ min: 0, max: 255 })
    expect((await sharp(await lecteur.rendrePage(pdf, 2, 36)).stats()).channels[0]!.mean).toBeLessThan(160)
    await expect(lecteur.rendrePage(pdf, 3, 72)).rejects.toThrow(new Refus('Ce PDF n’a pas cette page'))
  })
  test('d’une page immense se dessine en plus petit', async () => {
    const pdf = ecrirePdf(unePage(ligne(PHRASE), { page: '/UserUnit 10' }).map((o) => String(o).replace('595 842', '14400 14400')))
    const { width = 0, height = 0 } = await sharp(await lecteur.rendrePage(pdf, 1, 300), { limitInputPixels: false }).metadata()
    expect(width * height).toBeGreaterThan(30_000_000)
    expect(width * height).toBeLessThanOrEqual(40_000_000)
  })
})

describe('un fichier qui ne se lit pas', () => {
  test('vide, autre chose, coupé avant ses objets', async () => {
    ;(await refus(new Uint8Array())).toEqual({ refus: 'vide' })
    ;(await refus(Buffer.from('PK\u0003\u0004 un classeur'))).toEqual({ refus: 'pas-un-pdf' })
    ;(await refus(Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<< /Type /Catalog'))).toEqual({ refus: 'abime' })
    ;(await refus(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 'x')]))).toEqual({ refus: 'abime' })
  })
  test('protégé par un mot de passe', async () => {
    ;(await refus(pdfChiffre(PHRASE, 'secret'))).toEqual({ refus: 'chiffre' })
    await expect(lecteur.rendrePage(pdfChiffre(PHRASE, 'secret'), 1, 72)).rejects.toThrow(Refus)
  })
  test('protégé, mais ouvert à la lecture, se lit et le dit', async () => {
    expect(await lire(pdfChiffre(PHRASE, ''))).toMatchObject({ chiffre: true, textes: [PHRASE], abime: false })
  })
  test('dont la table est fausse ou la fin coupée est réparé, et le dit', async () => {
    const pdf = ecrirePdf(unePage(ligne(PHRASE)))
    expect(await lire(pdf)).toMatchObject({ abime: false })
    for (const fin of ['xref\n0', 'startxref']) expect(await lire(pdf.subarray(0, pdf.lastIndexOf(fin)))).toMatchObject({ abime: true, textes: [PHRASE] })
    expect(await lire(Buffer.from(pdf.toString('latin1').replace(/startxref\n\d+/, 'startxref\n99'), 'latin1'))).toMatchObject({ abime: true, textes: [PHRASE] })
  })
})

describe('ce qui agit dans un PDF', () => {
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
  test.each([
    ['à l’ouverture', ecrirePdf(unePage(ligne(PHRASE), { catalogue: `/OpenAction ${script}` }))],
    ['dans les noms', ecrirePdf([...unePage(ligne(PHRASE), { catalogue: '/Names << /JavaScript << /Names [(x) 6 0 R] >> >>' }), script])],
    ['sur une page', ecrirePdf(unePage(ligne(PHRASE), { page: `/AA << /O ${script} >>` }))],
    ['sur un lien', ecrirePdf(unePage(ligne(PHRASE), { page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${script} >>]` }))],
    ['sous un nom déguisé', ecrirePdf(unePage(ligne(PHRASE), { catalogue: '/OpenAction << /S /Java#53cript /#4a#53 (x) >>' }))],
    ['à la suite d’une autre action', ecrirePdf(unePage(ligne(PHRASE), { catalogue: `/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next ${script} >>` }))],
    ['dans un flux d’objets', ecrirePdf([...unePage(ligne(PHRASE)), flux(deflateSync(Buffer.from(`9 0 ${script}`)), '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode')])],
  ])('un script %s se voit', async (_, pdf) => {
    expect(await lire(pdf)).toMatchObject({ javascript: true, textes: [PHRASE] })
  })
  test('aller à une page en s’ouvrant n’est pas un script, ni le mot dans le texte', async () => {
    const pdf = ecrirePdf(unePage(ligne('/S /JavaScript'), { catalogue: '/OpenAction [3 0 R /Fit] /Lang (/JS \\(x\\))' }))
    expect(await lire(pdf)).toMatchObject({ javascript: false })
  })
  test('les fichiers joints se comptent', async () => {
    const pdf = await PDFDocument.load(await composer(PHRASE))
    await pdf.attach(Buffer.from('un'), 'un.txt')
    await pdf.attach(Buffer.from('deux'), 'deux.txt')
    expect(await lire(await pdf.save())).toMatchObject({ fichiersJoints: 2, javascript: false })
  })
})

describe('un PDF fait pour nuire', () => {
  test('trop de pages, annoncées ou réelles', async () => {
    const pdf = await PDFDocument.create()
    for (let i = 0; i < 2001; i++) pdf.addPage()
    ;(await refus(await pdf.save())).toEqual({ refus: 'trop-de-pages' })
    // A lie: the page is counted, and read.
    expect(await lire(ecrirePdf(unePage(ligne(PHRASE)).map((o) => (typeof o === 'string' ? o.replace('/Count 1', '/Count 99999') : o))))).toMatchObject({ pages: 1, abime: true })
  })
  test('un arbre de pages qui tourne en rond', async () => {
    ;(await refus(ecrirePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']))).toEqual({ refus: 'abime' })
    ;(await refus(ecrirePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 4 >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4 >>']))).toEqual({ refus: 'abime' })
  })
  test('des tableaux emboîtés sans fin', async () => {
    expect(await lire(ecrirePdf([...unePage(ligne(PHRASE)), '['.repeat(200_000)]))).toMatchObject({ textes: [PHRASE] })
  })
  test('des centaines de mégaoctets dans un fichier d’un seul : refusé, et le suivant se lit', async () => {
    const bombe = ecrirePdf(unePage(deflateSync(Buffer.alloc(400_000_000, 'q ')), { dict: '/Filter /FlateDecode' }))
    expect(bombe.length).toBeLessThan(1_000_000)
    const avant = process.memoryUsage.rss()
    const presse = ouvrirLecteur({ processus: 1, delaiMs: 3000 })
    try {
      ;(await refus(bombe, presse)).toEqual({ refus: 'trop-long' })
      expect(process.memoryUsage.rss() - avant).toBeLessThan(100_000_000)
      ;(await refus(await composer(PHRASE), presse)).toMatchObject({ textes: [PHRASE] })
    } finally {
      presse.fermer()
    }
  })
  test('abîmé au hasard, a toujours une réponse', async () => {
    const sources = [await composer(PHRASE, ''), ecrirePdf(unePage(ligne(PHRASE))), pdfChiffre(PHRASE, '')]
    const coup = fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sources), fc.array(coup, { minLength: 1, maxLength: 20 }), fc.boolean(), async (source, coups, coupe) => {
        const octets = Buffer.from(source)
        for (const [ou, octet] of coups) octets[Math.floor(ou * octets.length)] = octet
        const lu = await lecteur.lirePdf(coupe ? octets.subarray(0, Math.floor(coups[0]![0] * octets.length)) : octets)
        expect('refus' in lu || lu.textes.length === lu.pages).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
  test('un texte sans fin est coupé', async () => {
    const long = Buffer.concat([Buffer.from('BT /F1 1 Tf '), Buffer.from(`1 0 0 1 50 500 Tm (${'mot '.repeat(50)}) Tj `.repeat(30_000)), Buffer.from(' ET')])
    const lu = await lire(ecrirePdf(unePage(deflateSync(long), { dict: '/Filter /FlateDecode' })))
    expect(lu).toMatchObject({ tronque: true, aTexte: true })
    expect(lu.textes[0]!.length).toBe(TEXTE_AU_PLUS)
  })
})

test('fermé, le lecteur ne lit plus', async () => {
  const ferme = ouvrirLecteur()
  const encours = ferme.lirePdf(await composer(PHRASE))
  ferme.fermer()
  await expect(encours).rejects.toThrow('Lecteur fermé')
  await expect(ferme.lirePdf(new Uint8Array())).rejects.toThrow('Lecteur fermé')
})
