import { createHmac, randomInt } from 'node:crypto'

// No I, L, O, U, 0, 1: what is copied by hand is read back as it was meant.
const SIGNES = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const NOMBRE = 10

/** Ten recovery codes of ten signs (49 bits each), for the day the phone is lost. Shown once; only hashes are kept. */
export function nouveauxCodesSecours(): string[] {
  return Array.from({ length: NOMBRE }, () => Array.from({ length: 10 }, () => SIGNES[randomInt(SIGNES.length)]).join(''))
}

/** A code as it is read: `ABCDE-FGHJK`. Dashes, spaces and case do not count when it is typed. */
export const lisible = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`

/**
 * The authenticator secret offered to an agent (20 bytes, RFC 4226 §4): the same while he sets it up, so that a page shown again
 * after a mistyped code still matches his phone; another one after it has served.
 */
export function secretPropose(cle: Buffer, agent: { id: string; totpDernierPas: number }, session: string | undefined): Buffer {
  return createHmac('sha256', cle).update(`${agent.id}|${agent.totpDernierPas}|${session ?? ''}`).digest().subarray(0, 20)
}

/** A secret as people type it: base32 in groups of four. */
export const grouper = (base32: string) => base32.replace(/(.{4})(?=.)/g, '$1 ')
