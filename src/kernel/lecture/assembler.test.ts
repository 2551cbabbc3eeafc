import * as mupdf from 'mupdf'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef, StandardFonts, degrees } from 'pdf-lib'
import type { PDFPage } from 'pdf-lib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ecrirePdf, ligne, pdfChiffre, unePage } from '../../../tests/pdf-a-la-main.ts'
import { assemblerPdf } from './assembler.ts'
import { ouvrirLecteur } from './lire.ts'
import type { Lecteur } from './lire.ts'
import type { PdfLu } from './pdf-lu.ts'
import { ecrivable } from './tampon.ts'

const RELIURE = { titre: 'Mémoire en défense', auteur: 'Préfecture du Zou', date: new Date('2026-06-08T09:14:00Z') }
let lecteur: Lecteur

beforeAll(() => {
  lecteur = ouvrirLecteur()
})
afterAll(() => lecteur.fermer())

async function composer(textes: string[], regler: (page: PDFPage) => void = () => undefined): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const police = await pdf.embedFont(StandardFonts.Helvetica)
  for (const texte of textes) {
    const page = pdf.addPage([595, 842])
    page.drawText(texte, { x: 50, y: 400, size: 12, font: police })
    regler(page)
  }
  return pdf.save()
}
const image = (format: 'png' | 'jpeg', width = 300, height = 200) => sharp({ create: { width, height, channels: 3, background: '#1a6' } }).toFormat(format).toBuffer()

async function lire(pdf: Uint8Array): Promise<PdfLu> {
  const lu = await lecteur.lirePdf(pdf)
  if ('refus' in lu) throw new Error(lu.refus)
  return lu
}

/** Titles of the outline, each with the page, from 1, it leads to. */
async function signets(octets: Uint8Array): Promise<[string, number][]> {
  const pdf = await PDFDocument.load(octets)
  const refs = pdf.getPages().map((page) => page.ref)
  const lus: [string, number][] = []
  let signet = (pdf.catalog.lookup(PDFName.of('Outlines'), PDFDict)).lookupMaybe(PDFName.of('First'), PDFDict)
  for (; signet; signet = signet.lookupMaybe(PDFName.of('Next'), PDFDict)) {
    const page = signet.lookup(PDFName.of('Dest'), PDFArray).get(0) as PDFRef
    lus.push([signet.lookup(PDFName.of('Title'), PDFHexString).decodeText(), refs.indexOf(page) + 1])
  }
  return lus
}

test('assemble des pièces dans l’ordre, avec tampons et signets', async () => {
  const parties = [
    { titre: 'Arrêté préfectoral', octets: await composer(['Un', 'Deux']) },
    { titre: 'Photo de la parcelle de Tɔ́xɛ́', octets: await image('jpeg') },
    { titre: 'Plan', octets: await image('png', 200, 900) },
    { titre: 'Courrier', octets: await composer(['Trois']) },
  ]
  const { pdf, pages, illisibles } = await assemblerPdf(parties, RELIURE)
  expect({ pages, illisibles }).toEqual({ pages: 5, illisibles: [] })
  const lu = await lire(pdf)
  expect(lu.abime).toBe(false)
  expect(lu.textes).toEqual(['Un Pièce 1, page 1 sur 2 — 1 / 5', 'Deux Pièce 1, page 2 sur 2 — 2 / 5', 'Pièce 2, page 1 sur 1 — 3 / 5', 'Pièce 3, page 1 sur 1 — 4 / 5', 'Trois Pièce 4, page 1 sur 1 — 5 / 5'])
  expect(await signets(pdf)).toEqual([['Arrêté préfectoral', 1], ['Photo de la parcelle de Tɔ́xɛ́', 3], ['Plan', 4], ['Courrier', 5]])
  const document = await PDFDocument.load(pdf)
  expect([document.getTitle(), document.getAuthor(), document.getCreationDate()]).toEqual([RELIURE.titre, RELIURE.auteur, RELIURE.date])
  expect(document.getPage(2).getWidth()).toBeGreaterThan(document.getPage(3).getWidth())
})

