import { sql } from '../db/index.ts'
import type { Db } from '../db/index.ts'
import { assembler, decomposer, replier } from './arbre.ts'
import type { Plage, SousArbre } from './arbre.ts'
import { ligneDe } from './ligne.ts'
import type { Faits } from './ligne.ts'

// The numbered part of the journal, as the tree and its tiles need it.

const HAUTEUR_TUILE = 8

/** Number of numbered entries: they are 0 to n - 1, without a hole. */
export async function tailleNumerotee(db: Db): Promise<number> {
  const { rows } = await sql<{ taille: number }>`select coalesce(max(rang) + 1, 0) as taille from journal.entree`.execute(db)
  return rows[0]?.taille ?? 0
}

/** Hashes of tile level `niveau` from `de` to `a` (excluded). Throws when one is missing. */
export async function listNoeuds(db: Db, niveau: number, { de, a }: Plage): Promise<Buffer[]> {
  const { rows } = await (niveau === 0
    ? sql<{ h: Buffer }>`select feuille as h from journal.entree where rang >= ${de} and rang < ${a} order by rang`
    : sql<{ h: Buffer }>`select empreinte as h from journal.noeud where niveau = ${niveau} and numero >= ${de} and numero < ${a} order by numero`
  ).execute(db)
  if (rows.length !== a - de) throw new Error(`Le journal est incomplet : niveau ${niveau}, de ${de} à ${a}`)
  return rows.map((ligne) => ligne.h)
}

/** Hash of a complete subtree. */
async function hacherSousArbre(db: Db, { hauteur, index }: SousArbre): Promise<Buffer> {
  const niveau = Math.floor(hauteur / HAUTEUR_TUILE)
  const nombre = 2 ** (hauteur % HAUTEUR_TUILE)
  return replier(await listNoeuds(db, niveau, { de: index * nombre, a: (index + 1) * nombre }))
}

/** Hash of a range of entries (a part of a proof, or the root of the first n). `connus` avoids asking twice. */
export async function hacherPlage(db: Db, plage: Plage, connus = new Map<string, Buffer>()): Promise<Buffer> {
  const hachages: Buffer[] = []
  for (const morceau of decomposer(plage)) {
    const cle = `${morceau.hauteur}/${morceau.index}`
    const hachage = connus.get(cle) ?? (await hacherSousArbre(db, morceau))
    connus.set(cle, hachage)
    hachages.push(hachage)
  }
  return assembler(hachages)
}

type Ligne = Faits & { rang: number; feuille: Buffer; id: string }

/** Rows of a range of numbers, each with the line made again from what it holds today. */
export async function listLignes(db: Db, { de, a }: Plage): Promise<{ id: string; rang: number; ligne: string; feuille: Buffer }[]> {
  const { rows } = await sql<Ligne>`select id, rang, le, verbe, acteur, objet, territoire, detail, sel, feuille
    from journal.entree where rang >= ${de} and rang < ${a} order by rang`.execute(db)
  return rows.map((faits) => ({ id: faits.id, rang: faits.rang, ligne: ligneDe(faits), feuille: faits.feuille }))
}

export type CheckpointGarde = { id: number; taille: number; racine: Buffer; note: string; le: Date }

/** The last signed checkpoint. */
export async function findCheckpoint(db: Db): Promise<CheckpointGarde | undefined> {
  const { rows } = await sql<CheckpointGarde>`select id, taille, racine, note, le from journal.checkpoint order by id desc limit 1`.execute(db)
  return rows[0]
}

/** Checkpoints signed after the one of this id, oldest first. */
export async function listCheckpoints(db: Db, apres: number, limite = 1000): Promise<CheckpointGarde[]> {
  const { rows } = await sql<CheckpointGarde>`select id, taille, racine, note, le from journal.checkpoint where id > ${apres} order by id limit ${limite}`.execute(db)
  return rows
}
