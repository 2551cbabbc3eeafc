import { dateHeure, dateSimple, heure, pluriel } from '../../../../lib/francais.ts'
import { Etiquette, Panneau, Tableau } from '../../../../ui/index.ts'
import type { Ton, Vue } from '../../../../ui/index.ts'
import { aLaMain, MODES_ENVOI } from '../convocation.queries.ts'
import type { Appele } from '../convocation.queries.ts'
import { QUALITES } from '../membre.ts'
import { compter, PRESENCES } from '../quorum.ts'
import type { Presence } from '../quorum.ts'
import type { Detail } from './detail.tsx'
import { aRemettre } from '../salle.ts'
import type { Envoi } from '../salle.ts'
import { Quorum } from './quorum.tsx'

const TONS: Readonly<Record<Presence, Ton>> = { present: 'bon', represente: 'info', excuse: 'pause', absent: 'tard' }

/** Who was called, by what proof, and who came. */
export function Membres({ d, vue }: { d: Detail; vue: Vue }) {
  if (d.seance.etat === 'preparee' || d.membres.length === 0) return null
  const compte = compter(d.membres)
  const appele = d.membres.some((a) => a.presence !== null)
  const noms = new Map(d.membres.map((a) => [a.membreId, a.nom]))
  const attente = d.membres.filter((a) => aRemettre(a, d.envois)).length
  return (
    <Panneau titre="Convocations et présences" id="convocations">
      {appele && d.seance.quorum > 0 ? <Quorum compte={compte} quorum={d.seance.quorum} regles={d.regles} seconde={d.seance.remplace !== null} /> : null}
      <p>
        {pluriel(d.membres.length, 'membre convoqué', 'membres convoqués')}
        {d.seance.etat === 'annulee' ? '' : attente > 0 ? `, ${pluriel(attente, 'remise à noter', 'remises à noter')}` : ', chacun avec sa preuve'}.
      </p>
      <details open={d.seance.etat === 'convoquee' && !appele}>
        <summary>{appele ? 'Qui était là' : 'Comment chacun est prévenu'}</summary>
        <Tableau
          vue={vue}
          legende="Membres, leur convocation et leur présence"
          fiche
          lignes={d.membres}
          cle={(a) => a.membreId}
          colonnes={[
            { titre: 'Membre', entete: true, cellule: (a: Appele) => <>{a.nom} <span class="sous-l discret">{QUALITES[a.qualite]}</span></> },
            ...(appele ? [{ titre: 'Présence', place: 'etat' as const, cellule: (a: Appele) => (a.presence ? <><Etiquette ton={TONS[a.presence]}>{PRESENCES[a.presence]}</Etiquette>{a.mandataire ? <small> par {noms.get(a.mandataire)}</small> : null}</> : '') }] : []),
            { titre: 'Convocation', cellule: (a: Appele) => (a.mode ? MODES_ENVOI[a.mode] : 'Non convoqué') },
            { titre: 'Envoyée', cellule: (a: Appele) => (a.envoyeeLe ? (aLaMain(a.mode) ? dateSimple(a.envoyeeLe) : dateHeure(a.envoyeeLe)) : <Etiquette ton="pause">{a.mode ? 'À noter' : 'Élu depuis'}</Etiquette>) },
            { titre: 'Preuve', cellule: (a: Appele) => <Preuve a={a} envoi={d.envois.get(a.membreId)} /> },
          ]}
          vide={null}
        />
      </details>
    </Panneau>
  )
}

/** What proves it: the words of whoever handed it over, or what became of the message. */
function Preuve({ a, envoi }: { a: Appele; envoi: Envoi | undefined }) {
  if (aLaMain(a.mode) || !envoi) return <>{a.preuve}</>
  return (
    <>
      {a.preuve} <small class="discret">n° {a.messageId?.slice(-8)}</small>{' '}
      {envoi.parti ? <small class="discret">parti à {heure(envoi.parti)}</small> : envoi.refuse ? <Etiquette ton="tard">Pas parti</Etiquette> : <Etiquette ton="pause">Part bientôt</Etiquette>}
    </>
  )
}
