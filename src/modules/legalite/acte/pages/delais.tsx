import { AConfirmer, Horloge, Panneau } from '../../../../ui/index.ts'
import { direJour } from '../mots.ts'
import type { Detail } from './detail.tsx'

/** Where the delay of the control stands, and the reason of each date. */
export function Delais({ d }: { d: Detail }) {
  const { temps, acte } = d
  if (!temps) return null
  const fini = acte.closLe !== null || acte.etat === 'juge' || acte.etat === 'annule' || acte.etat === 'retourne'
  return (
    <Panneau titre="Délai de contrôle" id="delai" {...(d.regles.delais.controle.verifie ? {} : { fin: <AConfirmer /> })}>
      {fini ? <p>{acte.closLe && acte.duree !== null ? `Contrôle clos en ${acte.duree} jours.` : 'Le délai ne court plus.'}</p> : acte.etat === 'defere' ? <p>Le juge est saisi : le délai de contrôle ne court plus.</p> : <Horloge temps={temps.temps} />}
      <details>
        <summary>Pourquoi ces dates</summary>
        <ol class="simple petit">
          {temps.etat.explications.map((e) => (
            <li key={e.raison}>
              <b>{direJour(e.date)}</b>. {e.raison}.
            </li>
          ))}
        </ol>
        <p class="petit discret">{d.regles.delais.controle.source}.</p>
      </details>
    </Panneau>
  )
}
