/** The screens where a request is filled in, step by step, as on the site. */
import type { VNode } from 'preact'
import { ChampsEtape, epurer, findArret, resumer } from '../../../../kernel/formulaires/navigateur.ts'
import type { Lieux } from '../../../../kernel/formulaires/contexte.ts'
import type { Etape } from '../../../../kernel/formulaires/index.ts'
import { Etapes } from '../../../../ui/chemin.tsx'
import { Avis, Recap } from '../../../../ui/etats.tsx'
import { Actions, Bouton, Formulaire, ResumeErreurs } from '../../../../ui/formulaire.tsx'
import { vueAvec } from '../../../../ui/vue.ts'
import type { Vue } from '../../../../ui/vue.ts'
import { ChampsMandat } from '../../mandat.tsx'
import { Arret, arretIci } from '../../pages/arret.tsx'
import { Retirer } from './ecrans.tsx'
import { etapesDe, resteAFaire } from './demande.ts'
import type { Demande } from './demande.ts'

const base = (d: Demande) => `#/d/${d.id}`
const chemin = (d: Demande) => [{ libelle: 'Pour qui', href: `${base(d)}/pour` }, ...etapesDe(d).map((e) => ({ libelle: e.titre, href: `${base(d)}/${e.code}` })), { libelle: 'Relire', href: `${base(d)}/resume` }]

function Tete({ demande, titre, rang }: { demande: Demande; titre: string; rang: number }) {
  return (
    <>
      <p class="sur">
        <a href="#/">Guichet hors ligne</a> · {demande.offerte.titre}
      </p>
      <h1>{titre}</h1>
      <Etapes etapes={chemin(demande)} ici={rang} />
    </>
  )
}

/** For whom the clerk files, and with what proof. */
export const Pour = ({ vue, demande }: { vue: Vue; demande: Demande }): VNode => (
  <>
    <Tete demande={demande} titre="Pour qui remplissez-vous ?" rang={0} />
    <ResumeErreurs vue={vue} />
    <Formulaire vue={vue} action="#/" id="pour">
      <ChampsMandat vue={vue} mandat={demande.mandat} />
      <Actions>
        <Bouton>Continuer</Bouton>
      </Actions>
    </Formulaire>
    <Retirer vue={vue} demande={demande} />
  </>
)

/** One step of the form. */
export const UneEtape = ({ vue, demande, etape, territoires }: { vue: Vue; demande: Demande; etape: Etape; territoires: Lieux }): VNode => {
  const etapes = etapesDe(demande)
  const rang = etapes.findIndex((e) => e.code === etape.code)
  const tapee = demande.saisie[etape.code] ?? {}
  const ecran = Object.keys(vue.saisie).length > 0 ? vue : vueAvec(vue, { saisie: tapee })
  const arret = arretIci(findArret(demande.offerte.formulaire, demande.reponses), etape, etapes)
  return (
    <>
      <Tete demande={demande} titre={etape.titre} rang={rang + 1} />
      <ResumeErreurs vue={ecran} />
      {arret ? <Arret arret={arret} ici={etape} base={base(demande)} /> : null}
      {etape.aide ? <p class="chapeau">{etape.aide}</p> : null}
      <Formulaire vue={ecran} action="#/" id="etape" multipart parDefaut={{ nom: '_continuer', valeur: '1' }}>
        <ChampsEtape vue={ecran} def={demande.offerte.formulaire} etape={etape} reponses={demande.reponses} territoires={territoires} />
        <Actions>
          <Bouton nom="_continuer">Garder et continuer</Bouton>
          <Bouton nom="_quitter" ton="second">
            Arrêter pour l’instant
          </Bouton>
        </Actions>
      </Formulaire>
      <p class="discret" role="status" id="garde">
        Gardé sur cet appareil, chiffré.
      </p>
    </>
  )
}

/** Everything read again before it is kept to be sent. */
export const Resume = ({ vue, demande, territoires }: { vue: Vue; demande: Demande; territoires: Lieux }): VNode => {
  const reste = resteAFaire(demande, { maintenant: vue.maintenant, territoires })
  const parties = resumer(demande.offerte.formulaire, epurer(demande.offerte.formulaire, demande.reponses), territoires)
  return (
    <>
      <Tete demande={demande} titre="Relire" rang={etapesDe(demande).length + 1} />
      <ResumeErreurs vue={vue} />
      {demande.revoir.length + demande.perdues.length > 0 ? (
        <Avis ton="att" titre="La démarche a changé depuis" niveau={2}>
          {demande.revoir.map((r) => (
            <p key={r.libelle}>
              {r.libelle} : {r.raison}
            </p>
          ))}
          {demande.perdues.map((p) => (
            <p key={p.libelle}>
              Cette réponse n’a plus de place, et reste écrite ici : {p.libelle}, « {p.texte} »
            </p>
          ))}
        </Avis>
      ) : null}
      {reste.length > 0 || !demande.mandat ? (
        <Avis ton="att" titre="Il reste des réponses à donner" niveau={2}>
          {demande.mandat ? null : (
            <p>
              <a href={`${base(demande)}/pour`}>Dire pour qui vous remplissez</a>
            </p>
          )}
          {[...new Map(reste.map((r) => [r.etape, r])).values()].map((r) => (
            <p key={r.etape}>
              <a href={`${base(demande)}/${r.etape}/resume`}>Compléter « {r.titre} »</a>
            </p>
          ))}
        </Avis>
      ) : null}
      {parties.map((partie) => (
        <section key={partie.etape} class="pile">
          <div class="rang">
            <h2>{partie.titre}</h2>
            <a class="pousse" href={`${base(demande)}/${partie.etape}/resume`}>
              Modifier<span class="sr"> : {partie.titre}</span>
            </a>
          </div>
          <Recap serre lignes={partie.lignes.map((ligne) => ({ titre: ligne.libelle, valeur: ligne.texte }))} />
        </section>
      ))}
      <Formulaire vue={vue} action="#/" id="terminer">
        <Actions>{reste.length === 0 && demande.mandat ? <Bouton taille="grand">Garder pour l’envoi</Bouton> : <Bouton href="#/" ton="second">Laisser pour plus tard</Bouton>}</Actions>
      </Formulaire>
      <Retirer vue={vue} demande={demande} />
    </>
  )
}