test('donne deux fois les mêmes octets, ici comme dans le processus de lecture', async () => {
  const parties = [{ titre: 'A', octets: await composer(['Un']) }, { titre: 'B', octets: await image('png') }, { titre: 'C', octets: Buffer.from('rien') }]
  const [un, deux, trois] = [await assemblerPdf(parties, RELIURE), await assemblerPdf(parties, RELIURE), await lecteur.assemblerPdf(parties, RELIURE)]
  expect(Buffer.compare(un.pdf, deux.pdf)).toBe(0)
  expect(Buffer.compare(un.pdf, trois.pdf)).toBe(0)
  expect(trois).toMatchObject({ pages: 3, illisibles: ['C'] })
})

test('une pièce qui ne s’ouvre pas a une page qui le dit, et est nommée', async () => {
  const boucle = ecrirePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>'])
  const sansTaille = ecrirePdf(unePage(ligne('Un')).map((o) => String(o).replace('/MediaBox [0 0 595 842]', '/MediaBox [0 0 0 0]')))
  const sansContenu = ecrirePdf(unePage(ligne('Un')).map((o) => String(o).replace('/Contents 4 0 R', '/Contents [1 0 R]')))
  const mauvaises = [sansTaille, sansContenu, Buffer.alloc(0), Buffer.from('du texte'), pdfChiffre('Secret', 'secret'), Buffer.from('%PDF-1.7 rien'), boucle, (await image('png')).subarray(0, 60), Buffer.from([0xff, 0xd8, 0xff, 0xe0])]
  const titres = mauvaises.map((_, i) => `Pièce jointe 山 n° ${i}`)
  const { pdf, pages, illisibles } = await assemblerPdf(mauvaises.map((octets, i) => ({ titre: titres[i]!, octets })), RELIURE)
  expect({ pages, illisibles }).toEqual({ pages: mauvaises.length, illisibles: titres })
  const lu = await lire(pdf)
  expect(lu.textes[5]).toBe('Cette pièce n’a pas pu être ouverte. « Pièce jointe ? n° 5 » Demandez le fichier d’origine, ou une nouvelle copie. Pièce 6, page 1 sur 1 — 6 / 9')
  expect((await signets(pdf)).map(([titre]) => titre)).toEqual(titres)
})

test('sans aucune pièce, il n’y a rien à assembler', async () => {
  await expect(assemblerPdf([], RELIURE)).rejects.toThrow('Aucune pièce à assembler')
  await expect(lecteur.assemblerPdf([], RELIURE)).rejects.toThrow('Aucune pièce à assembler')
})

