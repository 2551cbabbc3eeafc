import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { Saisie } from '../../lib/erreurs.ts'

/** What is accepted, told by the content and never by the name: type -> extension. */
const ACCEPTES: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/pdf': 'pdf' }

const AUTRES: Readonly<Record<string, string>> = {
  'image/heic': 'Cette photo est au format HEIC. Dans l’appareil photo, choisissez le format « le plus compatible », ou envoyez une capture d’écran',
  'image/heif': 'Cette photo est au format HEIC. Dans l’appareil photo, choisissez le format « le plus compatible », ou envoyez une capture d’écran',
  'application/zip': 'C’est une archive. Envoyez la photo ou le PDF lui-même',
}

async function debutDe(chemin: string): Promise<Buffer> {
  const fichier = await open(chemin)
  try {
    const { buffer, bytesRead } = await fichier.read(Buffer.alloc(4100), 0, 4100, 0)
    if (bytesRead === 0) throw new Saisie({ '': 'Ce fichier est vide. Choisissez-le de nouveau' })
    return buffer.subarray(0, bytesRead)
  } finally {
    await fichier.close()
  }
}

/** The type of a file on disk, by its first bytes. Throws `Saisie` with what to do when it is not accepted. */
export async function typeDuContenu(chemin: string): Promise<string> {
  const trouve = (await fileTypeFromBuffer(await debutDe(chemin)))?.mime as string | undefined
  if (trouve && trouve in ACCEPTES) return trouve
  throw new Saisie({ '': (trouve && AUTRES[trouve]) ?? 'Envoyez une photo (JPEG, PNG) ou un PDF' })
}

/** The type of a file of data: text, whatever its name. Throws `Saisie` for a workbook, a picture, a program. */
export async function typeDesDonnees(chemin: string): Promise<string> {
  const debut = await debutDe(chemin)
  const trouve = (await fileTypeFromBuffer(debut))?.mime as string | undefined
  if (trouve?.includes('zip') || trouve?.includes('openxml') || trouve === 'application/x-cfb') throw new Saisie({ '': 'C’est un classeur ou une archive. Dans le tableur, enregistrez la feuille au format « CSV UTF-8 »' })
  // UTF-16 has a mark of its own, and is told by whoever reads the text.
  const utf16 = debut[0] === 0xff || debut[0] === 0xfe
  if ((trouve && !/^(text|application\/(xml|json))/.test(trouve)) || (!utf16 && debut.includes(0))) throw new Saisie({ '': 'Ce fichier n’est pas du texte. Envoyez un CSV ou un GeoJSON' })
  return 'text/plain'
}

/** The type of a file that must be a ZIP. Throws `Saisie` for anything else. */
export async function typeDeLArchive(chemin: string): Promise<string> {
  const trouve = (await fileTypeFromBuffer(await debutDe(chemin)))?.mime as string | undefined
  if (trouve !== 'application/zip') throw new Saisie({ '': 'Ce fichier n’est pas une archive ZIP' })
  return trouve
}

/** The name under which a content is kept: the typed name with the extension of what it really is. */
export function nomVrai(nom: string, type: string): string {
  const base = [...nom.replace(/\.[^.]{0,5}$/, '')].slice(0, 100).join('') || 'fichier'
  return `${base}.${ACCEPTES[type] ?? 'bin'}`
}
