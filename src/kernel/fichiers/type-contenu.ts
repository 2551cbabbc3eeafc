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

/** The type of a file on disk, by its first bytes. Throws `Saisie` with what to do when it is not accepted. */
export async function typeDuContenu(chemin: string): Promise<string> {
  const fichier = await open(chemin)
  try {
    const { buffer, bytesRead } = await fichier.read(Buffer.alloc(4100), 0, 4100, 0)
    if (bytesRead === 0) throw new Saisie({ '': 'Ce fichier est vide. Choisissez-le de nouveau' })
    const trouve = (await fileTypeFromBuffer(buffer.subarray(0, bytesRead)))?.mime as string | undefined
    if (trouve && trouve in ACCEPTES) return trouve
    throw new Saisie({ '': (trouve && AUTRES[trouve]) ?? 'Envoyez une photo (JPEG, PNG) ou un PDF' })
  } finally {
    await fichier.close()
  }
}

/** The name under which a content is kept: the typed name with the extension of what it really is. */
export function nomVrai(nom: string, type: string): string {
  const base = [...nom.replace(/\.[^.]{0,5}$/, '')].slice(0, 100).join('') || 'fichier'
  return `${base}.${ACCEPTES[type] ?? 'bin'}`
}
