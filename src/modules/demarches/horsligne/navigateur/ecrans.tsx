/** What a counter without network shows. The same pieces as the site; every form is handled by its `id`. */
import type { VNode } from 'preact'
import { dateHeure, initiales, momentRelatif, pluriel } from '../../../../lib/francais.ts'
import { Actions, Bouton, Formulaire, ResumeErreurs } from '../../../../ui/formulaire.tsx'
import { MotDePasse, Selection } from '../../../../ui/champs.tsx'
import { CaseSeule } from '../../../../ui/choix.tsx'
import { Avis, Etiquette, Imprimer, Panneau, Recap } from '../../../../ui/etats.tsx'
import type { Ton } from '../../../../ui/etats.tsx'
import { Tableau } from '../../../../ui/tableau.tsx'
import type { Vue } from '../../../../ui/vue.ts'
import type { Trousse } from '../forme.ts'
import { SIGNES_AU_MOINS } from './coffre.ts'
import type { CoffreGarde } from './coffre.ts'
import type { Demande, EtatLocal } from './demande.ts'

const ETATS: Readonly<Record<EtatLocal, { mot: string; ton: Ton }>> = {
  brouillon: { mot: 'À finir', ton: 'neutre' },
  attend: { mot: 'En attente d’envoi', ton: 'pause' },
  a_revoir: { mot: 'À revoir', ton: 'tard' },
  envoyee: { mot: 'Envoyée', ton: 'bon' },
}

/** `enLigne` is what the last call to the server has shown, not what the browser believes. */
export type Ligne = { enLigne: boolean; connecte: boolean; autre: boolean; envoi: string | undefined }

/** The device has no safe yet: one needs the network, once. */
export const SansCoffre = ({ connecte }: { connecte: boolean }): VNode => (
  <Avis ton="att" titre={connecte ? 'Ce guichet n’est pas pour ce compte' : 'Ouvrez-le une première fois avec le réseau'} niveau={2}>
    <p>
      {connecte ? 'Le guichet hors ligne demande un poste d’agent de guichet.' : 'Connectez-vous sur cet appareil pendant que le réseau marche : le guichet prendra les formulaires, et vous choisirez la phrase qui protège ce qui sera gardé ici.'}
    </p>
    <p>
      <a href={connecte ? '/guichet' : '/connexion/agent?suite=/guichet/hors-ligne'}>{connecte ? 'Revenir au guichet' : 'Se connecter'}</a>
    </p>
  </Avis>
)

/** First time: the passphrase of this counter. */
export const CreerCoffre = ({ vue, nom }: { vue: Vue; nom: string }): VNode => (
  <>
    <p class="chapeau">
      {nom}, choisissez la phrase de ce guichet. Elle chiffre ce qui reste sur l’appareil : sans elle, personne ne lit rien, même en volant la machine.
    </p>
    <ResumeErreurs vue={vue} />
    <Formulaire vue={vue} action="#/" id="creer">
      <MotDePasse vue={vue} nom="phrase" libelle="Phrase du guichet" aide={`${SIGNES_AU_MOINS} signes au moins. Quatre ou cinq mots faciles à retenir valent mieux qu’un mot compliqué.`} nouveau />
      <MotDePasse vue={vue} nom="encore" libelle="La même phrase, une seconde fois" nouveau />
      <CaseSeule vue={vue} nom="compris" libelle="Avant de commencer" phrase="Je sais que cette phrase ne se retrouve pas : perdue, les demandes non envoyées le sont aussi" />
      <Actions>
        <Bouton>Préparer ce guichet</Bouton>
      </Actions>
    </Formulaire>
  </>
)

/** The safe is closed. */
export const Verrou = ({ vue, coffres, choisi, nombre }: { vue: Vue; coffres: readonly CoffreGarde[]; choisi: string; nombre: number }): VNode => (
  <>
    <p class="chapeau">{nombre > 0 ? `${pluriel(nombre, 'demande')} ${nombre > 1 ? 'sont gardées' : 'est gardée'} ici, chiffrée${nombre > 1 ? 's' : ''}.` : 'Les formulaires sont sur cet appareil.'} Donnez la phrase du guichet.</p>
    <ResumeErreurs vue={vue} />
    <Formulaire vue={vue} action="#/" id="ouvrir">
      {coffres.length > 1 ? <Selection vue={vue} nom="agent" libelle="Qui êtes-vous ?" valeur={choisi} options={coffres.map((c) => ({ valeur: c.agent, libelle: c.nom }))} vide={false} /> : <p>Guichet de {coffres[0]?.nom}</p>}
      <MotDePasse vue={vue} nom="phrase" libelle="Phrase du guichet" />
      <Actions>
        <Bouton>Ouvrir le guichet</Bouton>
      </Actions>
    </Formulaire>
    <details>
      <summary>La phrase est perdue</summary>
      <p>Personne ne peut la retrouver. Le guichet se prépare de nouveau avec le réseau, et ce qui n’a pas été envoyé disparaît{nombre > 0 ? ` : ${pluriel(nombre, 'demande')}` : ''}.</p>
      <Formulaire vue={vue} action="#/" id="effacer">
        <input type="hidden" name="agent" value={choisi} />
        <Actions>
          <Bouton ton="danger">Tout effacer sur cet appareil</Bouton>
        </Actions>
      </Formulaire>
    </details>
  </>
)

