import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef, decodePDFRawStream, drawObject, popGraphicsState, pushGraphicsState } from 'pdf-lib'
import type { PDFDocument, PDFObject, PDFPage } from 'pdf-lib'

const CONTENU = PDFName.of('Contents')
const RESSOURCES = PDFName.of('Resources')
const SAUT = Buffer.from('\n')

/** What the page draws, unpacked: its streams are read as one, cut anywhere between two words (ISO 32000-1 §7.7.3.3). */
function dessinDe(page: PDFPage, morceaux: readonly PDFObject[]): Buffer {
  const decoder = (morceau: PDFObject): Uint8Array[] => {
    const flux = page.node.context.lookup(morceau)
    if (!(flux instanceof PDFRawStream)) throw new Error('Contenu de page inattendu')
    return [decodePDFRawStream(flux).decode(), SAUT]
  }
  return Buffer.concat(morceaux.flatMap(decoder))
}

/**
 * Closes what each page draws in an object of its own (a form, ISO 32000-1 §8.10): a page that leaves its axes turned, or a
 * text unfinished, as many programs do, cannot displace or swallow what is drawn after it. The pages are of `recueil`.
 * Throws when a page has no size or cannot be unpacked.
 */
export function enfermer(recueil: PDFDocument, pages: readonly PDFPage[]): void {
  const { context } = recueil
  const anciens = new Set<PDFRef>()
  for (const page of pages) {
    const { x, y, width, height } = page.getCropBox()
    if (!(width >= 1 && height >= 1)) throw new Error('Page sans taille')
    const contenu = page.node.get(CONTENU)
    const liste = context.lookup(contenu)
    const morceaux = liste instanceof PDFArray ? liste.asArray() : contenu ? [contenu] : []
    const dessin = dessinDe(page, morceaux)
    const ressources = page.node.lookup(RESSOURCES)
    const dict = { Type: 'XObject', Subtype: 'Form', BBox: [x, y, x + width, y + height], Resources: ressources instanceof PDFDict ? ressources : {} }
    const forme = context.register(context.flateStream(dessin, dict))
    for (const ref of [contenu, ...morceaux]) if (ref instanceof PDFRef) anciens.add(ref)
    page.node.delete(CONTENU)
    page.node.set(RESSOURCES, context.obj({}))
    page.pushOperators(pushGraphicsState(), drawObject(page.node.newXObject('Page', forme)), popGraphicsState())
  }
  // Pages may share them: they go once all are closed.
  for (const ref of anciens) context.delete(ref)
}
