import { dateHeure } from '../../../../lib/francais.ts'
import { Etiquette, Panneau } from '../../../../ui/index.ts'
import { direEtatMesure, ETATS_MESURE, MESURES, REPONSES, SENS_JUGEMENT } from '../../mesure/mesure.ts'
import { direJour } from '../mots.ts'
import type { Detail } from './detail.tsx'

/** What the prefect has written about an act, and what was answered. */
export function Mesures({ d }: { d: Detail }) {
  if (d.mesures.length === 0) return null
  return (
    <Panneau titre="Suites données par la préfecture" id="suites">
      <ul class="rangees">
        {d.mesures.map((m) => (
          <li key={m.id}>
            <div>
              <a href={`/legalite/mesures/${m.id}`}>
                <b>{MESURES[m.genre].titre}</b>
              </a>{' '}
              <Etiquette ton={ETATS_MESURE[m.etat].ton}>{direEtatMesure(m)}</Etiquette>
              <span class="sous-l petit discret">{m.signeLe ? `${m.numero}, ${dateHeure(m.signeLe)}, ${m.signeParNom}` : `préparée par ${m.prepareParNom}`}</span>
              {m.etat === 'signee' && m.repondreAvant ? <span class="sous-l petit">Réponse attendue au plus tard le {direJour(m.repondreAvant)}</span> : null}
              {m.reponseSens ? <span class="sous-l petit">Réponse : {REPONSES[m.reponseSens].toLowerCase()}</span> : null}
              {m.jugementSens ? (
                <span class="sous-l petit">
                  {SENS_JUGEMENT[m.jugementSens]}, {m.juridiction}, {direJour(m.jugementLe)}
                </span>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Panneau>
  )
}
