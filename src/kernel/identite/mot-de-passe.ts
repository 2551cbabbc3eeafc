import { hash, verify } from '@node-rs/argon2'

// argon2id, 19 MiB, 2 passes: the first choice of OWASP's password storage cheat sheet (2025).
const REGLAGES = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Hash of a password, to store. */
export const hacher = (motDePasse: string): Promise<string> => hash(motDePasse, REGLAGES)

let leurre: Promise<string> | undefined

/** Whether the password is the right one; takes as long when the account is unknown, so that the answer's time says nothing. */
export async function verifierMotDePasse(stocke: string | null | undefined, motDePasse: string): Promise<boolean> {
  leurre ??= hacher('un mot de passe que personne n’a')
  const bon = await verify(stocke ?? (await leurre), motDePasse).catch(() => false)
  return bon && stocke !== null && stocke !== undefined
}

const COURANTS = ['motdepasse', 'password', '1234567890', 'azertyuiop', 'qwertyuiop', 'iroko']

/** Why a password is refused, or undefined. Length counts, not signs; what everybody tries first is refused (NIST SP 800-63B §5.1.1.2). */
export function refusMotDePasse(motDePasse: string, courriel: string): string | undefined {
  if (motDePasse.length < 12) return 'Choisissez au moins 12 signes : une phrase courte se retient mieux qu’un mot'
  if (motDePasse.length > 200) return 'Choisissez 200 signes au plus'
  const bas = motDePasse.toLowerCase()
  if (new Set(bas).size < 5 || COURANTS.some((courant) => bas.replaceAll(courant, '').length < 5)) return 'Ce mot de passe est trop facile à deviner. Choisissez une phrase'
  if (bas.includes(courriel.split('@')[0]!.toLowerCase())) return 'N’y mettez pas votre nom ni votre adresse'
  return undefined
}
