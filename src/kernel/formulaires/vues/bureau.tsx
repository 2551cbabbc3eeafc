import { rechercheDe } from '../types/bureau.ts'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'
import { VueRecherche } from './recherche.tsx'

/** An office, found by its name or by its commune. */
export function VueBureau(props: PropsDe<'bureau'>) {
  return <VueRecherche commun={communs(props, 'Écrivez le nom du bureau ou de la commune, puis « Chercher »')} page={props.page} recherche={rechercheDe(props.champ, props.page.territoires)} />
}
