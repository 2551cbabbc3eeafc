import { Groupe } from '../../../ui/champ.tsx'
import { DateChamp } from '../../../ui/dates.tsx'
import { ponctuer } from '../../../lib/francais.ts'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'

/** Two whole dates. */
export function VuePeriode(props: PropsDe<'periode'>) {
  const { champ, nom, page } = props
  return (
    <Groupe {...communs(props, champ.joursAuPlus < 3660 ? `${champ.joursAuPlus} jours au plus, premier et dernier compris` : undefined)} focusable sansParties classe="bornes">
      <DateChamp vue={page.vue} nom={`${nom}.du`} libelle={ponctuer(champ.debut)} />
      <DateChamp vue={page.vue} nom={`${nom}.au`} libelle={ponctuer(champ.fin)} />
    </Groupe>
  )
}
