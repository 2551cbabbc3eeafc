/** A short mark of a text, the same on a server and in a browser: tells that a text changed, protects nothing. 53 bits (cyrb53), in base 36. */
export function empreinteCourte(texte: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (const lettre of texte) {
    const n = lettre.codePointAt(0)!
    a = Math.imul(a ^ n, 2654435761)
    b = Math.imul(b ^ n, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}
