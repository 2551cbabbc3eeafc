import { Groupe } from '../../../ui/champ.tsx'
import { Selection } from '../../../ui/champs.tsx'
import { ponctuer } from '../../../lib/francais.ts'
import { niveauxDe } from '../types/choix-lie.ts'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'

/** One list a level. Without a script all of them are whole, grouped by what is above; the script narrows them. */
export function VueChoixLie(props: PropsDe<'choix_lie'>) {
  const { champ, nom, page } = props
  const niveaux = niveauxDe(champ)
  return (
    <Groupe {...communs(props)} focusable sansParties classe="lies">
      {champ.niveaux.map((niveau, rang) => (
        <div key={niveau.code} data-lie={rang}>
          <Selection
            vue={page.vue}
            nom={`${nom}.${niveau.code}`}
            libelle={ponctuer(niveau.libelle)}
            options={niveaux[rang]!.map((n) => ({ valeur: n.chemin, libelle: n.libelle, ...(rang > 0 ? { groupe: n.parents.join(' – ') } : {}) }))}
          />
        </div>
      ))}
    </Groupe>
  )
}
