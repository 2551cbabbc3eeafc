import { PDFDocument, StandardFonts } from 'pdf-lib'
import type { PDFFont, PDFPage } from 'pdf-lib'
import { depouiller } from './depouiller.ts'
import { enfermer } from './enfermer.ts'
import { Illisible, PAGES_AU_PLUS, estPdf } from './pdf-lu.ts'
import { poserSignets } from './signets.ts'
import { ecrivable, tamponner } from './tampon.ts'

export type Partie = { titre: string; octets: Uint8Array }
export type Reliure = { titre: string; auteur: string; date: Date }
export type Assemblage = {
  pdf: Uint8Array
  pages: number
  /** Titles of the parts that could not be opened: a page says so in their place. */
  illisibles: string[]
}
type Feuillet = { titre: string; pages: PDFPage[] }

const A4 = [595.28, 841.89] as const
const MARGE = 36
const debut = (octets: Uint8Array, ...signature: number[]) => signature.every((octet, i) => octets[i] === octet)

/** The pages of a PDF, without what acts in them. Throws when it cannot be opened (damaged, encrypted, without page). */
async function copierPdf(recueil: PDFDocument, octets: Uint8Array): Promise<PDFPage[]> {
  const source = await PDFDocument.load(octets, { updateMetadata: false })
  const pages = source.getPageCount()
  if (pages === 0) throw new Error('Aucune page')
  if (recueil.getPageCount() + pages > PAGES_AU_PLUS) throw new Illisible('trop-de-pages')
  for (const page of source.getPages()) depouiller(page.node)
  const copies = await recueil.copyPages(source, source.getPageIndices())
  enfermer(recueil, copies)
  return copies
}

/** A picture on an A4 sheet, upright or lying as the picture is, never enlarged beyond its sheet. */
async function encadrer(recueil: PDFDocument, octets: Uint8Array): Promise<PDFPage[]> {
  const image = debut(octets, 0xff, 0xd8, 0xff) ? await recueil.embedJpg(octets) : await recueil.embedPng(octets)
  const [largeur, hauteur] = image.width > image.height ? [A4[1], A4[0]] : A4
  const page = recueil.addPage([largeur, hauteur])
  const taille = image.scaleToFit(largeur - 2 * MARGE, hauteur - 2 * MARGE)
  page.drawImage(image, { x: (largeur - taille.width) / 2, y: (hauteur - taille.height) / 2, ...taille })
  return [page]
}

function avertir(recueil: PDFDocument, police: PDFFont, titre: string): PDFPage[] {
  const page = recueil.addPage([...A4])
  const lignes = ['Cette pièce n’a pas pu être ouverte.', ecrivable(`« ${titre} »`), 'Demandez le fichier d’origine, ou une nouvelle copie.']
  lignes.forEach((texte, i) => {
    const size = Math.min(14, (A4[0] - 4 * MARGE) / police.widthOfTextAtSize(texte, 1))
    page.drawText(texte, { x: 2 * MARGE, y: 700 - 28 * i, size, font: police })
  })
  return [page]
}

async function ajouter(recueil: PDFDocument, { octets }: Partie): Promise<PDFPage[] | undefined> {
  try {
    if (debut(octets, 0xff, 0xd8, 0xff) || debut(octets, 0x89, 0x50, 0x4e, 0x47)) return await encadrer(recueil, octets)
    if (!estPdf(octets)) return undefined
    const pages = await copierPdf(recueil, octets)
    for (const page of pages) recueil.addPage(page)
    return pages
  } catch (erreur) {
    if (erreur instanceof Illisible) throw erreur
    return undefined
  }
}

/**
 * Binds `parties` into one PDF, in order: each page bears at its foot the rank of its part, its page there and its page in
 * all (« Pièce 3, page 2 sur 5 — 14 / 63 »), each part has a bookmark. Same parts and same `reliure` give the same bytes.
 * What acts in the parts (scripts, forms, files, links within) does not follow. Parses the parts where it runs: for files
 * that come from outside, go through `Lecteur.assemblerPdf`. Throws `Illisible` beyond `PAGES_AU_PLUS` pages.
 */
export async function assemblerPdf(parties: readonly Partie[], { titre, auteur, date }: Reliure): Promise<Assemblage> {
  if (parties.length === 0) throw new Error('Aucune pièce à assembler')
  const recueil = await PDFDocument.create()
  const police = await recueil.embedFont(StandardFonts.Helvetica)
  const feuillets: Feuillet[] = []
  const illisibles: string[] = []
  for (const partie of parties) {
    const avant = recueil.getPageCount()
    let pages = await ajouter(recueil, partie)
    if (!pages) {
      // A picture that failed half-way may have left its empty sheet.
      while (recueil.getPageCount() > avant) recueil.removePage(avant)
      illisibles.push(partie.titre)
      pages = avertir(recueil, police, partie.titre)
    }
    feuillets.push({ titre: partie.titre, pages })
  }
  const total = recueil.getPageCount()
  let rang = 0
  feuillets.forEach(({ pages }, i) => pages.forEach((page, j) => tamponner(page, police, `Pièce ${i + 1}, page ${j + 1} sur ${pages.length} — ${++rang} / ${total}`)))
  poserSignets(recueil, feuillets.map(({ titre: nom, pages }) => ({ titre: nom, page: pages[0]!.ref })))
  recueil.setTitle(titre, { showInWindowTitleBar: true })
  recueil.setAuthor(auteur)
  recueil.setLanguage('fr')
  recueil.setProducer('Iroko')
  recueil.setCreator('Iroko')
  recueil.setCreationDate(date)
  recueil.setModificationDate(date)
  return { pdf: await recueil.save({ updateFieldAppearances: false }), pages: total, illisibles }
}
