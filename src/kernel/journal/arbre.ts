/** Merkle trees of RFC 6962 §2.1 (and RFC 9162 §2.1): pure, with SHA-256. A tree is told by its complete subtrees. */
import { createHash } from 'node:crypto'

const sha256 = (...parties: Uint8Array[]) => {
  const h = createHash('sha256')
  for (const partie of parties) h.update(partie)
  return h.digest()
}
const ZERO = Buffer.of(0)
const UN = Buffer.of(1)

/** Hash of a leaf: SHA-256(0x00 || entry). */
export const hacherFeuille = (entree: Uint8Array): Buffer => sha256(ZERO, entree)
/** Hash of a node: SHA-256(0x01 || left || right). */
export const hacherNoeud = (gauche: Uint8Array, droite: Uint8Array): Buffer => sha256(UN, gauche, droite)
/** Root of the empty tree. */
export const RACINE_VIDE: Buffer = sha256()

/** The complete subtree of 2^hauteur leaves that starts at leaf index * 2^hauteur. */
export type SousArbre = { hauteur: number; index: number }
/** Leaves from `de` (included) to `a` (excluded). */
export type Plage = { de: number; a: number }

/** Largest power of two that divides a range at its start: hauteur such that [de, de + 2^hauteur) is a node and fits. */
function hauteurMax({ de, a }: Plage): number {
  let hauteur = 0
  while (de % 2 ** (hauteur + 1) === 0 && de + 2 ** (hauteur + 1) <= a) hauteur++
  return hauteur
}

/** The complete subtrees, from left to right, whose hashes give the hash of a range that a proof may ask for. */
export function decomposer(plage: Plage): SousArbre[] {
  const morceaux: SousArbre[] = []
  for (let de = plage.de; de < plage.a; ) {
    const hauteur = hauteurMax({ de, a: plage.a })
    morceaux.push({ hauteur, index: de / 2 ** hauteur })
    de += 2 ** hauteur
  }
  return morceaux
}

/** Hash of a range from the hashes of `decomposer`, in the same order. */
export function assembler(hachages: readonly Buffer[]): Buffer {
  const dernier = hachages.at(-1)
  return dernier ? hachages.slice(0, -1).reduceRight((droite, gauche) => hacherNoeud(gauche, droite), dernier) : RACINE_VIDE
}

/** Hash of 2^k consecutive hashes of one height. */
export function replier(hachages: readonly Buffer[]): Buffer {
  let rang = [...hachages]
  if (rang.length === 0 || (rang.length & (rang.length - 1)) !== 0) throw new Error('Il faut une puissance de deux')
  while (rang.length > 1) rang = rang.filter((_, i) => i % 2 === 0).map((gauche, i) => hacherNoeud(gauche, rang[2 * i + 1]!))
  return rang[0]!
}

/** Root of a list of leaf hashes. */
export function racineDe(feuilles: readonly Buffer[]): Buffer {
  return assembler(decomposer({ de: 0, a: feuilles.length }).map(({ hauteur, index }) => replier(feuilles.slice(index * 2 ** hauteur, (index + 1) * 2 ** hauteur))))
}

/** Largest power of two smaller than n. */
function coupe(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** Ranges whose hashes are the inclusion proof of leaf `rang` in a tree of `taille` (RFC 6962 §2.1.1). */
export function planInclusion(rang: number, taille: number): Plage[] {
  if (!(rang >= 0 && rang < taille)) throw new Error('Rang hors de l’arbre')
  const chemin: Plage[] = []
  for (let de = 0, a = taille; a - de > 1; ) {
    const milieu = de + coupe(a - de)
    if (rang < milieu) {
      chemin.unshift({ de: milieu, a })
      a = milieu
    } else {
      chemin.unshift({ de, a: milieu })
      de = milieu
    }
  }
  return chemin
}

/** Ranges whose hashes prove that the tree of `ancienne` leaves is a prefix of that of `taille` (RFC 6962 §2.1.2). */
export function planConsistance(ancienne: number, taille: number): Plage[] {
  if (!(ancienne >= 0 && ancienne <= taille)) throw new Error('Tailles mal ordonnées')
  if (ancienne === 0 || ancienne === taille) return []
  const preuve: Plage[] = []
  let de = 0
  let a = taille
  while (ancienne < a) {
    const milieu = de + coupe(a - de)
    if (ancienne <= milieu) {
      preuve.unshift({ de: milieu, a })
      a = milieu
    } else {
      preuve.unshift({ de, a: milieu })
      de = milieu
    }
  }
  // The old root itself is known to whoever asks.
  return de === 0 ? preuve : [{ de, a }, ...preuve]
}

/** Checks an inclusion proof (RFC 9162 §2.1.3.2). */
export function verifierInclusion(rang: number, taille: number, feuille: Buffer, chemin: readonly Buffer[], racine: Buffer): boolean {
  if (!(rang >= 0 && rang < taille)) return false
  let fn = rang
  let sn = taille - 1
  let r = feuille
  for (const p of chemin) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      r = hacherNoeud(p, r)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
    } else r = hacherNoeud(r, p)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 && r.equals(racine)
}

/** Checks a consistency proof (RFC 9162 §2.1.4.2). */
export function verifierConsistance(ancienne: number, taille: number, preuve: readonly Buffer[], racineAncienne: Buffer, racine: Buffer): boolean {
  if (!(ancienne >= 0 && ancienne <= taille)) return false
  if (ancienne === taille) return preuve.length === 0 && racineAncienne.equals(racine)
  if (ancienne === 0) return preuve.length === 0 && racineAncienne.equals(RACINE_VIDE)
  const chemin = Number.isInteger(Math.log2(ancienne)) ? [racineAncienne, ...preuve] : [...preuve]
  let fn = ancienne - 1
  let sn = taille - 1
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  const premier = chemin.shift()
  if (!premier) return false
  let fr = premier
  let sr = premier
  for (const c of chemin) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = hacherNoeud(c, fr)
      sr = hacherNoeud(c, sr)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
    } else sr = hacherNoeud(sr, c)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 && fr.equals(racineAncienne) && sr.equals(racine)
}
