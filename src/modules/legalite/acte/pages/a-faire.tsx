import { pluriel } from '../../../../lib/francais.ts'
import { ChampSecondFacteur } from '../../../../kernel/identite/champ-second-facteur.tsx'
import { Avis, Bouton, BoutonSeul, Choix, DateChamp, Formulaire, Panneau, Texte } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { mayPasser } from '../acte.ts'
import { direAnomalie } from '../anomalie.ts'
import { direJour } from '../mots.ts'
import { mayPublier } from '../../registre/publication.ts'
import type { Detail } from './detail.tsx'

/** What is found before sending: what stops first, then what the prefecture will see. */
function Verifications({ d }: { d: Detail }) {
  if (d.anomalies.length === 0) return <Avis ton="ok" titre="Rien ne s’oppose à l’envoi" />
  const [bloquent, avertissent] = [d.anomalies.filter((a) => a.bloque), d.anomalies.filter((a) => !a.bloque)]
  const Liste = ({ liste }: { liste: Detail['anomalies'] }) => (
    <ul class="petit">
      {liste.map((a) => (
        <li key={`${a.code}${a.precision ?? ''}`}>
          {direAnomalie(a)} <span class="code discret">{a.code}</span>
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {bloquent.length > 0 ? (
        <Avis ton="non" titre="À corriger avant l’envoi">
          <Liste liste={bloquent} />
        </Avis>
      ) : null}
      {avertissent.length > 0 ? (
        <Avis ton="att" titre="La préfecture le verra">
          <Liste liste={avertissent} />
        </Avis>
      ) : null}
    </>
  )
}

function Signer({ d, vue }: { d: Detail; vue: Vue }) {
  const { acte } = d
  const ici = `/legalite/actes/${acte.id}`
  return (
    <>
      {d.peut.signer && d.signataireIci ? (
        <Formulaire vue={vue} action={`${ici}/signer`} libelle="Signer l’acte">
          <ChampSecondFacteur vue={vue} verbe="Signer" />
          <Bouton bloc>Signer l’acte</Bouton>
          <p class="petit discret">Une page de signature est ajoutée au PDF, et le tout est scellé.</p>
        </Formulaire>
      ) : d.titulaire ? (
        <p class="petit">{d.titulaire} peut signer cet acte ici, depuis son compte.</p>
      ) : null}
      <BoutonSeul vue={vue} action={`${ici}/signe-sur-papier`} ton="second">
        L’original est signé sur papier
      </BoutonSeul>
    </>
  )
}

function Publicite({ d, vue }: { d: Detail; vue: Vue }) {
  return (
    <details open={Object.keys(vue.erreurs).some((c) => c.startsWith('publi'))}>
      <summary>Noter l’affichage ou la notification</summary>
      <Formulaire vue={vue} action={`/legalite/actes/${d.acte.id}/publicite`} libelle="Publicité">
        <Choix vue={vue} nom="publicationMode" libelle="Comment" forme="ligne" valeur={d.publication} options={[{ valeur: 'affichage', libelle: 'Affichage' }, { valeur: 'notification', libelle: 'Notification' }]} />
        <DateChamp vue={vue} nom="publieLe" libelle="Le" valeur={d.jour} />
        <Texte vue={vue} nom="publicationPreuve" libelle="Preuve" aide="Qui a affiché ou notifié, et où." max={300} />
        <Bouton ton="second">Noter</Bouton>
      </Formulaire>
    </details>
  )
}

function Motive({ d, vue, action, titre, bouton, aide }: { d: Detail; vue: Vue; action: string; titre: string; bouton: string; aide?: string }) {
  return (
    <details>
      <summary>{titre}</summary>
      <Formulaire vue={vue} action={`/legalite/actes/${d.acte.id}/${action}`} libelle={titre}>
        <Texte vue={vue} nom="motif" id={`champ-motif-${action}`} libelle="Pourquoi" {...(aide ? { aide } : {})} max={300} />
        <Bouton ton="danger">{bouton}</Bouton>
      </Formulaire>
    </details>
  )
}

/** The paper comes a moment after the number; lost, it is asked for again. */
function Imprimer({ d, vue }: { d: Detail; vue: Vue }) {
  return (
    <BoutonSeul vue={vue} action={`/legalite/actes/${d.acte.id}/imprimer-accuse`} ton="second">
      Imprimer l’accusé {d.acte.arNumero}
    </BoutonSeul>
  )
}

/** What the reader may do now with this act. */
export function AFaire({ d, vue }: { d: Detail; vue: Vue }) {
  const { acte, peut } = d
  const prepare = acte.etat === 'brouillon' || acte.etat === 'retourne'
  const annulable = peut.transmettre && mayPasser(acte, 'annuler') && d.annulable !== null && d.jour <= d.annulable
  return (
    <Panneau titre="À faire" id="a-faire" ton="fort">
      {acte.retour ? (
        <Avis ton="non" titre="Retourné par la préfecture">
          <p>
            {acte.retour.phrase} <span class="code discret">{acte.retour.code}</span>
          </p>
          {acte.retour.texte ? <p class="petit">{acte.retour.texte}</p> : null}
        </Avis>
      ) : null}
      {(prepare || acte.etat === 'signe') && peut.rediger ? <Verifications d={d} /> : null}
      {prepare && peut.rediger ? <Signer d={d} vue={vue} /> : null}
      {acte.etat === 'signe' && peut.transmettre && d.anomalies.some((a) => a.bloque) ? <Bouton pourquoi="Corrigez d’abord ce qui précède.">Transmettre</Bouton> : null}
      {acte.etat === 'signe' && peut.transmettre && !d.anomalies.some((a) => a.bloque) ? (
        <BoutonSeul vue={vue} action={`/legalite/actes/${acte.id}/transmettre`} ton="plein">
          Transmettre à la préfecture
        </BoutonSeul>
      ) : null}
      {acte.etat === 'signe' && peut.rediger ? (
        <BoutonSeul vue={vue} action={`/legalite/actes/${acte.id}/rouvrir`} ton="lien">
          Rouvrir pour corriger
        </BoutonSeul>
      ) : null}
      {d.accuse ? <Bouton href={`/legalite/actes/${acte.id}/accuse`} ton="second" telecharger>{`Accusé de réception ${acte.arNumero}`}</Bouton> : acte.arNumero && acte.etat !== 'annule' ? <Imprimer d={d} vue={vue} /> : null}
      {peut.controler && mayPasser(acte, 'controler') ? <Bouton href={`/legalite/actes/${acte.id}/controle`}>Contrôler l’acte</Bouton> : null}
      {peut.rediger ? d.mesures.filter((m) => m.etat === 'signee' && (m.genre === 'demande-pieces' || m.genre === 'observations')).map((m) => <Bouton key={m.id} href={`/legalite/mesures/${m.id}`}>Répondre à la préfecture</Bouton>) : null}
      {peut.rediger && mayPasser(acte, 'publier') && !acte.publieLe ? <Publicite d={d} vue={vue} /> : null}
      {peut.publier && mayPublier(acte) ? (
        <Bouton href={`/legalite/actes/${acte.id}/publier`} ton="second">
          Publier au registre public
        </Bouton>
      ) : null}
      {d.signalements.length > 0 ? (
        <p>
          <a href="/legalite/signalements">{pluriel(d.signalements.length, 'signalement')}</a> sur cet acte.
        </p>
      ) : null}
      {annulable ? <Motive d={d} vue={vue} action="annuler" titre="Annuler cette transmission" bouton="Annuler la transmission" aide={`Possible jusqu’au ${direJour(d.annulable)}.`} /> : null}
      {peut.rediger && mayPasser(acte, 'abandonner') && !acte.recuLe ? <Motive d={d} vue={vue} action="abandonner" titre="Abandonner cet acte" bouton="Abandonner l’acte" /> : null}
      {!peut.rediger && !peut.controler ? <p class="discret">Vous lisez cet acte. Rien ne vous y est demandé.</p> : null}
    </Panneau>
  )
}
