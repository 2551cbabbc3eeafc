import { inflateSync } from 'node:zlib'

/**
 * Unpacks a WOFF 1.0 file (W3C recommendation, §5) into the OpenType font it holds: npm ships our fonts for browsers,
 * the typesetter wants plain ones. Throws if it is not a WOFF.
 */
export function depuisWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('Ce fichier n’est pas une police WOFF')
  const nombre = woff.readUInt16BE(12)
  const puissance = Math.floor(Math.log2(nombre))
  const tete = Buffer.alloc(12 + 16 * nombre)
  tete.writeUInt32BE(woff.readUInt32BE(4), 0)
  tete.writeUInt16BE(nombre, 4)
  tete.writeUInt16BE(16 * 2 ** puissance, 6)
  tete.writeUInt16BE(puissance, 8)
  tete.writeUInt16BE(16 * (nombre - 2 ** puissance), 10)
  const morceaux: Buffer[] = [tete]
  let position = tete.length
  for (let i = 0; i < nombre; i++) {
    const entree = 44 + 20 * i
    const debut = woff.readUInt32BE(entree + 4)
    const compresse = woff.readUInt32BE(entree + 8)
    const longueur = woff.readUInt32BE(entree + 12)
    const brut = woff.subarray(debut, debut + compresse)
    const table = compresse < longueur ? inflateSync(brut) : brut
    const ligne = 12 + 16 * i
    woff.copy(tete, ligne, entree, entree + 4)
    woff.copy(tete, ligne + 4, entree + 16, entree + 20)
    tete.writeUInt32BE(position, ligne + 8)
    tete.writeUInt32BE(longueur, ligne + 12)
    const blanc = Buffer.alloc((4 - (longueur % 4)) % 4)
    morceaux.push(table, blanc)
    position += longueur + blanc.length
  }
  return Buffer.concat(morceaux)
}
