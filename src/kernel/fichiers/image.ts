import sharp from 'sharp'
import { Saisie } from '../../lib/erreurs.ts'

sharp.concurrency(1)
sharp.cache(false)

/** A telephone of today takes 12 to 108 megapixels; a picture of more is a trap, or a poster. */
const PIXELS_AU_PLUS = 120_000_000

// One picture at a time: decoding a large one takes hundreds of megabytes, and the machine may be small.
let attente: Promise<unknown> = Promise.resolve()

/**
 * Makes a photograph fit to keep: upright by its EXIF, at most 2,400 px on its long side, JPEG, without EXIF nor GPS.
 * Reads `source`, returns the new bytes. Throws `Saisie` when the image is cut off, damaged or of over 120 megapixels.
 */
export function preparerImage(source: string): Promise<Buffer> {
  const faite = attente.then(() => preparer(source))
  attente = faite.catch(() => undefined)
  return faite
}

async function preparer(source: string): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(source, { limitInputPixels: false }).metadata().catch(abimee)
  if (width * height > PIXELS_AU_PLUS) throw new Saisie({ '': 'Cette image a trop de points. Reprenez la photo en qualité moyenne' })
  return sharp(source, { limitInputPixels: PIXELS_AU_PLUS, failOn: 'truncated' })
    .rotate()
    .resize({ width: 2400, height: 2400, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 80, mozjpeg: false, progressive: true })
    .toBuffer()
    .catch(abimee)
}

/** A smaller copy of a kept picture, to be read on a screen: JPEG, at most `cote` pixels on its long side. */
export function reduireImage(octets: Uint8Array, cote: number): Promise<Buffer> {
  return sharp(octets, { failOn: 'none' }).resize({ width: cote, height: cote, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 70, progressive: true }).toBuffer()
}

function abimee(): never {
  throw new Saisie({ '': 'Cette photo est abîmée ou coupée. Reprenez-la, puis envoyez-la de nouveau' })
}
