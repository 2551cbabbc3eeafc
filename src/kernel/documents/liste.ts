import { createHash } from 'node:crypto'
import type { Cle } from './cles.ts'
import { idEnOctets } from './sceau.ts'

export type Revocation = { documentId: string; revoqueLe: Date; motif: string }

/** How long a list is said to be up to date; a verifier that cannot get a newer one then says « état inconnu ». */
const VALIDITE = 24 * 3600

/** Name of a document in the list: base64url of the first 16 bytes of SHA-256 of its id (22 signs). */
export function empreinteDe(documentId: string): string {
  return createHash('sha256').update(idEnOctets(documentId)).digest().subarray(0, 16).toString('base64url')
}

/**
 * The public revocation list: a compact JWS (RFC 7515, ES256, `typ` revocations+jwt) with issue time (`iat`), next
 * update (`exp`) and one [fingerprint, moment, reason] per revoked document. Not the bit array of the IETF Token
 * Status List: a paper's reader must learn when and why, and few papers are ever revoked (about 60 bytes each).
 */
export async function signerListe(cle: Cle, demande: { hote: string; revocations: readonly Revocation[]; maintenant: Date }): Promise<string> {
  const iat = Math.floor(demande.maintenant.getTime() / 1000)
  const revocations = demande.revocations.map((r) => [empreinteDe(r.documentId), Math.floor(r.revoqueLe.getTime() / 1000), r.motif])
  const partie = (valeur: unknown) => Buffer.from(JSON.stringify(valeur)).toString('base64url')
  const texte = `${partie({ alg: 'ES256', kid: cle.kid, typ: 'revocations+jwt' })}.${partie({ iss: demande.hote, iat, exp: iat + VALIDITE, revocations })}`
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, cle.privee, Buffer.from(texte))
  return `${texte}.${Buffer.from(signature).toString('base64url')}`
}
