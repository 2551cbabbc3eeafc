/** Private signs between which a search puts what it has found: no text shown holds them (registre/masquer.ts takes them away). */
export const DEBUT_TROUVE = '\ue000'
export const FIN_TROUVE = '\ue001'
/** Signs of a text in which an extract is looked for: a longer one would be read whole for two lines. */
export const EXTRAIT_DANS = 30_000
/** How PostgreSQL cuts an extract (`ts_headline`). */
export const EXTRAIT = `StartSel=${DEBUT_TROUVE}, StopSel=${FIN_TROUVE}, MaxFragments=2, MinWords=6, MaxWords=16, FragmentDelimiter=" … "`

/** An extract as parts, those that were found apart: whoever shows them escapes each, and marks what was found. */
export function lireExtrait(extrait: string): { texte: string; trouve: boolean }[] {
  return extrait.split(DEBUT_TROUVE).flatMap((morceau, i) => {
    if (i === 0) return morceau === '' ? [] : [{ texte: morceau, trouve: false }]
    const [mot = '', ...suite] = morceau.split(FIN_TROUVE)
    return [{ texte: mot, trouve: true }, ...(suite.join('') === '' ? [] : [{ texte: suite.join(''), trouve: false }])]
  })
}
