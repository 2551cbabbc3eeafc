/** What our seals may hold: integers, byte strings, text, arrays and maps. No float, no null, no indefinite length. */
export type Cbor = number | string | Uint8Array | Cbor[] | Map<number | string, Cbor> | { tag: number; valeur: Cbor }

const PROFONDEUR = 8
const texteStrict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Decodes one CBOR item (RFC 8949) of the strict subset above, and nothing after it. Lengths and integers must be in
 * their shortest form and map keys unique, so that two different byte strings never mean the same thing.
 * Throws on anything else. Written small: the browser's verifier carries it.
 */
export function decoder(octets: Uint8Array): Cbor {
  let i = 0
  const refuser = (): never => {
    throw new Error('CBOR')
  }
  const tranche = (longueur: number): Uint8Array => {
    if (longueur > octets.length - i) refuser()
    i += longueur
    return octets.subarray(i - longueur, i)
  }
  const argument = (info: number): number => {
    if (info < 24) return info
    if (info > 26) return refuser()
    const taille = 1 << (info - 24)
    let valeur = 0
    for (const octet of tranche(taille)) valeur = valeur * 256 + octet
    return valeur < (taille === 1 ? 24 : 256 ** (taille / 2)) ? refuser() : valeur
  }
  const lire = (profondeur: number): Cbor => {
    if (profondeur > PROFONDEUR) refuser()
    const tete = tranche(1)[0]!
    const nombre = argument(tete & 31)
    switch (tete >> 5) {
      case 0: return nombre
      case 1: return -1 - nombre
      case 2: return tranche(nombre)
      case 3: return texteStrict.decode(tranche(nombre))
      case 4: return liste(nombre, profondeur)
      case 5: return carte(nombre, profondeur)
      case 6: return { tag: nombre, valeur: lire(profondeur + 1) }
      default: return refuser()
    }
  }
  const liste = (nombre: number, profondeur: number): Cbor[] => {
    if (nombre > octets.length - i) refuser()
    return Array.from({ length: nombre }, () => lire(profondeur + 1))
  }
  const carte = (nombre: number, profondeur: number): Map<number | string, Cbor> => {
    const resultat = new Map<number | string, Cbor>()
    for (let n = 0; n < nombre; n++) {
      const cle = lire(profondeur + 1)
      if ((typeof cle !== 'number' && typeof cle !== 'string') || resultat.has(cle)) return refuser()
      resultat.set(cle, lire(profondeur + 1))
    }
    return resultat
  }
  const racine = lire(0)
  return i === octets.length ? racine : refuser()
}
