import { Groupe, valeurDe } from '../../../ui/champ.tsx'
import { Texte } from '../../../ui/champs.tsx'
import { Plan } from '../../../ui/plan.tsx'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'

/** Two boxes; with the script, the device's position and a map that fill them. */
export function VuePoint(props: PropsDe<'point'>) {
  const { champ, nom, page } = props
  const { vue } = page
  return (
    <Groupe {...communs(props, 'En degrés. Une application de carte les donne quand on appuie longtemps sur un endroit')} focusable sansParties>
      <div class="coordonnees">
        <Texte vue={vue} nom={`${nom}.latitude`} libelle="Latitude" aide="Par exemple 6,365412" autocomplete="off" inputmode="decimal" />
        <Texte vue={vue} nom={`${nom}.longitude`} libelle="Longitude" aide="Par exemple 2,418330" autocomplete="off" inputmode="decimal" />
      </div>
      <input type="hidden" name={`${nom}.precision`} value={valeurDe(vue, `${nom}.precision`)} />
      <Plan genre="point" nom={nom} boite={champ.boite} {...page.territoires.fond()} />
    </Groupe>
  )
}
