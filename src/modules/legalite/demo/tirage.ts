import type { Motif } from '../acte/acte.ts'
import { tirer } from '../controle/selection.ts'

/** A draw of the invented past, with a seed that gives it again from the number its receipt got since. `part`: percent drawn. */
export function refaisable(motif: Motif, arNumero: string | null, part: number): Motif {
  if (motif.graine === undefined || arNumero === null) return motif
  for (let n = 0; n < 10_000; n++) {
    const graine = `${motif.graine}${n.toString(16)}`
    const tirage = tirer(graine, arNumero)
    if (tirage < part) return { ...motif, graine, tirage }
  }
  return motif
}
