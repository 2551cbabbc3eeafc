import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Db } from '../db/index.ts'
import { hacherFeuille } from './arbre.ts'
import { lireCheckpoint } from './note.ts'
import { findCheckpoint, hacherPlage, listCheckpoints, listLignes, listNoeuds } from './rangs.ts'
import { LARGEUR, cheminDe, deballer, emballer, lireChemin, nombreDe, tuilesEntre } from './tuiles.ts'
import type { Tuile } from './tuiles.ts'

const absent = (erreur: unknown) => {
  if ((erreur as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw erreur
}

/** Written whole or not at all, even if the power goes. */
async function deposer(chemin: string, octets: Buffer | string): Promise<void> {
  const brouillon = join(dirname(chemin), `.${randomUUID()}`)
  await mkdir(dirname(chemin), { recursive: true })
  await writeFile(brouillon, octets, { flush: true })
  await rename(brouillon, chemin)
  // A name that a crash forgets is a lost file. Windows cannot open a folder.
  if (process.platform === 'win32') return
  const dossier = await open(dirname(chemin))
  await dossier.sync().finally(() => dossier.close())
}

/**
 * Brings the folder up to the last checkpoint of the database: missing tiles first, checkpoint last, so that what it
 * names is there. Starts from what the folder already holds, from nothing if need be. Returns the size published.
 */
export async function publierFichiers(db: Db, dossier: string): Promise<number> {
  const dernier = await findCheckpoint(db)
  if (!dernier) return 0
  const note = await readFile(join(dossier, 'checkpoint'), 'utf8').catch(absent)
  if (note === dernier.note) return dernier.taille
  const publiee = await tailleMemePasse(db, dernier.taille, note)
  for (let niveau = 0; nombreDe(dernier.taille, niveau) > 0; niveau++) {
    for (const tuile of tuilesEntre(publiee, dernier.taille, niveau)) await publierTuile(db, dossier, niveau, tuile)
  }
  await deposer(join(dossier, 'checkpoint'), dernier.note)
  return dernier.taille
}

/** Size already published, 0 for a new folder. Two histories under one name are never published. */
async function tailleMemePasse(db: Db, taille: number, note: string | undefined): Promise<number> {
  const publie = note === undefined ? undefined : lireCheckpoint(note)
  if (!publie) return 0
  if (publie.taille > taille) {
    throw new Error(`Le journal publié compte ${publie.taille} entrées, la base n’en a signé que ${taille} : elle vient sans doute d’une sauvegarde plus ancienne, rien n’est publié`)
  }
  const meme = (await hacherPlage(db, { de: 0, a: publie.taille })).equals(publie.racine)
  if (!meme) throw new Error(`Le journal publié (${publie.taille} entrées) n’est pas celui de cette base : rien n’est publié, mettez ce dossier de côté`)
  return publie.taille
}

async function publierTuile(db: Db, dossier: string, niveau: number, tuile: Tuile): Promise<void> {
  const plage = { de: tuile.numero * LARGEUR, a: tuile.numero * LARGEUR + tuile.largeur }
  if (niveau === 0) await installer(dossier, { ...tuile, niveau: 'entries' }, await lotDe(db, plage))
  await installer(dossier, tuile, Buffer.concat(await listNoeuds(db, niveau, plage)))
}

async function lotDe(db: Db, plage: { de: number; a: number }): Promise<Buffer> {
  const lignes = await listLignes(db, plage)
  const alteree = lignes.find((l) => !hacherFeuille(Buffer.from(l.ligne)).equals(l.feuille))
  if (alteree) throw new Error(`L’entrée ${alteree.id} du journal a été changée après avoir été numérotée : rien n’est publié`)
  return emballer(lignes.map((l) => Buffer.from(l.ligne)))
}

async function installer(dossier: string, tuile: Tuile, octets: Buffer): Promise<void> {
  const chemin = join(dossier, cheminDe(tuile))
  await deposer(chemin, octets)
  // A full tile answers for the partial ones it replaces.
  if (tuile.largeur === LARGEUR) await rm(`${chemin}.p`, { recursive: true, force: true })
}

/**
 * Body of `checkpoint`, `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]` (C2SP tlog-tiles); undefined for anything
 * else, and for what is not published. Tiles never change; the checkpoint does.
 */
export async function lireTuile(dossier: string, chemin: string): Promise<Buffer | undefined> {
  if (chemin === 'checkpoint') return readFile(join(dossier, 'checkpoint')).catch(absent)
  const tuile = lireChemin(chemin)
  if (!tuile) return undefined
  const octets = await readFile(join(dossier, chemin)).catch(absent)
  if (octets || tuile.largeur === LARGEUR) return octets
  const entiere = await readFile(join(dossier, cheminDe({ ...tuile, largeur: LARGEUR }))).catch(absent)
  if (!entiere) return undefined
  return tuile.niveau === 'entries' ? emballer(deballer(entiere).slice(0, tuile.largeur)) : entiere.subarray(0, tuile.largeur * 32)
}

/** Writes, fsynced, every checkpoint that the folder lacks, one file each. Returns how many. */
export async function exporterCheckpoint(db: Db, dossier: string): Promise<number> {
  await mkdir(dossier, { recursive: true })
  const presents = (await readdir(dossier)).map((nom) => Number(/^checkpoint-\d+-(\d+)\.txt$/.exec(nom)?.[1] ?? 0))
  const neufs = await listCheckpoints(db, Math.max(0, ...presents))
  for (const c of neufs) await deposer(join(dossier, `checkpoint-${String(c.taille).padStart(12, '0')}-${c.id}.txt`), c.note)
  return neufs.length
}
