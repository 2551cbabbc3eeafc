import { fcfa } from '../../lib/francais.ts'
import { AConfirmer, Etiquette } from '../../ui/index.ts'
import { ETATS } from './paiement.ts'
import type { Paiement } from './paiement.ts'

/** The payments of an object, on the page of that object: what, how much, where it stands; to the agent a link to the gesture, to its holder the receipt. */
export function Paiements({ paiements, pour }: { paiements: readonly Paiement[]; pour: 'agent' | 'titulaire' }) {
  return (
    <ul class="simple">
      {paiements.map((p) => (
        <li key={p.id}>
          {p.libelle} : <b>{fcfa(p.montant)}</b> <Etiquette ton={ETATS[p.etat].ton}>{ETATS[p.etat].libelle}</Etiquette> {p.verifie || p.etat !== 'du' ? null : <AConfirmer>Montant à confirmer</AConfirmer>}
          <br />
          {pour === 'agent' ? (
            <a class="no-print" href={`/paiements/${p.id}`}>
              {p.etat === 'du' ? 'Encaisser ou exempter' : 'Voir le paiement'}
              <span class="sr"> : {p.libelle}</span>
            </a>
          ) : p.etat === 'paye' ? (
            <a href={`/paiements/${p.id}/recu.pdf`}>{p.moyen === 'en_ligne' ? 'Reçu (PDF)' : 'Quittance (PDF)'}</a>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
