import { createHmac } from 'node:crypto'
import type { CleHmac } from '../../kernel/corridor/jetons.ts'

// Crockford's base 32: no I, L, O, U; what is misread is read back as it was meant.
const SIGNES = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The tracking code of a file: 50 bits drawn from the house's key, its id and its series, written `XXXXX-XXXXX`. It can be
 * printed again without being stored; a new series makes a new code when the first was seen by somebody else.
 */
export function codeSuivi(cle: CleHmac, dossier: { id: string; serie: number }): string {
  const octets = createHmac('sha256', cle).update(`code|${dossier.id}|${dossier.serie}`).digest().subarray(0, 10)
  const signes = [...octets].map((octet) => SIGNES[octet & 31]).join('')
  return `${signes.slice(0, 5)}-${signes.slice(5)}`
}

/**
 * The key that the bearer of a tracking code has in his session. It carries the series of the code: when the file changes hands, the
 * series grows, and neither the former code nor the sessions that it opened open anything any more.
 */
export const cleDossier = ({ id, serie }: { id: string; serie: number }): string => (serie === 0 ? `dossier:${id}` : `dossier:${id}.${serie}`)

/** What was typed, as the code it stands for: case, spaces and dashes do not count, O is 0, I and L are 1. */
export function lireCodeSuivi(texte: string): string | undefined {
  const signes = texte.toUpperCase().replace(/[\s.–—-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1').replace(/U/g, 'V')
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(signes) ? `${signes.slice(0, 5)}-${signes.slice(5)}` : undefined
}

/** What is stored instead of the code: HMAC-SHA-256 under a key of the house. */
export const empreinteSuivi = (cle: CleHmac, code: string): Buffer => createHmac('sha256', cle).update(code).digest()
