import { pluriel } from '../../../../lib/francais.ts'
import type { Regles } from '../../referentiel/schemas.ts'
import type { Compte } from '../quorum.ts'
import { Doute } from './champs.tsx'

const FRACTIONS: Readonly<Record<Regles['quorum']['fraction'], string>> = { majorite: 'plus de la moitié', tiers: 'le tiers', 'deux-tiers': 'les deux tiers' }

/** The three figures of a roll, large: who is there, how many must be, who votes. `seconde`: it may deliberate whatever its number. */
export function Quorum({ compte, quorum, regles, seconde, vif }: { compte: Compte; quorum: number; regles: Regles; seconde: boolean; vif?: boolean }) {
  const libre = seconde && regles.quorum.seconde_sans_quorum
  const manque = quorum - compte.presents
  return (
    <div class="pile-s">
      <ul class="bilan" data-appel={vif && !libre ? quorum : undefined}>
        <li class={manque > 0 && !libre ? 'b2' : undefined}>
          <b data-n="presents">{compte.presents}</b> présents
        </li>
        <li class="b1">
          <b>{quorum}</b> quorum
        </li>
        <li>
          <b data-n="votants">{compte.votants}</b> votants
        </li>
      </ul>
      <p>
        {libre ? 'Seconde convocation : le conseil peut délibérer quel que soit le nombre des présents.' : <span data-appel-dit="">{manque > 0 ? `Il manque ${pluriel(manque, 'présent')} pour le quorum.` : 'Le quorum est atteint.'}</span>}{' '}
        <span class="discret">
          {pluriel(compte.membres, 'membre')} en exercice, il faut {FRACTIONS[regles.quorum.fraction]} de présents ; une procuration ne compte pas.
        </span>{' '}
        <Doute regle={regles.quorum} />
      </p>
    </div>
  )
}