function EtatLigne({ ligne, trousse, attendent, vue }: { ligne: Ligne; trousse: Trousse; attendent: number; vue: Vue }) {
  return (
    <>
      <div class="rang">
        {ligne.enLigne ? <Etiquette ton="bon">Réseau présent</Etiquette> : <Etiquette ton="pause">Sans réseau</Etiquette>}
        <span class="discret">Formulaires pris {momentRelatif(new Date(trousse.prise), vue.maintenant)}</span>
        {ligne.envoi ? <span role="status">{ligne.envoi}</span> : null}
      </div>
      {attendent > 0 && ligne.enLigne && !ligne.connecte ? (
        <Avis ton="att" titre={ligne.autre ? 'Un autre agent est connecté sur cet appareil' : 'Connectez-vous pour envoyer'} niveau={2}>
          <p>
            {ligne.autre ? `Les demandes de ${trousse.agent.nom} partent sous son nom.` : `Le réseau est là, et ${attendent > 1 ? `${attendent} demandes attendent` : 'une demande attend'}.`} Ce qui est gardé ici ne bouge pas pendant ce temps.
          </p>
          <p>
            <a href="/connexion/agent?suite=/guichet/hors-ligne" target="_blank" rel="noopener">
              Se connecter dans un autre onglet
            </a>
          </p>
        </Avis>
      ) : null}
    </>
  )
}

/** The day's requests, and new ones. */
export const Accueil = ({ vue, trousse, demandes, ligne }: { vue: Vue; trousse: Trousse; demandes: readonly Demande[]; ligne: Ligne }): VNode => {
  const attendent = demandes.filter((d) => d.etat === 'attend').length
  return (
    <>
      <EtatLigne ligne={ligne} trousse={trousse} attendent={attendent} vue={vue} />
      <Tableau
        vue={vue}
        legende="Demandes de ce guichet"
        titreVisible
        lignes={demandes}
        cle={(d) => d.id}
        colonnes={[
          { titre: 'Démarche', entete: true, cellule: (d) => <a href={`#/d/${d.id}`}>{d.offerte.titre}</a> },
          { titre: 'Pour', cellule: (d) => (d.pour.trim() ? initiales(d.pour) : <span class="discret">pas encore nommé</span>) },
          {
            titre: 'État',
            cellule: (d) => (
              <>
                <Etiquette ton={ETATS[d.etat].ton}>{ETATS[d.etat].mot}</Etiquette> {d.numero ? <span class="code">{d.numero}</span> : null}
              </>
            ),
          },
          { titre: 'Modifiée', cellule: (d) => momentRelatif(new Date(d.modifieeLe), vue.maintenant) },
        ]}
        vide={<p class="discret">Aucune demande sur cet appareil. Choisissez une démarche ci-dessous : le réseau n’est pas nécessaire.</p>}
      />
      <div class="rang">
        {attendent > 0 ? (
          <Formulaire vue={vue} action="#/" id="envoyer" classe="seul">
            <Bouton>Envoyer maintenant ({attendent})</Bouton>
          </Formulaire>
        ) : null}
        <Formulaire vue={vue} action="#/" id="verrouiller" classe="seul">
          <Bouton ton="second">Verrouiller</Bouton>
        </Formulaire>
        <a href="/guichet">Guichet en ligne</a>
      </div>
      <h2>Nouvelle demande</h2>
      <div class="grille-2">
        {trousse.demarches.map((d) => (
          <Panneau key={d.code} titre={d.titre} id={`d-${d.code}`} niveau={3}>
            <p>{d.resume}</p>
            <Formulaire vue={vue} action="#/" id={`nouvelle--${d.code}`}>
              {trousse.postes.length > 1 ? <Selection vue={vue} nom="poste" id={`poste-${d.code}`} libelle="Pour quel bureau ?" options={trousse.postes.map((p) => ({ valeur: p.id, libelle: p.libelle }))} vide={false} /> : null}
              <p class="champ">
                <Bouton ton="second" ico="plus">
                  Commencer<span class="sr"> : {d.titre}</span>
                </Bouton>
              </p>
            </Formulaire>
          </Panneau>
        ))}
      </div>
    </>
  )
}

