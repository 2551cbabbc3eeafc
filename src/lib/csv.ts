/** The separator that the titles of a CSV use most: semicolon, tab or comma. What stands between quotes separates nothing. */
export function separateur(texte: string): string {
  const titres = texte.split(/\r?\n/, 1)[0]!.replace(/"[^"]*"/g, '')
  return [';', '\t', ','].toSorted((a, b) => titres.split(b).length - titres.split(a).length)[0]!
}
