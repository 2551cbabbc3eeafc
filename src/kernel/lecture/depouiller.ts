import { PDFArray, PDFDict, PDFName } from 'pdf-lib'
import type { PDFPageLeaf } from 'pdf-lib'

/** Annotations that hold or start something else than what is seen on the page, and links, whose targets stay behind. */
const ACTIVES = new Set(['Link', 'Popup', 'FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D', 'TrapNet'])
/** Keys that act, or that lead to other pages and would bring them along. */
const DE_PAGE = ['AA', 'B', 'Metadata', 'PieceInfo', 'StructParents', 'Tabs', 'PresSteps', 'Trans', 'Dur']
const DANNOTATION = ['A', 'AA', 'PA', 'P', 'Parent', 'Kids', 'Popup', 'IRT', 'StructParent', 'Dest', 'NM']

const oter = (dict: PDFDict, cles: readonly string[]) => cles.forEach((cle) => dict.delete(PDFName.of(cle)))

/** Leaves of a page what is seen on it, filled fields and stamps included, before it is copied into another document. */
export function depouiller(page: PDFPageLeaf): void {
  oter(page, DE_PAGE)
  const annotations = page.lookup(PDFName.of('Annots'))
  if (!(annotations instanceof PDFArray)) return oter(page, ['Annots'])
  const gardees = annotations.asArray().filter((_, i) => {
    const annotation = annotations.lookup(i)
    if (!(annotation instanceof PDFDict)) return false
    const genre = annotation.lookup(PDFName.of('Subtype'))
    oter(annotation, DANNOTATION)
    return genre instanceof PDFName && !ACTIVES.has(genre.decodeText())
  })
  page.set(PDFName.of('Annots'), page.context.obj(gardees))
}
