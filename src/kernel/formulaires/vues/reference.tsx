import { Selection } from '../../../ui/champs.tsx'
import { enListe, lignesDe, rechercheDe } from '../types/reference.ts'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'
import { VueRecherche } from './recherche.tsx'

/** A short table is a list; a long one is looked into. */
export function VueReference(props: PropsDe<'reference'>) {
  const { champ, page } = props
  if (!enListe(champ)) return <VueRecherche commun={communs(props, 'Écrivez un mot du nom, puis « Chercher »')} page={page} recherche={rechercheDe(champ)} />
  return <Selection {...communs(props)} options={lignesDe(champ).lignes.map((l) => ({ valeur: l.valeur, libelle: l.chemin ? `${l.nom} (${l.chemin})` : l.nom }))} />
}
