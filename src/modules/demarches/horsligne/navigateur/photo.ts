/** Photographs made lighter before they are kept: a day of them must fit on a cheap device, and leave on a slow line. */

/** A page read at arm's length: an A4 sheet at 200 dots an inch is 2,338 high. */
const COTE_AU_PLUS = 2400
const LEGER = 700_000

/** The same picture, at most 2,400 pixels a side; the file itself when it is light, is not a picture, or cannot be read here. */
export async function allegerPhoto(fichier: File): Promise<File> {
  if (!/^image\/(?:jpeg|png|webp)$/.test(fichier.type) || fichier.size <= LEGER) return fichier
  const image = await createImageBitmap(fichier).catch(() => undefined)
  if (!image) return fichier
  const echelle = Math.min(1, COTE_AU_PLUS / Math.max(image.width, image.height))
  const toile = document.createElement('canvas')
  toile.width = Math.round(image.width * echelle)
  toile.height = Math.round(image.height * echelle)
  const trait = toile.getContext('2d')
  if (!trait) return fichier
  // A transparent picture would come out black.
  trait.fillStyle = '#fff'
  trait.fillRect(0, 0, toile.width, toile.height)
  trait.drawImage(image, 0, 0, toile.width, toile.height)
  image.close()
  const octets = await new Promise<Blob | null>((rendre) => toile.toBlob(rendre, 'image/jpeg', 0.85))
  return octets && octets.size < fichier.size ? new File([octets], `${fichier.name.replace(/\.[^.]*$/, '')}.jpg`, { type: 'image/jpeg' }) : fichier
}
