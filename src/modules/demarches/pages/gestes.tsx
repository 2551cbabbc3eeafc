import { fcfa, finir } from '../../../lib/francais.ts'
import { ChampSecondFacteur } from '../../../kernel/identite/champ-second-facteur.tsx'
import { AConfirmer, Actions, Avis, Bouton, BoutonSeul, Cases, Choix, Etiquette, Formulaire, Selection, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { AAttendre } from '../attente/panneau.tsx'
import { estEssai } from '../essai/essai.ts'
import { Revision } from '../revision.tsx'
import { constatAncien } from '../dossier.ts'
import { ARecueillir } from './accords.tsx'
import type { Detail } from './detail.tsx'

/** What this agent may do with this file now, the next gesture first. */
export function Gestes({ d, vue }: { d: Detail; vue: Vue }) {
  const { dossier } = d
  if (dossier.etat === 'propose') return <ASigner d={d} vue={vue} />
  if (dossier.etat === 'soumis') return <AViser d={d} vue={vue} />
  if (dossier.etat === 'depose') return <AInstruire d={d} vue={vue} />
  if (dossier.etat === 'suspendu')
    return (
      <>
        <p>Le délai est en pause jusqu’à la réponse du demandeur.</p>
        {dossier.correction && d.guichet ? (
          <p>
            <Bouton href={`/suivi/${dossier.id}/corriger`} ton="second">
              Corriger avec la personne
            </Bouton>
          </p>
        ) : null}
        {d.relance ? (
          <BoutonSeul vue={vue} action={`${d.base}/relancer`}>
            Envoyer un rappel
          </BoutonSeul>
        ) : null}
        <Constater d={d} />
      </>
    )
  if (dossier.etat === 'differe' && d.station?.genre === 'attente') return <AAttendre dossier={dossier} base={d.base} station={d.station} vue={vue} oppose={d.oppose} />
  if (dossier.etat === 'sollicite') return <ARecueillir accords={d.accords} vue={vue} dossierId={dossier.id} guichet={d.guichet} />
  if (dossier.etat === 'liquide') return <APayer d={d} />
  return <Clos d={d} vue={vue} />
}

/** The file waits for money: whoever holds the cash desk receives it on the page of the payment. */
function APayer({ d }: { d: Detail }) {
  const du = d.paiements.find((p) => p.etat === 'du')
  return (
    <>
      <p>
        Le demandeur doit payer {du ? fcfa(du.montant) : ''}. {d.dossier.decideLe ? 'La décision est signée : le document est fait dès le paiement.' : 'Le délai est en pause jusqu’au paiement.'}
      </p>
      {du && d.encaisse ? (
        <Bouton href={`/paiements/${du.id}`}>Encaisser {fcfa(du.montant)}</Bouton>
      ) : null}
      <Constater d={d} />
    </>
  )
}

function AInstruire({ d, vue }: { d: Detail; vue: Vue }) {
  const { base } = d
  if (!d.attendu)
    return (
      <>
        <p>{d.station?.titre} : une autre personne s’en occupe.</p>
        <Constater d={d} />
      </>
    )
  return (
    <>
      {d.dossier.constatRequis && !d.dossier.constatId ? (
        <Avis ton="att" titre="Constat à faire">
          <p>Sans constat de vie, la décision d’accorder ne pourra pas être signée.</p>
        </Avis>
      ) : null}
      <Formulaire vue={vue} action={`${base}/proposer`} libelle="Proposer la décision">
          <Revision dossier={d.dossier} le={vue.maintenant} />
        <Choix
          vue={vue}
          nom="decision"
          libelle="Que proposez-vous ?"
          options={[
            { valeur: 'accorder', libelle: 'Accorder', aide: d.apres ? `Le dossier passe à « ${d.apres} »` : 'Le dossier avance' },
            { valeur: 'refuser', libelle: 'Refuser', aide: 'Choisissez un motif ; le recours est rappelé' },
          ]}
        />
        <Motif d={d} vue={vue} />
        <Actions>
          <Bouton>Proposer</Bouton>
        </Actions>
      </Formulaire>
      <details>
        <summary>Demander un complément</summary>
        <Formulaire vue={vue} action={`${base}/demander-complement`} libelle="Demander un complément">
          <ZoneTexte vue={vue} nom="demande" libelle="Que doit envoyer la personne ?" aide="Une phrase simple. Elle part par SMS. Le délai se met en pause." lignes={3} max={300} />
          {d.corrigibles.length > 0 ? (
            <details>
              <summary>Faire corriger des réponses</summary>
              <Cases vue={vue} nom="champs" libelle="Réponses à corriger" aide="La personne ne verra que celles-là, telles qu’elle les a données" options={d.corrigibles.map((c) => ({ valeur: c.code, libelle: c.libelle, aide: c.groupe }))} />
            </details>
          ) : null}
          <Actions>
            <Bouton ton="second">Envoyer la demande</Bouton>
          </Actions>
        </Formulaire>
      </details>
      <Constater d={d} />
    </>
  )
}

/** The reason of a refusal, and what one wants to add. */
function Motif({ d, vue }: { d: Detail; vue: Vue }) {
  return (
    <>
      <div class="si-refus">
        <Selection vue={vue} nom="motif" libelle="Motif du refus" si="si vous refusez" options={d.demarche.circuit.motifsRefus.map((motif) => ({ valeur: motif, libelle: motif }))} vide="Aucun" />
      </div>
      <ZoneTexte vue={vue} nom="precision" libelle="Précision" facultatif lignes={2} max={500} />
    </>
  )
}

function ASigner({ d, vue }: { d: Detail; vue: Vue }) {
  const { dossier } = d
  const accorde = dossier.decision === 'accorder'
  return (
    <>
      {dossier.decision ? (
        <Avis ton={accorde ? 'ok' : 'non'} titre={accorde ? 'Proposé : accorder' : 'Proposé : refuser'}>
          {dossier.motif ? <p>{finir(dossier.motif)}</p> : null}
        </Avis>
      ) : null}
      {!d.attendu ? <p>En attente de signature.</p> : dossier.proposePar === d.acteur ? <p>Vous avez proposé cette décision : une autre personne doit la signer.</p> : <Signature d={d} vue={vue} accorde={accorde || !dossier.decision} />}
      <Constater d={d} />
    </>
  )
}

function Signature({ d, vue, accorde }: { d: Detail; vue: Vue; accorde: boolean }) {
  const { base } = d
  const manque = accorde && d.dossier.constatRequis && !d.dossier.constatId
  const regle = d.demarche.circuit.constat
  const ancien = accorde && d.constat && regle && !regle.verifie && constatAncien(d.constat, regle, vue.maintenant)
  return (
    <>
      {manque ? (
        <Avis ton="att" titre="Pas encore signable">
          <p>Personne n’a constaté que le demandeur est en vie. Enregistrez le constat d’abord.</p>
        </Avis>
      ) : (
        <Formulaire vue={vue} action={`${base}/signer`} libelle="Signer">
          <Revision dossier={d.dossier} le={vue.maintenant} />
          {d.dossier.decision ? <input type="hidden" name="decision" value={d.dossier.decision} /> : <ADecider d={d} vue={vue} />}
          {ancien ? (
            <Avis ton="att" titre={`Vue il y a plus de ${regle.joursAuPlus} jours`}>
              <p>
                Cette durée n’est pas confirmée : vous pouvez signer, ou demander un nouveau constat. <AConfirmer />
              </p>
            </Avis>
          ) : null}
          {estEssai(d.dossier) ? null : <ChampSecondFacteur vue={vue} verbe="Signer" />}
          <Actions>
            <Bouton>{!d.dossier.decision ? 'Signer ma décision' : !accorde ? 'Signer le refus' : d.apres ? 'Signer' : d.demarche.document ? 'Signer et délivrer' : 'Signer l’accord'}</Bouton>
          </Actions>
        </Formulaire>
      )}
      {d.avant ? (
      <details open={vue.erreurs.raison !== undefined}>
        <summary>Renvoyer à « {d.avant} »</summary>
        <Formulaire vue={vue} action={`${base}/renvoyer`} libelle="Renvoyer">
          <Revision dossier={d.dossier} le={vue.maintenant} />
          <ZoneTexte vue={vue} nom="raison" libelle="Pourquoi ?" lignes={2} max={500} />
          <Actions>
            <Bouton ton="second">Renvoyer</Bouton>
          </Actions>
        </Formulaire>
      </details>
      ) : null}
    </>
  )
}

/** Nobody has proposed anything: whoever signs decides. */
function ADecider({ d, vue }: { d: Detail; vue: Vue }) {
  return (
    <>
      <Choix
        vue={vue}
        nom="decision"
        libelle="Votre décision"
        options={[
          { valeur: 'accorder', libelle: 'Accorder', ...(d.demarche.document ? { aide: `Le document « ${d.demarche.document.titre} » part au demandeur` } : {}) },
          { valeur: 'refuser', libelle: 'Refuser', aide: 'Choisissez un motif ; le recours est rappelé' },
        ]}
      />
      <Motif d={d} vue={vue} />
    </>
  )
}

/** The visas of the round, and the form of those that this agent may give. */
function AViser({ d, vue }: { d: Detail; vue: Vue }) {
  const tour = Math.max(0, ...d.visas.filter((v) => v.station === d.station?.code).map((v) => v.tour))
  const siens = d.visas.filter((v) => v.station === d.station?.code && v.tour === tour)
  return (
    <>
      <ul class="simple">
        {siens.map((v) => (
          <li key={v.id}>
            {v.titre} <Etiquette ton={v.avis === null ? 'pause' : v.avis === 'favorable' ? 'bon' : 'non'}>{v.avis === null ? 'Attendu' : v.avis === 'favorable' ? 'Favorable' : 'Défavorable'}</Etiquette>
            {v.texte ? <span class="discret"> « {v.texte} »</span> : null}
          </li>
        ))}
      </ul>
      {siens
        .filter((v) => v.aMoi)
        .map((v) => (
          <Formulaire key={v.id} vue={vue} action={`${d.base}/viser`} libelle={v.titre}>
          <Revision dossier={d.dossier} le={vue.maintenant} />
            <input type="hidden" name="visa" value={v.id} />
            <Choix
              vue={vue}
              nom="avis"
              id={`avis-${v.viseur}`}
              libelle={`Votre avis : ${v.titre}`}
              options={[
                { valeur: 'favorable', libelle: 'Favorable' },
                { valeur: 'defavorable', libelle: 'Défavorable', aide: 'Dites pourquoi' },
              ]}
            />
            <ZoneTexte vue={vue} nom="observation" id={`observation-${v.viseur}`} libelle="Observation" facultatif lignes={2} max={500} />
            <Actions>
              <Bouton>Donner mon avis</Bouton>
            </Actions>
          </Formulaire>
        ))}
      {d.attendu ? null : <p>{siens.some((v) => v.avis === null) ? 'D’autres personnes doivent donner leur avis.' : ''}</p>}
      <Constater d={d} />
    </>
  )
}

function Constater({ d }: { d: Detail }) {
  if (!d.dossier.constatRequis || !d.constate) return null
  const premier = !d.dossier.constatId
  return (
    <p class="champ">
      <Bouton href={`${d.base}/constat`} ton="second">
        {premier ? 'Enregistrer le constat de vie' : 'Enregistrer un nouveau constat'}
      </Bouton>
    </p>
  )
}

function Clos({ d, vue }: { d: Detail; vue: Vue }) {
  const { dossier, document } = d
  return (
    <>
      {dossier.etat === 'signe' ? <p>La décision est signée. Le document se prépare ; rechargez la page dans un instant.</p> : null}
      {dossier.etat === 'refuse' ? <p>Refusé : {finir(dossier.motif ?? '')}</p> : null}
      {dossier.etat === 'accorde' ? <p>Accordé. {dossier.motif ? finir(dossier.motif) : ''}</p> : null}
      {dossier.etat === 'retire' ? <p>Le demandeur a retiré sa demande.</p> : null}
      {document ? (
        <>
          <p>
            Code de vérification <b class="code">{document.codeCourt}</b>
          </p>
          {document.revocation ? <p>Révoqué : {finir(document.revocation.motif)}</p> : null}
          <Bouton href={`/dossiers/${dossier.id}/document.pdf`} ico="imprimer" ton="second">
            Ouvrir et imprimer le document
          </Bouton>
        </>
      ) : null}
      {dossier.etat === 'delivre' && d.signe ? (
        <details open={vue.erreurs._code !== undefined || vue.erreurs.motif !== undefined}>
          <summary>Révoquer ce document</summary>
          <Formulaire vue={vue} action={`${d.base}/revoquer`} libelle="Révoquer">
            <ZoneTexte vue={vue} nom="motif" libelle="Motif, lu par quiconque vérifie le document" aide="Sans nom ni donnée personnelle" lignes={2} max={200} />
            <ChampSecondFacteur vue={vue} verbe="Révoquer" />
            <Actions>
              <Bouton ton="danger">Révoquer le document</Bouton>
            </Actions>
          </Formulaire>
        </details>
      ) : null}
    </>
  )
}
