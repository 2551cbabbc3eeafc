import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Bytes, or better a key object: making one out of bytes costs six times the HMAC itself. */
export type CleHmac = Parameters<typeof createHmac>[1]

/** Longest life of a flash message, in seconds. */
export const VIE_MESSAGE = 60

/**
 * A CSRF token for a browser and its session. The HMAC is masked anew each time, so that a compressed page that also
 * reflects typed text does not leak it (BREACH).
 */
export function jetonCsrf(cle: CleHmac, navigateur: string, session: string | undefined): string {
  const vrai = createHmac('sha256', cle).update(`${navigateur}|${session ?? ''}`).digest()
  const masque = randomBytes(32)
  return Buffer.concat([masque, xor(vrai, masque)]).toString('base64url')
}

/** Whether a token was made for this browser and session. */
export function verifierCsrf(cle: CleHmac, navigateur: string, session: string | undefined, jeton: unknown): boolean {
  if (typeof jeton !== 'string') return false
  const octets = Buffer.from(jeton, 'base64url')
  if (octets.length !== 64) return false
  const vrai = createHmac('sha256', cle).update(`${navigateur}|${session ?? ''}`).digest()
  return timingSafeEqual(xor(octets.subarray(0, 32), octets.subarray(32)), vrai)
}

const xor = (a: Buffer, b: Buffer) => Buffer.from(a.map((octet, rang) => octet ^ b[rang]!))

/** Signs a short text for a cookie: `<base64url>.<hmac>`. */
export function sceller(cle: CleHmac, texte: string): string {
  const corps = Buffer.from(texte).toString('base64url')
  return `${corps}.${createHmac('sha256', cle).update(corps).digest('base64url')}`
}

/** Opens what `sceller` made; undefined when altered. */
export function desceller(cle: CleHmac, scelle: string | undefined): string | undefined {
  const [corps, signature] = scelle?.split('.') ?? []
  if (!corps || !signature) return undefined
  const vraie = createHmac('sha256', cle).update(corps).digest()
  const lue = Buffer.from(signature, 'base64url')
  return lue.length === vraie.length && timingSafeEqual(lue, vraie) ? Buffer.from(corps, 'base64url').toString() : undefined
}
