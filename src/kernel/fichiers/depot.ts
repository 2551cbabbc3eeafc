import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Saisie } from '../../lib/erreurs.ts'
import { analyser } from './antivirus.ts'
import { preparerImage } from './image.ts'
import { nomVrai, typeDeLArchive, typeDesDonnees, typeDuContenu } from './type-contenu.ts'

export type Recu = { sha256: string; type: string; taille: number; nom: string }

/** The store of files, by the SHA-256 of their content. */
export type Depot = {
  /** Receives a stream: type by content, pictures prepared, virus scan, then kept under its hash. `donnees`: text only, `archive`: a ZIP only, both kept as they are; `morceau`: a part of a file, which means nothing alone and is checked once whole. Throws `Saisie`. */
  recevoir: (flux: Readable, options: { nom: string; octets: number; donnees?: boolean; archive?: boolean; morceau?: boolean }) => Promise<Recu>
  /** Keeps bytes made by the house itself. Returns their SHA-256. */
  ecrire: (octets: Uint8Array) => Promise<string>
  lire: (sha256: string) => Promise<Buffer>
  flux: (sha256: string) => Readable
  /** Removes a content that nothing holds, unless somebody has sent it again since `avant`. */
  effacer: (sha256: string, avant: Date) => Promise<void>
  /** Every hash on disk, for the collection of orphans and the backup. */
  lister: () => AsyncIterable<{ sha256: string; modifieLe: Date }>
}

/** Opens the store in a folder; `clamav` is a clamd socket. */
export async function ouvrirDepot(dossier: string, clamav?: string): Promise<Depot> {
  const temporaire = join(dossier, 'en-cours')
  await mkdir(temporaire, { recursive: true, mode: 0o700 })
  await purger(temporaire)
  const cheminDe = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Empreinte mal formée')
    return join(dossier, sha256.slice(0, 2), sha256)
  }
  const garder = async (octets: Uint8Array): Promise<string> => {
    const sha256 = createHash('sha256').update(octets).digest('hex')
    const brouillon = join(temporaire, randomUUID())
    await writeFile(brouillon, octets, { flush: true, mode: 0o600 })
    await installer(brouillon, cheminDe(sha256), join(dossier, sha256.slice(0, 2)))
    return sha256
  }
  return {
    ecrire: garder,
    lire: (sha256) => readFile(cheminDe(sha256)),
    flux: (sha256) => createReadStream(cheminDe(sha256)),
    effacer: (sha256, avant) => effacer(cheminDe(sha256), join(temporaire, randomUUID()), avant),
    lister: () => lister(dossier),
    recevoir: async (flux, { nom, octets: auPlus, donnees, archive, morceau }) => {
      const brouillon = join(temporaire, randomUUID())
      try {
        await pipeline(flux, createWriteStream(brouillon, { mode: 0o600 }))
        if ((await stat(brouillon)).size > auPlus) throw new Saisie({ '': `« ${nom} » est trop lourd : ${Math.floor(auPlus / 1_048_576)} Mo au plus. ${donnees ? 'Coupez-le en plusieurs fichiers' : archive ? 'Allégez ses images' : 'Allégez le PDF, ou reprenez la photo en qualité moyenne'}` })
        if (morceau) return { sha256: await garder(await readFile(brouillon)), type: 'application/octet-stream', taille: (await stat(brouillon)).size, nom }
        const type = donnees ? await typeDesDonnees(brouillon) : archive ? await typeDeLArchive(brouillon) : await typeDuContenu(brouillon)
        if (clamav) await analyser(brouillon, clamav)
        const image = type.startsWith('image/')
        const octets = image ? await preparerImage(brouillon) : await readFile(brouillon)
        const vrai = image ? 'image/jpeg' : type
        return { sha256: await garder(octets), type: vrai, taille: octets.length, nom: donnees || archive ? nom : nomVrai(nom, vrai) }
      } finally {
        await rm(brouillon, { force: true })
      }
    },
  }
}

/** What killed processes left. A file of this hour may be another process's, on the same folder. */
async function purger(temporaire: string): Promise<void> {
  for (const nom of await readdir(temporaire)) {
    const vu = await stat(join(temporaire, nom)).catch(() => undefined)
    if (vu && Date.now() - vu.mtimeMs > 3_600_000) await rm(join(temporaire, nom), { force: true })
  }
}

// Moved aside before it is looked at: whoever sends the same content meanwhile either renews what we then put back, or
// finds nothing and writes it again.
async function effacer(chemin: string, aCote: string, avant: Date): Promise<void> {
  try {
    await rename(chemin, aCote)
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === 'ENOENT') return
    throw erreur
  }
  if ((await stat(aCote)).mtime < avant) await rm(aCote, { force: true })
  else await rename(aCote, chemin)
}

// The folder is synced too: a name that a crash forgets is a lost file.
async function installer(brouillon: string, chemin: string, parent: string): Promise<void> {
  const present = await access(chemin).then(() => true, () => false)
  if (present) {
    // Its time is renewed, so that the collection of orphans leaves it to whoever has just sent it again.
    await utimes(chemin, new Date(), new Date())
    return rm(brouillon, { force: true })
  }
  await mkdir(parent, { recursive: true, mode: 0o700 })
  await rename(brouillon, chemin)
  const dossier = await open(parent)
  await dossier.sync().finally(() => dossier.close())
}

async function* lister(dossier: string): AsyncIterable<{ sha256: string; modifieLe: Date }> {
  for (const prefixe of await readdir(dossier)) {
    if (!/^[0-9a-f]{2}$/.test(prefixe)) continue
    for (const sha256 of await readdir(join(dossier, prefixe))) yield { sha256, modifieLe: (await stat(join(dossier, prefixe, sha256))).mtime }
  }
}
