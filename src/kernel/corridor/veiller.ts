import type { Maison } from '../maison.ts'

/** How long another process's change of the territory may go unseen. */
const PAS = 5_000

/** Keeps what this process holds in memory in line with what others write. Returns what stops it. */
export function demarrerVeille(maison: Pick<Maison, 'territoires'>, enErreur: (erreur: unknown, nom: string) => void): () => void {
  const minuterie = setInterval(() => {
    maison.territoires.actualiser().catch((erreur: unknown) => enErreur(erreur, 'territoire'))
  }, PAS)
  minuterie.unref()
  return () => clearInterval(minuterie)
}
