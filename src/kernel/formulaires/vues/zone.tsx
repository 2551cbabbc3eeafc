import { Groupe } from '../../../ui/champ.tsx'
import { ZoneTexte } from '../../../ui/champs.tsx'
import { Plan } from '../../../ui/plan.tsx'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'

/** The corners, one a line; with the script, the device's position and a map that add them. */
export function VueZone(props: PropsDe<'zone'>) {
  const { champ, nom, page } = props
  return (
    <Groupe {...communs(props, 'Faites le tour du terrain : un point à chaque coin, dans l’ordre')} focusable sansParties classe="bornes">
      <ZoneTexte vue={page.vue} nom={`${nom}.points`} libelle="Points du contour" aide="Un par ligne, latitude puis longitude, par exemple 6,365412 ; 2,418330" lignes={5} />
      <Plan genre="zone" nom={nom} boite={champ.boite} {...page.territoires.fond()} />
    </Groupe>
  )
}
