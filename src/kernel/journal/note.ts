/** Checkpoints as signed notes: C2SP signed-note and tlog-checkpoint, Ed25519. */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** The log's key under the name it signs with. `vkey` is the public key as witnesses write it. */
export type Cle = { nom: string; signer: (texte: string) => string; verifier: (note: string) => boolean; vkey: string }
export type Checkpoint = { origine: string; taille: number; racine: Buffer }

// PKCS #8 and SPKI wrappers of a raw Ed25519 key (RFC 8410).
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_OCTETS = 12
const ED25519 = 0x01

/** Key id of a signed note: the first 4 bytes of SHA-256(name || LF || type || public key). */
function idDe(nom: string, publique: Buffer): Buffer {
  return createHash('sha256').update(`${nom}\n`).update(Buffer.of(ED25519)).update(publique).digest().subarray(0, 4)
}

/** Makes the log's key from a 32-byte seed. `nom` is the origin: host and path, without scheme, spaces or plus. */
export function ouvrirCle(graine: Buffer, nom: string): Cle {
  if (graine.length !== 32) throw new Error('La clé du journal se tire de 32 octets')
  if (!/^[^\s+]+$/.test(nom)) throw new Error(`Nom de journal mal formé : ${nom}`)
  const privee = createPrivateKey({ key: Buffer.concat([PKCS8, graine]), format: 'der', type: 'pkcs8' })
  const cle = createPublicKey(privee)
  const publique = cle.export({ format: 'der', type: 'spki' }).subarray(SPKI_OCTETS)
  const id = idDe(nom, publique)
  return {
    nom,
    vkey: `${nom}+${id.toString('hex')}+${Buffer.concat([Buffer.of(ED25519), publique]).toString('base64')}`,
    signer: (texte) => `${texte}\n\u2014 ${nom} ${Buffer.concat([id, sign(null, Buffer.from(texte), privee)]).toString('base64')}\n`,
    verifier: (note) => verifierNote(note, nom, id, cle),
  }
}

function verifierNote(note: string, nom: string, id: Buffer, cle: KeyObject): boolean {
  const fin = note.lastIndexOf('\n\n')
  if (fin < 0 || !note.endsWith('\n')) return false
  const texte = note.slice(0, fin + 1)
  const lignes = note.slice(fin + 2, -1).split('\n')
  return lignes.some((ligne) => {
    const [tiret, signataire, corps, ...reste] = ligne.split(' ')
    const octets = Buffer.from(corps ?? '', 'base64')
    if (tiret !== '\u2014' || signataire !== nom || reste.length > 0 || octets.length !== 68 || !octets.subarray(0, 4).equals(id)) return false
    return verify(null, Buffer.from(texte), cle, octets.subarray(4))
  })
}

/** Name of the log at a public address: `https://iroko.example` gives `iroko.example/journal`. */
export function origineDe(adresse: string): string {
  return `${new URL(adresse).host}/journal`
}

/** The text that is signed: origin, size, root, one a line. */
export function texteCheckpoint({ origine, taille, racine }: Checkpoint): string {
  return `${origine}\n${taille}\n${racine.toString('base64')}\n`
}

/** Reads a checkpoint, without checking its signature. Undefined when it is not one. */
export function lireCheckpoint(note: string): Checkpoint | undefined {
  const [origine, taille, racine] = note.split('\n')
  if (!origine || !taille || !/^(0|[1-9]\d{0,15})$/.test(taille) || !racine) return undefined
  const octets = Buffer.from(racine, 'base64')
  return octets.length === 32 ? { origine, taille: Number(taille), racine: octets } : undefined
}
