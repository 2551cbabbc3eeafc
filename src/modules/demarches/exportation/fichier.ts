import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Maison } from '../../../kernel/maison.ts'

/** Where exports are written: with the data, on the folder that every node shares; never in the store of papers. */
const dossierDe = (maison: Pick<Maison, 'reglages'>) => join(maison.reglages.donnees, 'exports')
const cheminDe = (maison: Pick<Maison, 'reglages'>, id: string, annexe = false) => join(dossierDe(maison), annexe ? `${id}.annexe` : id)

/** Writes bytes at a place of the file and cuts what follows: a batch that was never acknowledged is written over. On disk when it returns. */
export async function ecrireA(maison: Pick<Maison, 'reglages'>, id: string, morceaux: readonly Buffer[], debut: number, annexe = false): Promise<number> {
  await mkdir(dossierDe(maison), { recursive: true, mode: 0o700 })
  const fichier = await open(cheminDe(maison, id, annexe), debut === 0 ? 'w' : 'r+', 0o600)
  try {
    const taille = morceaux.reduce((n, m) => n + m.length, 0)
    await fichier.truncate(debut)
    let ou = debut
    for (const morceau of morceaux) ou += (await fichier.write(morceau, 0, morceau.length, ou)).bytesWritten
    if (ou !== debut + taille) throw new Error('Le disque des exports n’a pas tout pris')
    await fichier.datasync()
    return debut + taille
  } finally {
    await fichier.close()
  }
}

/** The directory of an archive, kept beside it until the end. */
export const lireAnnexe = async (maison: Pick<Maison, 'reglages'>, id: string, taille: number): Promise<Buffer> => (taille === 0 ? Buffer.alloc(0) : (await readFile(cheminDe(maison, id, true))).subarray(0, taille))

type Rangee = { id: string; format: string }
/** A workbook is made beside the lines it is made of. */
const fini = (maison: Pick<Maison, 'reglages'>, { id, format }: Rangee) => cheminDe(maison, id, format === 'xlsx')

/** Whether an export is still on disk: a restored backup holds none. */
export const existeFichier = (maison: Pick<Maison, 'reglages'>, e: Rangee): Promise<boolean> => access(fini(maison, e)).then(() => true, () => false)

/** The export as it is given back. */
export const fluxDe = (maison: Pick<Maison, 'reglages'>, e: Rangee): Readable => createReadStream(fini(maison, e))

/** The lines acknowledged so far, `octets` bytes of them. */
export const lireFlux = (maison: Pick<Maison, 'reglages'>, id: string, octets: number): Readable => createReadStream(cheminDe(maison, id), { end: Math.max(0, octets - 1) })

/** Writes the annex whole, over what a killed process may have left. On disk when it returns, with its bytes. */
export async function ecrireFlux(maison: Pick<Maison, 'reglages'>, id: string, flux: Readable): Promise<number> {
  const chemin = cheminDe(maison, id, true)
  await pipeline(flux, createWriteStream(chemin, { mode: 0o600, flush: true }))
  return (await stat(chemin)).size
}

/** Erases an export and its annex. */
export async function effacerFichier(maison: Pick<Maison, 'reglages'>, id: string): Promise<void> {
  await effacerAnnexe(maison, id)
  await rm(cheminDe(maison, id), { force: true })
}

/** Erases the lines once the workbook holds them. */
export const effacerLignes = (maison: Pick<Maison, 'reglages'>, id: string): Promise<void> => rm(cheminDe(maison, id), { force: true })

/** Erases the annex once the archive holds it. */
export const effacerAnnexe = (maison: Pick<Maison, 'reglages'>, id: string): Promise<void> => rm(cheminDe(maison, id, true), { force: true })
