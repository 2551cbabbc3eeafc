import type { ComponentChildren } from 'preact'
import { majuscule, pluriel } from '../../../lib/francais.ts'
import type { Agenda } from '../agenda.ts'
import { direQuand } from '../rendezvous.ts'
import type { RendezVous } from '../rendezvous.ts'

/** An appointment as its holder reads it: when, where, with what. */
export function Billet({ rdv, agenda, bureau, children }: { rdv: Pick<RendezVous, 'debut' | 'fin' | 'etat'>; agenda: Pick<Agenda, 'titre' | 'raison' | 'lieu' | 'apporter'>; bureau: string; children?: ComponentChildren }) {
  const duree = Math.round((rdv.fin.getTime() - rdv.debut.getTime()) / 60_000)
  return (
    <div class="billet pile">
      <p class="quand">{rdv.etat === 'annule' ? <s>{majuscule(direQuand(rdv.debut))}</s> : majuscule(direQuand(rdv.debut))}</p>
      <dl class="recap">
        <div>
          <dt>Pour</dt>
          <dd>
            {agenda.titre}
            {agenda.raison ? <small class="discret"> {agenda.raison}</small> : null}
          </dd>
        </div>
        <div>
          <dt>Où</dt>
          <dd>
            {bureau} <small class="discret">{agenda.lieu}</small>
          </dd>
        </div>
        <div>
          <dt>Durée</dt>
          <dd>{pluriel(duree, 'minute')}</dd>
        </div>
        {agenda.apporter ? (
          <div>
            <dt>À apporter</dt>
            <dd>{agenda.apporter}</dd>
          </div>
        ) : null}
      </dl>
      {children}
    </div>
  )
}
