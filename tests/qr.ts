import jsQR from 'jsqr'
import * as mupdf from 'mupdf'

/** What another decoder than ours reads in the QR of a PDF's first page, drawn at `ppp` dots an inch as a printer or a screen would. */
export function scanner(pdf: Uint8Array, ppp: number): string | undefined {
  const page = mupdf.Document.openDocument(pdf, 'application/pdf').loadPage(0)
  const image = page.toPixmap(mupdf.Matrix.scale(ppp / 72, ppp / 72), mupdf.ColorSpace.DeviceRGB, true)
  const lecteur = jsQR as unknown as typeof jsQR.default
  return lecteur(Uint8ClampedArray.from(image.getPixels()), image.getWidth(), image.getHeight())?.data
}
