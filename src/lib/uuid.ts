import { createHash, randomBytes } from 'node:crypto'

/** A UUID version 7 (RFC 9562 §5.7): sorts by the moment it was made, milliseconds first. */
export function uuidv7(maintenant: number = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(maintenant, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A UUID version 5 (RFC 9562 §5.5): the same name always gives the same one, in this house's own namespace. */
export function uuidv5(nom: string): string {
  const bytes = createHash('sha1').update(ESPACE).update(nom).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Drawn once; never changes, or every name would. */
const ESPACE = Buffer.from('6f1d6d3a0c4b4d0c9a5e2b7f8e3c1a90', 'hex')
