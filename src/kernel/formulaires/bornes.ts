/** What a definition may weigh, told before it is read in detail: a file of any size gets one sentence, and quickly. */

export const CHAMPS_AU_PLUS = 600
/** Values of any kind in a definition: six tables of 5,000 rows and eight columns, and a full form. */
const VALEURS_AU_PLUS = 300_000
const SIGNES_AU_PLUS = 8_000_000
const PROFONDEUR = 14

type Mesure = { valeurs: number; signes: number; champs: number }

/** What makes a definition too heavy to be read, in French; undefined when nothing does. Stops at the first excess. */
export function fauteDePoids(source: unknown): string | undefined {
  const mesure: Mesure = { valeurs: 0, signes: 0, champs: 0 }
  return peser(source, 0, false, mesure) ?? (mesure.champs > CHAMPS_AU_PLUS ? phraseChamps(mesure.champs) : undefined)
}

/** Too many fields, with how many there are. */
const phraseChamps = (n: number): string => `Le formulaire a ${n} champs, il en faut au plus ${CHAMPS_AU_PLUS} : partagez-le en plusieurs démarches`

function peser(v: unknown, profondeur: number, listeDeChamps: boolean, mesure: Mesure): string | undefined {
  if (profondeur > PROFONDEUR) return 'Le formulaire est trop emboîté : un groupe ne se répète pas dans lui-même'
  mesure.valeurs++
  if (typeof v === 'string') mesure.signes += v.length
  if (mesure.valeurs > VALEURS_AU_PLUS || mesure.signes > SIGNES_AU_PLUS) return 'Le formulaire est trop lourd : réduisez ses tables de référence et ses textes'
  if (typeof v !== 'object' || v === null) return undefined
  if (Array.isArray(v)) {
    if (listeDeChamps) mesure.champs += v.length
    for (const e of v) {
      const faute = peser(e, profondeur + 1, false, mesure)
      if (faute) return faute
    }
    return undefined
  }
  for (const [cle, e] of Object.entries(v)) {
    mesure.signes += cle.length
    const faute = peser(e, profondeur + 1, cle === 'champs', mesure)
    if (faute) return faute
  }
  return undefined
}
