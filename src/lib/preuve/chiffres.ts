/*
 * Bytes written with decimal digits, because a QR stores three digits in ten bits (numeric mode, ISO/IEC 18004).
 * The bytes are cut in groups of seven. Each group is a big-endian number written on 17 digits, padded with zeros on
 * the left; a last group of 1, 2, 3, 4, 5 or 6 bytes is written on 3, 5, 8, 10, 13 or 15 digits. The length of the
 * text gives back the length of the bytes, leading zeros included, and every byte string has exactly one writing.
 */
const GROUPE = 7
const LARGEUR = [0, 3, 5, 8, 10, 13, 15, 17] as const
/** Longest text read: 3,000 bytes, the most a QR can hold, and far more than a seal. */
const MAXIMUM = 7300

/** Writes bytes as decimal digits (see the top of this file). */
export function versChiffres(octets: Uint8Array): string {
  let texte = ''
  for (let i = 0; i < octets.length; i += GROUPE) {
    const groupe = octets.subarray(i, i + GROUPE)
    let nombre = 0n
    for (const octet of groupe) nombre = (nombre << 8n) | BigInt(octet)
    texte += nombre.toString().padStart(LARGEUR[groupe.length]!, '0')
  }
  return texte
}

/** Reads back `versChiffres`; undefined if the text is not one it can have written (other signs, bad length, group too large). */
export function depuisChiffres(texte: string): Uint8Array | undefined {
  if (texte.length > MAXIMUM || !/^[0-9]+$/.test(texte)) return undefined
  const entiers = Math.floor(texte.length / LARGEUR[GROUPE])
  const reste = (LARGEUR as readonly number[]).indexOf(texte.length % LARGEUR[GROUPE])
  if (reste < 0) return undefined
  const octets = new Uint8Array(entiers * GROUPE + reste)
  for (let g = 0; g * GROUPE < octets.length; g++) {
    const taille = Math.min(GROUPE, octets.length - g * GROUPE)
    let nombre = BigInt(texte.slice(g * LARGEUR[GROUPE], g * LARGEUR[GROUPE] + LARGEUR[taille]!))
    for (let i = taille - 1; i >= 0; i--) {
      octets[g * GROUPE + i] = Number(nombre & 255n)
      nombre >>= 8n
    }
    if (nombre > 0n) return undefined
  }
  return octets
}
