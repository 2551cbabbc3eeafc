import { sansAccents } from '../../lib/francais.ts'

/** A short name made from words: « Nom du défunt » is `nom_du_defunt`. It begins with a letter; `champ` when nothing is left. */
export function nommer(mots: string, auPlus = 40): string {
  const nom = sansAccents(mots).replace(/[’']/g, '_').replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+/, '').slice(0, auPlus).replace(/_+$/, '')
  return nom || 'champ'
}

/** The same, different from those that are taken. */
export function nommerLibre(mots: string, pris: Iterable<unknown>, auPlus = 40): string {
  const deja = new Set(pris)
  const nom = nommer(mots, auPlus - 3)
  let libre = nom
  for (let n = 2; deja.has(libre); n++) libre = `${nom}_${n}`
  return libre
}
