import { Avis } from '../../../ui/index.ts'
import { estEssai } from './essai.ts'

/** Said on every page of a test that is otherwise that of a true file. */
export function BandeauEssai({ dossier }: { dossier: { id: string; version: number } }) {
  if (!estEssai(dossier)) return null
  return (
    <Avis ton="att" titre="Ceci est un essai">
      <p>
        Rien n’est envoyé, rien n’est compté, aucun papier n’aura de valeur. <a href={`/essais/${dossier.id}`}>Conduire l’essai</a>
      </p>
    </Avis>
  )
}
