import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a passkey is asked for: `inscription` makes one, `connexion` signs somebody in, `signature` confirms an act. */
export type UsageDefi = 'inscription' | 'connexion' | 'signature'

/** Minutes between the page and the finger on the sensor. */
const VIE = 10 * 60_000

/**
 * A WebAuthn challenge that needs no storage: 16 random bytes, the expiry (8 bytes) and an HMAC over them, the use and the person.
 * Base64url. It is put in the page, comes back inside the signed client data, and is then used up.
 */
export function nouveauDefi(cle: Buffer, usage: UsageDefi, personne: string, maintenant: Date): string {
  const corps = Buffer.alloc(24)
  randomBytes(16).copy(corps)
  corps.writeBigInt64BE(BigInt(maintenant.getTime() + VIE), 16)
  return Buffer.concat([corps, sceau(cle, usage, personne, corps)]).toString('base64url')
}

/** Whether a challenge was made by us, for this use and person, less than ten minutes ago. */
export function estDefi(cle: Buffer, usage: UsageDefi, personne: string, defi: string, maintenant: Date): boolean {
  const octets = Buffer.from(defi, 'base64url')
  if (octets.length !== 56) return false
  const corps = octets.subarray(0, 24)
  return timingSafeEqual(octets.subarray(24), sceau(cle, usage, personne, corps)) && corps.readBigInt64BE(16) > BigInt(maintenant.getTime())
}

const sceau = (cle: Buffer, usage: UsageDefi, personne: string, corps: Buffer) => createHmac('sha256', cle).update(`${usage}|${personne}|`).update(corps).digest()
