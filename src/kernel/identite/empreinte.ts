import { createHash, randomBytes } from 'node:crypto'

/** SHA-256 of a secret of high entropy (session, token, invitation): what is stored instead of it. */
export const empreinte = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** A new secret of 256 bits in base64url, given once to its holder. */
export const nouveauSecret = (): string => randomBytes(32).toString('base64url')
