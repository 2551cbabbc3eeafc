/**
 * Reading a ZIP that somebody sent, without believing what it says of itself (APPNOTE 6.3.10; no ZIP64, no encryption). The usual libraries decode a content to
 * its end even when it outgrows the size it announced: four megabytes can then hold a processor for a minute.
 */
import { crc32, inflateRawSync } from 'node:zlib'

/** `octets`: of all the contents together, once opened. */
export type BornesZip = { entrees: number; octets: number }
type Entree = { nom: string; methode: number; somme: number; serre: number; taille: number; debut: number }

/** Bytes of the end of an archive, its comment included, where its directory is announced. */
const FIN_AU_PLUS = 22 + 0xffff

/**
 * The files of an archive by their names, folders aside. `garder` says of each name, and of the size it announces, whether it is wanted, or in a sentence why the archive is refused. Nothing is opened
 * before the whole directory has been held against the bounds, and no content grows past what it announced. Throws an Error in French.
 */
export function lireZip(octets: Uint8Array, bornes: BornesZip, garder: (nom: string, taille: number) => boolean | string): Map<string, Uint8Array> {
  const zip = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength)
  const voulues = new Map<string, Entree>()
  let total = 0
  for (const entree of repertoire(zip, bornes.entrees)) {
    const voulu = !entree.nom.endsWith('/') && garder(entree.nom, entree.taille)
    if (typeof voulu === 'string') throw new Error(voulu)
    if (!voulu) continue
    total += entree.taille
    if (total > bornes.octets) throw new Error(`Une fois ouverte, cette archive ferait plus de ${Math.floor(bornes.octets / 1_048_576)} Mo`)
    if (voulues.has(entree.nom)) throw new Error(`« ${entree.nom} » y est deux fois`)
    voulues.set(entree.nom, entree)
  }
  return new Map([...voulues].map(([nom, entree]) => [nom, ouvrir(zip, entree)]))
}

const abimee = (): Error => new Error('Cette archive est abîmée, ou n’est pas une archive ZIP')

function repertoire(zip: Buffer, auPlus: number): Entree[] {
  const fin = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (fin < 0 || fin < zip.length - FIN_AU_PLUS || fin + 22 > zip.length) throw abimee()
  const nombre = zip.readUInt16LE(fin + 10)
  if (nombre > auPlus) throw new Error(`Cette archive a plus de ${auPlus} fichiers`)
  const entrees: Entree[] = []
  for (let ici = zip.readUInt32LE(fin + 16), n = 0; n < nombre; n++) {
    if (ici + 46 > fin || zip.readUInt32LE(ici) !== 0x02014b50) throw abimee()
    const [long, extra, mot] = [zip.readUInt16LE(ici + 28), zip.readUInt16LE(ici + 30), zip.readUInt16LE(ici + 32)]
    const nom = zip.toString('utf8', ici + 46, ici + 46 + long)
    if (zip.readUInt16LE(ici + 8) & 1) throw new Error(`« ${nom} » est fermé par un mot de passe`)
    entrees.push({ nom, methode: zip.readUInt16LE(ici + 10), somme: zip.readUInt32LE(ici + 16), serre: zip.readUInt32LE(ici + 20), taille: zip.readUInt32LE(ici + 24), debut: zip.readUInt32LE(ici + 42) })
    ici += 46 + long + extra + mot
  }
  return entrees
}

function ouvrir(zip: Buffer, { nom, methode, somme, serre, taille, debut }: Entree): Uint8Array {
  const abime = () => new Error(`« ${nom} » est abîmé dans l’archive`)
  if (debut + 30 > zip.length || zip.readUInt32LE(debut) !== 0x04034b50) throw abime()
  const corps = debut + 30 + zip.readUInt16LE(debut + 26) + zip.readUInt16LE(debut + 28)
  const donnees = zip.subarray(corps, corps + serre)
  if (methode !== 0 && methode !== 8) throw new Error(`« ${nom} » est serré d’une manière que l’on n’ouvre pas ici`)
  let contenu: Buffer
  try {
    contenu = methode === 0 ? donnees : inflateRawSync(donnees, { maxOutputLength: Math.max(1, taille) })
  } catch {
    throw abime()
  }
  if (contenu.length !== taille || crc32(contenu) !== somme) throw abime()
  return contenu
}
