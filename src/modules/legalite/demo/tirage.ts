import type { Motif } from '../acte/acte.ts'
import { tirer } from '../controle/selection.ts'

/** A seed of the invented past under which this receipt is drawn, or is not. `part`: percent drawn. */
function chercher(graine: string, arNumero: string, pris: (tirage: number) => boolean): string | undefined {
  for (let n = 0; n < 10_000; n++) if (pris(tirer(`${graine}${n.toString(16)}`, arNumero))) return `${graine}${n.toString(16)}`
  return undefined
}

/** A draw of the invented past, with a seed that gives it again from the number its receipt got since: the reasons it is examined for, and the seed the act keeps. */
export function refaire(motifs: readonly Motif[], graine: string | null, arNumero: string | null, part: number): { motifs: Motif[]; graine: string | null } {
  const tire = motifs.some((m) => m.code === 'hasard')
  const trouvee = graine === null || arNumero === null ? undefined : chercher(graine, arNumero, (t) => (tire ? t < part : t >= part))
  if (trouvee === undefined || arNumero === null) return { motifs: motifs.filter((m) => m.code !== 'hasard'), graine: null }
  return { motifs: motifs.map((m) => (m.code === 'hasard' ? { ...m, graine: trouvee, tirage: tirer(trouvee, arNumero) } : m)), graine: trouvee }
}
