import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { assainirTexte } from './assainir.ts'
import { depuisWoff } from './police.ts'

/** Ranges of code points, first and last included. */
type Plages = readonly (readonly [number, number])[]

/** What a font can draw: its `cmap` table, format 12 (OpenType 1.9, « cmap »). Throws when it has none. */
export function plagesDe(police: Buffer): Plages {
  const tables = police.readUInt16BE(4)
  for (let i = 0; i < tables; i++) {
    const ligne = 12 + 16 * i
    if (police.toString('latin1', ligne, ligne + 4) !== 'cmap') continue
    const cmap = police.readUInt32BE(ligne + 8)
    for (let j = 0; j < police.readUInt16BE(cmap + 2); j++) {
      const sous = cmap + police.readUInt32BE(cmap + 4 + 8 * j + 4)
      if (police.readUInt16BE(sous) !== 12) continue
      return Array.from({ length: police.readUInt32BE(sous + 12) }, (_, k) => [police.readUInt32BE(sous + 16 + 12 * k), police.readUInt32BE(sous + 20 + 12 * k)] as const)
    }
  }
  throw new Error('Cette police n’a pas de table cmap de format 12')
}

let plages: readonly Plages[] | undefined

function polices(): readonly Plages[] {
  const requerir = createRequire(import.meta.url)
  return (plages ??= ['400', '700'].map((graisse) => plagesDe(depuisWoff(readFileSync(requerir.resolve(`@fontsource/dejavu-sans/files/dejavu-sans-latin-${graisse}-normal.woff`))))))
}

const dessine = (code: number) => polices().every((police) => police.some(([de, a]) => code >= de && code <= a))

/** The first sign of a text that no document can print, or undefined: to be said while its author can still change it. */
export function signeSansDessin(texte: string): string | undefined {
  return [...assainirTexte(texte)].find((signe) => signe > '~' && !/\s/u.test(signe) && !dessine(signe.codePointAt(0)!))
}

/** The same text with a square for each sign that cannot be printed: for names nobody can change any more. */
export function remplacerSansDessin(texte: string): string {
  return [...assainirTexte(texte)].map((signe) => (signe > '~' && !/\s/u.test(signe) && !dessine(signe.codePointAt(0)!) ? '□' : signe)).join('')
}
