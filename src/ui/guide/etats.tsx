/** Tags, notices, summaries, empty screens, figures, letters, verdicts. */
import { Bouton } from '../formulaire.tsx'
import { AConfirmer, Avis, Bande, Comptes, Courriel, Etiquette, Imprimer, Lignee, Nombres, Panneau, Recap, Vide } from '../etats.tsx'
import { dateHeure } from '../../lib/francais.ts'
import { Verdict } from '../verdict.tsx'
import type { SectionGuide } from '../guide.tsx'

export const Etats: SectionGuide[] = [
  {
    id: 'etiquettes',
    titre: 'Étiquettes',
    contenu: () => (
      <>
        <p class="rang">
          <Etiquette>À prendre</Etiquette>
          <Etiquette ton="info">Réponse reçue</Etiquette>
          <Etiquette ton="cours">À vérifier</Etiquette>
          <Etiquette ton="pause">Attend le citoyen</Etiquette>
          <Etiquette ton="tard">En retard</Etiquette>
          <Etiquette ton="bon">Conforme</Etiquette>
          <Etiquette ton="fait">Délivré</Etiquette>
          <Etiquette ton="non">Refusé</Etiquette>
          <AConfirmer />
        </p>
        <p class="texte petit discret">Chaque état a sa forme, son mot et sa couleur{'\u00a0'}: il se lit en noir et blanc. « À confirmer », en pointillé, marque un fait que le ministère n’a pas encore validé.</p>
      </>
    ),
  },
  {
    id: 'avis',
    titre: 'Avis',
    contenu: () => (
      <>
        <Avis titre="Le service ferme ce soir à 20 h">
          <p>Votre brouillon est gardé, vous reprendrez demain.</p>
        </Avis>
        <Avis ton="ok" titre="Demande envoyée">
          <p>
            Numéro de dossier{'\u00a0'}: <b class="code">CV-2026-00417</b>. Il est aussi parti par SMS.
          </p>
        </Avis>
        <Avis ton="att" titre="La mairie attend votre photo">
          <p>Le délai est en pause depuis le 3 juin.</p>
          <Bouton href="#avis">Envoyer la photo</Bouton>
        </Avis>
        <Avis ton="non" titre="La photo n’est pas arrivée">
          <p>Le réseau a coupé. Vos réponses sont gardées{'\u00a0'}: renvoyez seulement la photo.</p>
        </Avis>
      </>
    ),
  },
  {
    id: 'bande-et-panneau',
    titre: 'Bande et panneau',
    contenu: () => (
      <>
        <Panneau titre="Réponses" id="p-reponses" niveau={3} fin={<a href="#bande-et-panneau">Corriger avec le demandeur</a>}>
          <Recap
            serre
            lignes={[
              { titre: 'Nom et prénoms', valeur: 'D. S.', fin: <Etiquette ton="bon">Conforme au NPI</Etiquette> },
              { titre: 'Téléphone', valeur: <span class="chiffres">+229 01 97 00 00 00</span>, fin: <AConfirmer>Non confirmé</AConfirmer> },
              { titre: 'Habite', valeur: 'Zongo, Bohicon I', note: 'Bohicon, Zou', fin: <Etiquette ton="bon">Lieu connu</Etiquette> },
              { titre: 'Courriel', valeur: '' },
            ]}
          />
        </Panneau>
        <Panneau titre={'À faire\u00a0: envoyer une photo plus nette'} id="p-faire" ton="att" niveau={3}>
          <p>La photo de la pièce d’identité est floue, la date de naissance ne se lit pas.</p>
          <div class="rang">
            <Bouton href="#bande-et-panneau">Envoyer la photo</Bouton>
            <a href="#bande-et-panneau">ou la montrer au guichet</a>
          </div>
        </Panneau>
      </>
    ),
  },
  {
    id: 'recapitulatif',
    titre: 'Récapitulatif',
    contenu: () => (
      <>
        <Recap
          lignes={[
            { titre: 'Habite', valeur: 'Zongo, Bohicon I', note: 'Bohicon, Zou', fin: <a href="#recapitulatif">Modifier<span class="sr"> le lieu</span></a> },
            { titre: 'Né', valeur: 'vers 1958', fin: <a href="#recapitulatif">Modifier<span class="sr"> la naissance</span></a> },
          ]}
        />
        <Imprimer>Imprimer le récépissé</Imprimer>
      </>
    ),
  },
  {
    id: 'vide',
    titre: 'Écran vide',
    contenu: () => (
      <Vide titre="Rien à rendre aujourd’hui" action={<Bouton ton="second" href="#vide">Voir lundi</Bouton>}>
        Prochaine échéance{'\u00a0'}: lundi 8 juin, 3 dossiers.
      </Vide>
    ),
  },
  {
    id: 'comptes',
    titre: 'Comptes du jour',
    contenu: () => (
      <>
        <Comptes
          comptes={[
            { nombre: 4, libelle: 'en retard', href: '#c-1', ton: 'tard', details: ['le plus ancien\u00a0: 3 jours'] },
            { nombre: 7, libelle: 'à rendre ce soir', href: '#c-2', ton: 'jour', details: ['dont 3 à signer'] },
            { nombre: 12, libelle: 'attendent le citoyen', href: '#c-3', ton: 'att', details: ['2 à relancer ce matin'] },
            { nombre: 38, libelle: 'dossiers en tout', href: '#c-4', details: ['6 reçus ce matin'] },
          ]}
        />
        <Nombres
          nombres={[
            { valeur: '77', libelle: 'communes reliées' },
            { valeur: '18\u202f204', libelle: 'demandes reçues' },
            { valeur: '74\u00a0%', libelle: 'rendues dans le délai' },
            { valeur: '2', libelle: 'jours ouvrés, délai médian' },
          ]}
          source="Données d’exemple, arrêtées au 31 mai 2026."
        />
        <Lignee>
          <p>Le détail s’ouvre ici{'\u00a0'}: saisie, contrôle, calcul, publication.</p>
        </Lignee>
      </>
    ),
  },
  {
    id: 'verdicts',
    titre: 'Verdicts',
    contenu: () => (
      <>
        <Verdict ton="ok" niveau={3} court titre="Document authentique">
          <p>La mairie de Bohicon a délivré ce certificat, il est valable aujourd’hui.</p>
        </Verdict>
        <Verdict ton="rev" niveau={3} court titre="Document révoqué">
          <p>
            Il a bien été délivré, mais la mairie l’a annulé le 9 juin 2026. <b>Ne l’acceptez plus.</b>
          </p>
        </Verdict>
        <Verdict ton="inc" niveau={3} court titre="État inconnu depuis le 7 juin, 18 h 05">
          <p>La signature est bonne{'\u00a0'}: ce document a bien été délivré. Nous ne savons pas s’il a été annulé ensuite.</p>
        </Verdict>
        <Verdict ton="faux" niveau={3} court titre="Ce document est un faux">
          <p>Aucun document n’a été délivré avec ce code.</p>
        </Verdict>
      </>
    ),
  },
  {
    id: 'lettre',
    titre: 'Lettre et bande',
    contenu: (vue) => (
      <>
        <Courriel entete={`Mairie de Bohicon, état civil — ${dateHeure(vue.maintenant)}`} pied="Agent A. K." texte={'Bonjour. La photo du recto de la carte est trop floue pour lire la date de naissance.\n\nEnvoyez-nous une nouvelle photo. Le reste du dossier est complet.'} />
        <div class="bande-exemple">
          <Bande titre="Certificat de vie, D. S." niveau={3} actions={<><a href="#lettre">Précédent</a><a href="#lettre">Suivant</a></>}>
            <Etiquette ton="info">Réponse reçue</Etiquette>
            <span class="code">CV-2026-00402</span>
            <span class="discret">déposé le 1er juin au guichet de Bohicon I</span>
          </Bande>
        </div>
      </>
    ),
  },
]