describe('le tampon', () => {
  /** Where the stamp is on the page as it is seen: fractions of its width and height, from the top left, and its height in points. */
  function situer(pdf: Uint8Array, numero = 0) {
    const page = mupdf.Document.openDocument(pdf, 'application/pdf').loadPage(numero)
    const [x0, y0, x1, y1] = page.getBounds()
    const lus = JSON.parse(page.toStructuredText('').asJSON()) as { blocks: { lines?: { wmode: number; bbox: { x: number; y: number; w: number; h: number }; text: string }[] }[] }
    const tampon = lus.blocks.flatMap((b) => b.lines ?? []).find((l) => l.text.startsWith('Pièce'))!
    return { gauche: (tampon.bbox.x - x0) / (x1 - x0), droite: (tampon.bbox.x + tampon.bbox.w - x0) / (x1 - x0), haut: (tampon.bbox.y - y0) / (y1 - y0), bas: (tampon.bbox.y + tampon.bbox.h - y0) / (y1 - y0), hauteur: tampon.bbox.h, texte: tampon.text }
  }
  const cas: [string, (page: PDFPage) => void][] = [
    ...[0, 90, 180, 270, -90].map((tour): [string, (page: PDFPage) => void] => [`tournée de ${tour}°`, (page) => page.setRotation(degrees(tour))]),
    ['rognée', (page) => page.setCropBox(100, 100, 300, 500)],
    ['dont le coin est ailleurs', (page) => page.setMediaBox(-300, -400, 595, 842)],
    ['minuscule', (page) => page.setSize(60, 90)],
    ['très large', (page) => page.setSize(3000, 700)],
    ['d’un mètre', (page) => page.setSize(2384, 3370)],
  ]
  test.each(cas)('est au pied d’une page %s, à l’endroit, sans rien couvrir', async (_, regler) => {
    const { pdf } = await assemblerPdf([{ titre: 'A', octets: await composer(['Un'], regler) }], RELIURE)
    const { gauche, droite, haut, bas, hauteur, texte } = situer(pdf)
    expect(texte).toBe('Pièce 1, page 1 sur 1 — 1 / 1')
    expect(gauche).toBeGreaterThan(0)
    expect(droite).toBeLessThan(1)
    expect((gauche + droite) / 2).toBeCloseTo(0.5, 1)
    expect(haut).toBeGreaterThan(0.9)
    expect(bas).toBeLessThanOrEqual(1)
    // Upright: a line lying on its side would be higher than it is wide.
    expect(hauteur).toBeGreaterThan(3)
    expect(hauteur).toBeLessThan(80)
  })
  test.each([
    ['des axes laissés tournés', 'q 0.1 0 0 0.1 0 0 cm q q'],
    ['des axes fermés de trop', 'Q Q Q 3 0 0 3 0 0 cm'],
    ['une chaîne jamais finie', 'BT (sans fin'],
    ['un texte invisible en cours', 'BT 3 Tr 1 1 1 rg'],
  ])('résiste à une page qui laisse %s', async (_, contenu) => {
    const { pdf, illisibles } = await assemblerPdf([{ titre: 'A', octets: ecrirePdf(unePage(Buffer.from(contenu, 'latin1'))) }], RELIURE)
    expect(illisibles).toEqual([])
    expect(situer(pdf)).toMatchObject({ texte: 'Pièce 1, page 1 sur 1 — 1 / 1' })
    expect(situer(pdf).haut).toBeGreaterThan(0.95)
    expect((await lire(pdf)).textes).toEqual(['Pièce 1, page 1 sur 1 — 1 / 1'])
  })
  test('n’a que des lettres que sa police sait écrire', () => {
    expect(ecrivable('Tɔ́xɛ́ Ɖèkpo — 山\u202f12 « œuvre » €\n\ud800')).toBe('Toxe Dèkpo — ? 12 « œuvre » € ?')
  })
})

describe('ce qui agit dans une pièce', () => {
  test('scripts et liens ne suivent pas ; ce qui est rempli reste', async () => {
    const source = await PDFDocument.create()
    const page = source.addPage([595, 842])
    source.addPage([595, 842])
    const champ = source.getForm().createTextField('nom')
    champ.setText('Dossou Tognon')
    champ.addToPage(page, { x: 50, y: 500, width: 200, height: 20 })
    source.addJavaScript('x', 'app.alert(1)')
    await source.attach(Buffer.from('joint'), 'joint.txt')
    page.node.set(PDFName.of('AA'), source.context.obj({ O: { S: 'JavaScript', JS: PDFHexString.fromText('app.alert(2)') } }))
    const octets = await source.save()
    expect(await lire(octets)).toMatchObject({ javascript: true, fichiersJoints: 1 })
    const { pdf } = await assemblerPdf([{ titre: 'Formulaire', octets }], RELIURE)
    expect(await lire(pdf)).toMatchObject({ pages: 2, javascript: false, fichiersJoints: 0, abime: false })
    const dessin = await sharp(await lecteur.rendrePage(pdf, 1, 72)).extract({ left: 50, top: 320, width: 200, height: 25 }).stats()
    expect(dessin.channels[0]!.min).toBeLessThan(100)
  })
  test('un lien vers une autre page n’emporte pas la page', async () => {
    const objets = unePage(ligne('Un'), { page: '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [6 0 R /Fit] >>]' })
    const octets = ecrirePdf([...objets, '<< /Type /Page /MediaBox [0 0 9 9] /Cachee true >>'])
    const { pdf } = await assemblerPdf([{ titre: 'A', octets }], RELIURE)
    expect((await PDFDocument.load(pdf)).context.enumerateIndirectObjects().filter(([, o]) => o instanceof PDFDict && o.has(PDFName.of('Cachee')))).toEqual([])
  })
})
