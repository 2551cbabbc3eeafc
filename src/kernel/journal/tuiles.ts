/** Names and bodies of tiles: C2SP tlog-tiles. 256 hashes or entries a full tile. */

export const LARGEUR = 256

/** A tile: `niveau` 'entries' holds entries, 0 leaf hashes, L the hashes of full tiles of level L - 1. `largeur` 1 to 256. */
export type Tuile = { niveau: number | 'entries'; numero: number; largeur: number }

/** Number as path elements of three digits, all but the last with an x: 1234067 is `x001/x234/067`. */
function elements(numero: number): string {
  const groupes: string[] = []
  let reste = numero
  do {
    groupes.unshift(String(reste % 1000).padStart(3, '0'))
    reste = Math.floor(reste / 1000)
  } while (reste > 0)
  return groupes.map((groupe, i) => (i < groupes.length - 1 ? `x${groupe}` : groupe)).join('/')
}

/** `tile/0/x001/x234/067`, with `.p/<W>` where the tile is partial. */
export function cheminDe({ niveau, numero, largeur }: Tuile): string {
  return `tile/${niveau}/${elements(numero)}${largeur < LARGEUR ? `.p/${largeur}` : ''}`
}

const FORME = /^tile\/(entries|[0-7])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** Reads a path; undefined unless it is exactly one that `cheminDe` writes, so that nothing else can be asked of the disk. */
export function lireChemin(chemin: string): Tuile | undefined {
  const [, niveau, nombre, largeur] = FORME.exec(chemin) ?? []
  if (!niveau || !nombre) return undefined
  const tuile: Tuile = { niveau: niveau === 'entries' ? niveau : Number(niveau), numero: Number(nombre.replace(/[x/]/g, '')), largeur: largeur ? Number(largeur) : LARGEUR }
  return tuile.largeur <= LARGEUR && cheminDe(tuile) === chemin ? tuile : undefined
}

/** How many hashes of a level a tree of `taille` entries has. */
export const nombreDe = (taille: number, niveau: number): number => Math.floor(taille / LARGEUR ** niveau)

/** Tiles of a level to write when the tree grows from `de` to `a` entries. */
export function tuilesEntre(de: number, a: number, niveau: number): Tuile[] {
  const [avant, apres] = [nombreDe(de, niveau), nombreDe(a, niveau)]
  const tuiles: Tuile[] = []
  for (let numero = Math.floor(avant / LARGEUR); avant < apres && numero * LARGEUR < apres; numero++) tuiles.push({ niveau, numero, largeur: Math.min(LARGEUR, apres - numero * LARGEUR) })
  return tuiles
}

/** Entries of a bundle, each after its length on two bytes, most significant first. */
export function emballer(entrees: readonly Buffer[]): Buffer {
  return Buffer.concat(
    entrees.flatMap((entree) => {
      if (entree.length > 0xffff) throw new Error('Entrée de journal trop longue')
      const longueur = Buffer.alloc(2)
      longueur.writeUInt16BE(entree.length)
      return [longueur, entree]
    }),
  )
}

/** The entries of a bundle. Throws when it is cut. */
export function deballer(lot: Buffer): Buffer[] {
  const entrees: Buffer[] = []
  for (let i = 0; i < lot.length; ) {
    const fin = i + 2 + lot.readUInt16BE(i)
    if (fin > lot.length) throw new Error('Lot d’entrées coupé')
    entrees.push(lot.subarray(i + 2, fin))
    i = fin
  }
  return entrees
}
