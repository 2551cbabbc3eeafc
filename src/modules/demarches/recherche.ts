import { sansAccents } from '../../lib/francais.ts'
import type { Demarche } from './definition.ts'

/** Procedures whose title, summary, situation or key words hold every word typed; blind to accents and case. */
export function chercherDemarches<D extends Demarche>(demarches: readonly D[], cherche: string | undefined): D[] {
  const mots = sansAccents(cherche ?? '').split(/[^a-z0-9]+/).filter((mot) => mot.length > 1)
  if (mots.length === 0) return [...demarches]
  const note = (d: Demarche) => {
    const titre = sansAccents(d.titre)
    const tout = sansAccents([d.titre, d.fiche.resume, d.fiche.situation, ...d.fiche.motsCles, ...d.fiche.sertA].join(' '))
    return mots.every((mot) => tout.includes(mot.replace(/s$/, ''))) ? 1 + mots.filter((mot) => titre.includes(mot)).length : 0
  }
  return demarches.map((d) => ({ d, n: note(d) })).filter(({ n }) => n > 0).toSorted((a, b) => b.n - a.n).map(({ d }) => d)
}
