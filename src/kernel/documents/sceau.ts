import { Tag, encode } from 'cbor2'
import { champsEnCarte } from '../../lib/preuve/champs.ts'
import type { ChampsScelles } from '../../lib/preuve/champs.ts'
import { versChiffres } from '../../lib/preuve/chiffres.ts'
import { CHAMPS, aSigner } from '../../lib/preuve/verifier.ts'
import type { Cle } from './cles.ts'

const ES256 = -7
/** Deterministic encoding (RFC 8949 §4.2): one content, one writing. */
const DETERMINISTE = { cde: true, ignoreOriginalEncoding: true } as const

const octetsDe = (id: string) => Uint8Array.from(Buffer.from(id.replaceAll('-', ''), 'hex'))
const secondes = (date: Date) => Math.floor(date.getTime() / 1000)

/** Bytes of a document's id, as sealed (claim `cti`) and hashed in the revocation list. */
export const idEnOctets = octetsDe

/**
 * The seal of a document: COSE_Sign1 (RFC 9052 §4.2, tag 18, ES256; `alg` and `kid` protected, nothing unprotected)
 * over CWT claims (RFC 8392): iss = host, iat, exp (first moment when it is no longer valid), cti = the 16 bytes of
 * the id, and -65537 = the signed fields. Returns the bytes; about 200 to 260 of them.
 */
export async function sceller(
  cle: Cle,
  contenu: { id: string; hote: string; emisLe: Date; expireLe?: Date; champs: ChampsScelles },
): Promise<Uint8Array> {
  const claims = new Map<number, unknown>([[1, contenu.hote], [6, secondes(contenu.emisLe)], [7, octetsDe(contenu.id)], [CHAMPS, champsEnCarte(contenu.champs)]])
  if (contenu.expireLe) claims.set(4, secondes(contenu.expireLe))
  const charge = encode(claims, DETERMINISTE)
  const protege = encode(new Map<number, unknown>([[1, ES256], [4, Uint8Array.from(Buffer.from(cle.kid, 'base64url'))]]), DETERMINISTE)
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, cle.privee, aSigner(protege, charge))
  return encode(new Tag(18, [protege, new Map(), charge, new Uint8Array(signature)]), DETERMINISTE)
}

/** The address written in the QR, under the public address (https in production): the seal stays in the fragment, which browsers never send to a server. */
export function adresseDuSceau(adresse: string, sceau: Uint8Array): { prefixe: string; chiffres: string } {
  return { prefixe: `${new URL(adresse).origin}/v/#`, chiffres: versChiffres(sceau) }
}
