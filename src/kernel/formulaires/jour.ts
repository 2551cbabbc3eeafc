import { lireParties } from './dates.ts'

type Saisi = Readonly<Record<string, unknown>>
const partie = (input: Saisi, nom: string) => (typeof input[nom] === 'string' ? input[nom] : '')

/** Whether the three boxes of a date were left empty. */
export const estVide = (input: Saisi, nom: string): boolean => ['jour', 'mois', 'annee'].every((p) => partie(input, `${nom}.${p}`).trim() === '')

/** The day written in `nom.jour`, `nom.mois`, `nom.annee` as YYYY-MM-DD, or sentences by field. */
export function lireJour(input: Saisi, nom: string, maintenant: Date): { jour: string } | { erreurs: Record<string, string> } {
  const lu = lireParties({ jour: partie(input, `${nom}.jour`), mois: partie(input, `${nom}.mois`), annee: partie(input, `${nom}.annee`) }, 'jour', { naissance: false }, maintenant, false)
  if ('date' in lu) {
    const deux = (n: number | undefined) => String(n ?? 1).padStart(2, '0')
    return { jour: `${lu.date.annee}-${deux(lu.date.mois)}-${deux(lu.date.jour)}` }
  }
  return { erreurs: Object.fromEntries(lu.fautes.map((f) => [f.partie ? `${nom}.${f.partie}` : nom, f.phrase])) }
}
