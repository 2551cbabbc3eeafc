/** What stands for a masked passage, whatever its length: its width tells nothing. */
export const MASQUE = '▇▇▇'

/** A text reduced to what is compared, and where each of its signs comes from in the source (UTF-16 indexes). */
type Pli = { signes: string; debuts: number[]; fins: number[] }

const INVISIBLE = /[\p{Cf}\p{M}\p{Cc}]/u
const BLANC = /\s/u
const TIRET = /[\p{Pd}\u2212]/u
const ALNUM = /[\p{L}\p{N}]/u
const FIN_ALNUM = /[\p{L}\p{N}]$/u
/** Numbers, matricules, accounts: spaces, dots and dashes inside them do not count. */
const CODE = /^[\p{Lu}\p{N}\s.\p{Pd}/+()]+$/u
const SEPARATEUR = /[\s.\p{Pd}/()+]/u

/** Folds case, accents, white space, apostrophes and dashes; `couper` joins a word cut at the end of a line. */
function plier(texte: string, o: { code: boolean; couper: boolean }): Pli {
  const [signes, debuts, fins]: [string[], number[], number[]] = [[], [], []]
  const ajouter = (signe: string, i: number, fin: number) => {
    signes.push(signe)
    debuts.push(i)
    fins.push(fin)
  }
  for (let i = 0; i < texte.length; ) {
    const signe = String.fromCodePoint(texte.codePointAt(i)!)
    const fin = i + signe.length
    if (o.couper && TIRET.test(signe) && BLANC.test(texte[fin] ?? '')) {
      i = fin
      while (i < texte.length && BLANC.test(texte[i]!)) i++
      continue
    }
    if (o.code && SEPARATEUR.test(signe)) {
      i = fin
      continue
    }
    if (BLANC.test(signe) || TIRET.test(signe)) {
      if (signes.at(-1) !== ' ') ajouter(' ', i, fin)
    } else if (/['’ʼ‘`´]/u.test(signe)) ajouter("'", i, fin)
    else if (!INVISIBLE.test(signe)) for (const un of signe.normalize('NFKD').toLowerCase().normalize('NFKD')) if (!INVISIBLE.test(un)) ajouter(un, i, fin)
    i = fin
  }
  // One string unit a place: signs beyond the first plane are two.
  const pli: Pli = { signes: '', debuts: [], fins: [] }
  signes.forEach((s, i) => {
    pli.signes += s
    for (let u = 0; u < s.length; u++) {
      pli.debuts.push(debuts[i]!)
      pli.fins.push(fins[i]!)
    }
  })
  return pli
}

const estCode = (passage: string): boolean => CODE.test(passage) && (passage.match(/\p{N}/gu)?.length ?? 0) >= 4

/** A passage as it may be looked for, or undefined: nothing of less than two letters or digits is masked. */
export function lirePassage(texte: string): string | undefined {
  const net = texte.normalize('NFC').replaceAll(/[▇\ue000\ue001]/gu, ' ').replaceAll(/\s+/gu, ' ').trim()
  return (net.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2 ? net.slice(0, 300) : undefined
}

type Place = readonly [debut: number, fin: number]

function chercher(texte: Pli, passage: string, code: boolean): Place[] {
  const voulu = plier(passage, { code, couper: false }).signes.trim()
  if (voulu === '') return []
  const places: Place[] = []
  const [bordGauche, bordDroit] = [!code && ALNUM.test(String.fromCodePoint(voulu.codePointAt(0)!)), !code && ALNUM.test([...voulu].at(-1)!)]
  for (let i = texte.signes.indexOf(voulu); i !== -1; i = texte.signes.indexOf(voulu, i + 1)) {
    const fin = i + voulu.length
    if (bordGauche && i > 0 && FIN_ALNUM.test(texte.signes.slice(Math.max(0, i - 2), i))) continue
    if (bordDroit && fin < texte.signes.length && ALNUM.test(String.fromCodePoint(texte.signes.codePointAt(fin)!))) continue
    places.push([texte.debuts[i]!, texte.fins[fin - 1]!])
  }
  return places
}

/** Where these passages are in a text: whole words, whatever their case, their accents, their line; numbers, however they are grouped. */
function trouver(texte: string, passages: readonly string[]): (readonly [passage: string, place: Place])[] {
  const plis = [{ code: false, couper: false }, { code: false, couper: true }].map((o) => plier(texte, o))
  const codes = passages.some(estCode) ? plier(texte, { code: true, couper: false }) : undefined
  return passages.flatMap((p) => [...plis.flatMap((pli) => chercher(pli, p, false)), ...(codes && estCode(p) ? chercher(codes, p, true) : [])].map((place) => [p, place] as const))
}

/** Which of these passages can still be read in a text. */
export function reste(texte: string, passages: readonly string[]): string[] {
  return [...new Set(trouver(texte, passages.flatMap((p) => lirePassage(p) ?? [])).map(([p]) => p))]
}

/** A text that anybody may be given: composed, without the signs a search puts in, without control signs but line and page ends. */
export const nettoyer = (texte: string): string => texte.normalize('NFC').replaceAll(/[\ue000\ue001]/gu, '').replaceAll(/[^\P{Cc}\n\f\t]/gu, '')

/**
 * The text with the same mask in place of each occurrence of each passage; masks that touch become one. What is masked is nowhere in what is returned:
 * masking is done again while something can be read (a word may come free when its neighbour goes).
 */
export function masquer(texte: string, passages: readonly string[]): string {
  const lus = passages.flatMap((p) => lirePassage(p) ?? [])
  let ici = nettoyer(texte)
  if (lus.length === 0) return ici
  for (let places = trouver(ici, lus).map(([, p]) => p); places.length > 0; places = trouver(ici, lus).map(([, p]) => p)) {
    let fait = ''
    let jusque = 0
    for (const [debut, fin] of unir(ici, places)) {
      fait += ici.slice(jusque, debut) + MASQUE
      jusque = fin
    }
    ici = fait + ici.slice(jusque)
  }
  return ici.replaceAll(/▇▇▇(?:\s*▇+)+/gu, MASQUE)
}

/** Places in order, joined where they overlap or where only white space is between them. */
function unir(texte: string, places: readonly Place[]): Place[] {
  const unies: [number, number][] = []
  for (const [debut, fin] of places.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const derniere = unies.at(-1)
    if (derniere && (debut <= derniere[1] || texte.slice(derniere[1], debut).trim() === '')) derniere[1] = Math.max(derniere[1], fin)
    else unies.push([debut, fin])
  }
  return unies
}

/** A public text cut where one reads: at its pages, then before each article, visa and reason. A PDF says its words, not its lines. */
export const paragraphes = (page: string): string[] => page.split(/\n{2,}|(?<=[\s.;:,])(?=(?:Article|ARTICLE|Art\.) (?:premier|PREMIER|1er|\d{1,3})\b)|(?<=[\s;,])(?=(?:Vu|VU) (?:la|le|les|l’|l'|LA|LE|L’|L')\b)|(?<=[\s;,])(?=(?:Considérant|CONSIDÉRANT)\b|(?:ARRÊTE|ARRETE|DÉLIBÈRE|DELIBERE|DÉCIDE|DECIDE)\s*:)/u).map((p) => p.trim()).filter(Boolean)
