import { sql } from '../db/index.ts'
import type { Db } from '../db/index.ts'
import { hacherFeuille, planInclusion, replier } from './arbre.ts'
import { ligneDe, selDe } from './ligne.ts'
import type { Faits } from './ligne.ts'
import { findCheckpoint, hacherPlage, listLignes, listNoeuds } from './rangs.ts'
import { LARGEUR } from './tuiles.ts'

/**
 * What the holder of an object needs to prove, without trusting us, that the log holds its entries: for each the public
 * line, the salt of the object's hash (base64url) and the inclusion path (base64) up to the root of `checkpoint`.
 */
export type Preuve = {
  checkpoint: string
  objet: string
  entrees: { rang: number; ligne: string; sel: string; chemin: string[] }[]
}

/** Proof of inclusion of the published entries of an object, oldest first, at most `limite`. Undefined when there is none. */
export async function preuve(db: Db, objet: string, limite = 500): Promise<Preuve | undefined> {
  const checkpoint = await findCheckpoint(db)
  if (!checkpoint) return undefined
  const { rows } = await sql<Faits & { rang: number }>`select rang, le, verbe, acteur, objet, territoire, detail, sel from journal.entree
    where objet = ${objet} and rang < ${checkpoint.taille} order by rang limit ${limite}`.execute(db)
  if (rows.length === 0) return undefined
  const connus = new Map<string, Buffer>()
  const entrees: Preuve['entrees'] = []
  for (const faits of rows) {
    const chemin: string[] = []
    for (const plage of planInclusion(faits.rang, checkpoint.taille)) chemin.push((await hacherPlage(db, plage, connus)).toString('base64'))
    entrees.push({ rang: faits.rang, ligne: ligneDe(faits), sel: selDe(faits.sel, 'objet').toString('base64url'), chemin })
  }
  return { checkpoint: checkpoint.note, objet, entrees }
}

/** Numbered entries of a range whose row no longer gives the leaf that was published: somebody changed them in the database. */
export async function listAlterees(db: Db, plage: { de: number; a: number }): Promise<{ id: string; rang: number }[]> {
  const lignes = await listLignes(db, plage)
  return lignes.filter((l) => !hacherFeuille(Buffer.from(l.ligne)).equals(l.feuille)).map(({ id, rang }) => ({ id, rang }))
}

/**
 * Full tiles of a range whose leaves no longer give the hash that was kept when they were filled: a leaf itself was
 * forged. Signing only reads the kept hashes, so that it stays quick; this is the slow check, to run at night.
 */
export async function listTuilesFausses(db: Db, plage: { de: number; a: number }): Promise<number[]> {
  const fausses: number[] = []
  for (let numero = Math.ceil(plage.de / LARGEUR); (numero + 1) * LARGEUR <= plage.a; numero++) {
    const feuilles = await listNoeuds(db, 0, { de: numero * LARGEUR, a: (numero + 1) * LARGEUR })
    const [garde] = await listNoeuds(db, 1, { de: numero, a: numero + 1 })
    if (!garde?.equals(replier(feuilles))) fausses.push(numero)
  }
  return fausses
}
