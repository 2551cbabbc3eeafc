import { PDFName, PDFNumber, degrees, rgb } from 'pdf-lib'
import type { PDFFont, PDFPage } from 'pdf-lib'

/** Size of the stamp on an A4 sheet, in points; it grows with larger sheets, so that it is read once printed. */
const CORPS = 9
/** Short side of an A4 sheet, in points. */
const COTE_A4 = 595
/** Height of the strip, in sizes of its letters. */
const BANDE = 2.4

/*
 * The stamp is in Helvetica, which every reader has: an own font would need a font library, and add 40 KB, for a line of
 * figures. Its letters are those of Windows-1252; the bookmarks have them all.
 */
const WINDOWS_1252 = /[^\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu
const VOISINES: Record<string, string> = { ɔ: 'o', Ɔ: 'O', ɛ: 'e', Ɛ: 'E', ɖ: 'd', Ɖ: 'D', ŋ: 'n', Ŋ: 'N', ƴ: 'y', Ƴ: 'Y', ɓ: 'b', Ɓ: 'B' }

/** The text with the letters Helvetica has: of others, their base or their neighbour (« Tɔ́ » gives « To »), or « ? ». */
export function ecrivable(texte: string): string {
  const base = (signe: string) => VOISINES[signe] ?? signe.normalize('NFD').replace(/\p{M}+/gu, '')
  return texte.toWellFormed().normalize('NFC').replace(/\s+/g, ' ')
    .replace(WINDOWS_1252, (signe) => (/\p{M}/u.test(signe) ? '' : base(signe).replace(WINDOWS_1252, '?')))
}

/**
 * Lengthens a page at its foot, as it is seen (its rotation counted), by a white strip bearing `texte`: nothing of the page
 * is covered. Throws when the page has no box.
 */
export function tamponner(page: PDFPage, police: PDFFont, texte: string): void {
  const { x, y, width, height } = page.getCropBox()
  const tour = (((Math.round(page.getRotation().angle / 90) * 90) % 360) + 360) % 360
  const couche = tour % 180 === 90
  const largeurVue = couche ? height : width
  const lisible = ecrivable(texte)
  const large = police.widthOfTextAtSize(lisible, 1)
  const corps = Math.min(CORPS * Math.max(1, Math.min(width, height) / COTE_A4), (largeurVue * 0.94) / large)
  const bande = corps * BANDE
  const marge = (largeurVue - large * corps) / 2
  const pied = bande * 0.32
  // Where the foot is, and which way one reads along it, for each quarter turn.
  const { boite, coin, ou } = {
    0: { boite: { x, y: y - bande, width, height: height + bande }, coin: { x, y: y - bande }, ou: { x: x + marge, y: y - bande + pied } },
    90: { boite: { x, y, width: width + bande, height }, coin: { x: x + width, y }, ou: { x: x + width + bande - pied, y: y + marge } },
    180: { boite: { x, y, width, height: height + bande }, coin: { x, y: y + height }, ou: { x: x + width - marge, y: y + height + bande - pied } },
    270: { boite: { x: x - bande, y, width: width + bande, height }, coin: { x: x - bande, y }, ou: { x: x - bande + pied, y: y + height - marge } },
  }[tour as 0 | 90 | 180 | 270]
  const boites = page.node.context.obj([boite.x, boite.y, boite.x + boite.width, boite.y + boite.height].map((n) => PDFNumber.of(n)))
  for (const nom of ['MediaBox', 'CropBox']) page.node.set(PDFName.of(nom), boites)
  for (const nom of ['TrimBox', 'BleedBox', 'ArtBox']) page.node.delete(PDFName.of(nom))
  page.drawRectangle({ ...coin, width: couche ? bande : width, height: couche ? height : bande, color: rgb(1, 1, 1) })
  page.drawText(lisible, { ...ou, size: corps, font: police, rotate: degrees(tour), color: rgb(0, 0, 0) })
}
