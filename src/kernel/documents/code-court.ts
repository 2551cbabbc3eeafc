/*
 * Short code printed beside the QR: 9 random signs (45 bits) and 1 check sign, in Crockford's base 32 (no I, L, O, U),
 * grouped 4-4-2. Check sign: ISO/IEC 7064 hybrid system, recursive, with M = 32 (MOD 33,32), which finds every single
 * wrong sign and nearly every exchange of two neighbours.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const M = 32

function controle(signes: string): string {
  let produit = M
  for (const signe of signes) {
    const somme = (produit + ALPHABET.indexOf(signe)) % M || M
    produit = (somme * 2) % (M + 1)
  }
  return ALPHABET[(M + 1 - produit) % M]!
}

const grouper = (code: string) => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`

/** Makes a code from at least 9 random bytes: « 7K2M-94QX-3H ». */
export function codeCourt(alea: Uint8Array): string {
  if (alea.length < 9) throw new RangeError('9 octets')
  const signes = Array.from(alea.subarray(0, 9), (octet) => ALPHABET[octet & 31]).join('')
  return grouper(signes + controle(signes))
}

/**
 * Reads a code as people type it: lower case, spaces, dashes of any kind, O for 0, I or L for 1.
 * Undefined if it is not ten signs, or the check sign differs.
 */
export function lireCodeCourt(texte: string): string | undefined {
  if (texte.length > 60) return undefined
  const signes = texte.normalize('NFKC').toUpperCase().replace(/[\s\p{Pd}_.\u2212]/gu, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (signes.length !== 10 || [...signes].some((signe) => !ALPHABET.includes(signe))) return undefined
  return controle(signes.slice(0, 9)) === signes[9] ? grouper(signes) : undefined
}