/** The slip for the person: what was received here, and the code that will follow it. Not a receipt. */
export const Bordereau = ({ vue, demande, hote }: { vue: Vue; demande: Demande; hote: string }): VNode => (
  <>
    <Avis ton="ok" titre={demande.etat === 'envoyee' ? `Demande déposée sous le numéro ${demande.numero}` : 'Demande complète, gardée sur cet appareil'} niveau={2} role="status">
      <p>{demande.etat === 'envoyee' ? 'Le récépissé s’imprime depuis le dossier.' : 'Elle part dès que le réseau revient et que ce guichet est ouvert. Donnez ce bordereau à la personne.'}</p>
    </Avis>
    <section class="panneau pile" aria-labelledby="bordereau">
      <h2 id="bordereau">Bordereau de réception</h2>
      <Recap
        lignes={[
          { titre: 'Démarche', valeur: demande.offerte.titre },
          { titre: 'Pour', valeur: demande.pour },
          { titre: 'Reçue par', valeur: demande.poste.libelle },
          { titre: 'Le', valeur: dateHeure(new Date(demande.recueLe ?? demande.modifieeLe)) },
          { titre: 'Code de suivi', valeur: <b class="code grand-code">{demande.suivi}</b> },
        ]}
      />
      <p>
        Avec ce code, sur <b>{hote}/suivre</b>, la demande se suit dès qu’elle est transmise. Le délai court à partir de la transmission ; le numéro arrive par SMS.
      </p>
    </section>
    <Actions>
      {demande.etat === 'envoyee' ? <Bouton href={`/dossiers/${demande.id}`}>Ouvrir le dossier</Bouton> : <Bouton href="#/">Retour aux demandes</Bouton>}
      <Imprimer>Imprimer le bordereau</Imprimer>
    </Actions>
    {demande.etat === 'envoyee' ? (
      <p>
        <a href="#/">Retour aux demandes</a>
      </p>
    ) : null}
    {demande.etat === 'attend' ? (
      <p>
        <a href={`#/d/${demande.id}/resume`}>Relire ou corriger avant l’envoi</a>
      </p>
    ) : null}
    <Retirer vue={vue} demande={demande} />
  </>
)

/** A request leaves the device only when it is asked twice; a filed one is only taken off the list. */
export const Retirer = ({ vue, demande }: { vue: Vue; demande: Demande }): VNode => (
  <details>
    <summary>{demande.etat === 'envoyee' ? 'Retirer de la liste' : 'Effacer cette demande et ses papiers'}</summary>
    <p>{demande.etat === 'envoyee' ? 'Le dossier est déposé : seule cette ligne disparaît de l’appareil.' : 'Tout ce qui est écrit ici sera perdu, papiers compris.'}</p>
    <Formulaire vue={vue} action="#/" id={`retirer--${demande.id}`}>
      <Bouton ton={demande.etat === 'envoyee' ? 'second' : 'danger'}>{demande.etat === 'envoyee' ? 'Retirer de la liste' : 'Oui, tout effacer'}</Bouton>
    </Formulaire>
  </details>
)

/** The server has it and could not file it: why, and the two ways to finish. */
export const ARevoir = ({ vue, demande }: { vue: Vue; demande: Demande }): VNode => (
  <>
    <Avis ton="att" titre={demande.probleme?.phrase ?? 'Cette demande est à revoir'} niveau={2}>
      {demande.probleme?.details.map((d) => (
        <p key={d}>{d}</p>
      ))}
    </Avis>
    <Actions>
      {demande.probleme?.vers ? <Bouton href={demande.probleme.vers}>Finir en ligne</Bouton> : null}
      <Formulaire vue={vue} action="#/" id={`reprendre--${demande.id}`} classe="seul">
        <Bouton ton="second">Reprendre ici</Bouton>
      </Formulaire>
    </Actions>
    <p>
      <a href="#/">Retour aux demandes</a>
    </p>
    <Retirer vue={vue} demande={demande} />
  </>
)
