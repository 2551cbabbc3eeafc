import { join } from 'node:path'
import { origineDe, ouvrirCle, sequencer } from '../journal/index.ts'
import type { ReglagesJournal } from '../journal/index.ts'
import type { Maison } from '../maison.ts'

/** Between two runs of the sequencer: what a file's own page needs to show its proof « in a moment ». */
const PAS = 2_000

/** Where the public log lies, and the key that signs it. */
export function reglagesJournal(maison: Maison): ReglagesJournal {
  const { adresse, donnees, temoin } = maison.reglages
  return { cle: ouvrirCle(maison.secret('journal'), origineDe(adresse)), dossier: join(donnees, 'journal'), ...(temoin ? { temoin } : {}) }
}

/** Numbers and publishes the journal every two seconds, one run at a time. Returns what stops it. */
export function demarrerNumeroteur(maison: Maison, maintenant: () => Date, enErreur: (erreur: unknown, nom: string) => void): () => Promise<void> {
  const reglages = reglagesJournal(maison)
  let fini = false
  let encours: Promise<unknown> = Promise.resolve()
  let minuterie: NodeJS.Timeout | undefined
  const tour = () => {
    encours = sequencer(maison.base, reglages, maintenant())
      .catch((erreur: unknown) => enErreur(erreur, 'journal'))
      .finally(() => {
        if (!fini) minuterie = setTimeout(tour, PAS)
      })
  }
  tour()
  return async () => {
    fini = true
    clearTimeout(minuterie)
    await encours
  }
}
