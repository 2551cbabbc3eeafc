import { PDFHexString, PDFName } from 'pdf-lib'
import type { PDFDocument, PDFRef } from 'pdf-lib'

/** Gives `pdf` an outline of one level (ISO 32000-1 §12.3.3), shown when it is opened. Any sign may be in a title: they are UTF-16. */
export function poserSignets(pdf: PDFDocument, signets: readonly { titre: string; page: PDFRef }[]): void {
  if (signets.length === 0) return
  const { context, catalog } = pdf
  const racine = context.nextRef()
  const refs = signets.map(() => context.nextRef())
  signets.forEach(({ titre, page }, i) => {
    const dict = context.obj({ Title: PDFHexString.fromText(titre.toWellFormed()), Parent: racine, Dest: [page, 'Fit'] })
    if (i > 0) dict.set(PDFName.of('Prev'), refs[i - 1]!)
    if (i < refs.length - 1) dict.set(PDFName.of('Next'), refs[i + 1]!)
    context.assign(refs[i]!, dict)
  })
  context.assign(racine, context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)!, Count: refs.length }))
  catalog.set(PDFName.of('Outlines'), racine)
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
}
