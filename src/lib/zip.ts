/** ZIP archives written part by part, past 4 GB and 65,535 entries (APPNOTE 6.3.10, ZIP64). The caller keeps the directory until the end. */
import { crc32, deflateRawSync } from 'node:zlib'

/** `serrer`: deflate; photographs and PDF are kept as they are. Names are UTF-8, `/` between folders. */
export type EntreeZip = { nom: string; octets: Uint8Array; le: Date; serrer: boolean }

const LIMITE = 0xffff_ffff
const UTF8 = 0x0800

// MS-DOS date and time, by steps of two seconds; before 1980 there is none.
function momentDos(le: Date): { heure: number; jour: number } {
  const [a, m, j, h, min, s] = [le.getUTCFullYear(), le.getUTCMonth() + 1, le.getUTCDate(), le.getUTCHours(), le.getUTCMinutes(), le.getUTCSeconds()]
  return { heure: (h << 11) | (min << 5) | (s >> 1), jour: a < 1980 ? 33 : ((a - 1980) << 9) | (m << 5) | j }
}

/** One entry that begins at byte `debut` of the archive: what to write there, and its line of the directory. An entry holds less than 4 GB. */
export function entreeZip({ nom, octets, le, serrer }: EntreeZip, debut: number): { corps: Buffer; ligne: Buffer } {
  const titre = Buffer.from(nom)
  const contenu = serrer ? deflateRawSync(octets) : octets
  const { heure, jour } = momentDos(le)
  const commun = Buffer.alloc(26)
  commun.writeUInt16LE(45, 0)
  commun.writeUInt16LE(UTF8, 2)
  commun.writeUInt16LE(serrer ? 8 : 0, 4)
  commun.writeUInt16LE(heure, 6)
  commun.writeUInt16LE(jour, 8)
  commun.writeUInt32LE(crc32(octets), 10)
  commun.writeUInt32LE(contenu.length, 14)
  commun.writeUInt32LE(octets.length, 18)
  commun.writeUInt16LE(titre.length, 22)
  const loin = debut >= LIMITE
  const extra = Buffer.alloc(loin ? 12 : 0)
  if (loin) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(8, 2)
    extra.writeBigUInt64LE(BigInt(debut), 4)
  }
  const central = Buffer.from(commun)
  central.writeUInt16LE(extra.length, 24)
  const fin = Buffer.alloc(14)
  fin.writeUInt32LE(loin ? LIMITE : debut, 10)
  return { corps: Buffer.concat([Buffer.from('PK\x03\x04'), commun, titre, contenu]), ligne: Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([45, 3]), central, fin, titre, extra]) }
}

/** The end of an archive, after its directory of `taille` bytes that begins at byte `debut`. */
export function finZip({ entrees, debut, taille }: { entrees: number; debut: number; taille: number }): Buffer {
  const grand = entrees >= 0xffff || debut >= LIMITE || taille >= LIMITE
  const fin = Buffer.alloc(22)
  fin.write('PK\x05\x06', 'latin1')
  fin.writeUInt16LE(grand ? 0xffff : entrees, 8)
  fin.writeUInt16LE(grand ? 0xffff : entrees, 10)
  fin.writeUInt32LE(grand ? LIMITE : taille, 12)
  fin.writeUInt32LE(grand ? LIMITE : debut, 16)
  return grand ? Buffer.concat([finZip64(entrees, debut, taille), fin]) : fin
}

function finZip64(entrees: number, debut: number, taille: number): Buffer {
  const fin = Buffer.alloc(56 + 20)
  fin.write('PK\x06\x06', 'latin1')
  fin.writeBigUInt64LE(44n, 4)
  fin.writeUInt16LE(45, 12)
  fin.writeUInt16LE(45, 14)
  fin.writeBigUInt64LE(BigInt(entrees), 24)
  fin.writeBigUInt64LE(BigInt(entrees), 32)
  fin.writeBigUInt64LE(BigInt(taille), 40)
  fin.writeBigUInt64LE(BigInt(debut), 48)
  fin.write('PK\x06\x07', 56, 'latin1')
  fin.writeBigUInt64LE(BigInt(debut + taille), 64)
  fin.writeUInt32LE(1, 72)
  return fin
}

/** A whole archive, entry after entry, for what is read as it is made. */
export async function* zipper(entrees: Iterable<EntreeZip> | AsyncIterable<EntreeZip>): AsyncIterable<Buffer> {
  const lignes: Buffer[] = []
  let debut = 0
  for await (const entree of entrees) {
    const { corps, ligne } = entreeZip(entree, debut)
    debut += corps.length
    lignes.push(ligne)
    yield corps
  }
  const repertoire = Buffer.concat(lignes)
  yield repertoire
  yield finZip({ entrees: lignes.length, debut, taille: repertoire.length })
}

/** A name without what some system refuses in one. */
export const nomSur = (nom: string): string => nom.replace(/[\p{Cc}\\/:*?"<>|]/gu, '_').replace(/^\.+/, '_').slice(0, 100) || '_'
