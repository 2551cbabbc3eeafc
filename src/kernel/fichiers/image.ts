import sharp from 'sharp'
import { Saisie } from '../../lib/erreurs.ts'

// One picture at a time: decoding 12 megapixels takes 50 MB, and the machine may be small.
sharp.concurrency(1)
sharp.cache(false)

/**
 * Makes a photograph fit to keep: upright by its EXIF, at most 2,400 px on its long side, JPEG, without EXIF nor GPS.
 * Reads `source`, returns the new bytes. Throws `Saisie` when the image is cut off, damaged or of over 100 megapixels.
 */
export async function preparerImage(source: string): Promise<Buffer> {
  try {
    return await sharp(source, { limitInputPixels: 100_000_000, failOn: 'truncated' })
      .rotate()
      .resize({ width: 2400, height: 2400, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80, mozjpeg: false, progressive: true })
      .toBuffer()
  } catch {
    throw new Saisie({ '': 'Cette photo est abîmée ou coupée. Reprenez-la, puis envoyez-la de nouveau' })
  }
}
