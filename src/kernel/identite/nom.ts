/** Of a whole name, the family name and the given names. */
export type NomSepare = { famille: string; prenoms: string }

/** « da Silva », « d’Almeida »: the family name begins there. */
const PARTICULE = /^(?:d[aeo]s?|du|van|von)$|^d['’]\p{Lu}/u
const enCapitales = (mot: string): boolean => mot.length > 1 && /\p{Lu}/u.test(mot) && mot === mot.toLocaleUpperCase('fr')

/**
 * Splits a name kept in one box, only where nothing is guessed: capitals say which words are the family name; else, when the box asks for
 * given names first, two words, or a particle. Undefined for anything else: an empty box is better than somebody else's name.
 */
export function separerNom(nom: string, ordre?: 'prenoms_nom'): NomSepare | undefined {
  const mots = nom.trim().split(/\s+/).filter(Boolean)
  const [premiere, derniere] = [mots.findIndex(enCapitales), mots.findLastIndex(enCapitales)]
  const compte = mots.filter(enCapitales).length
  if (compte > 0) {
    const bord = compte < mots.length && derniere - premiere + 1 === compte && (premiere === 0 || derniere === mots.length - 1)
    return bord ? couper(mots, premiere, derniere + 1) : undefined
  }
  if (ordre === undefined) return undefined
  const particule = mots.findIndex((mot, i) => i > 0 && PARTICULE.test(mot))
  if (particule > 0 && (particule < mots.length - 1 || /['’]/.test(mots[particule]!))) return couper(mots, particule, mots.length)
  return mots.length === 2 ? couper(mots, 1, 2) : undefined
}

const couper = (mots: readonly string[], du: number, au: number): NomSepare => ({ famille: mots.slice(du, au).join(' '), prenoms: [...mots.slice(0, du), ...mots.slice(au)].join(' ') })
