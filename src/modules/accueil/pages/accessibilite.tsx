import { ouvert, page } from '../../../kernel/module.ts'
import { AConfirmer, Gabarit } from '../../../ui/index.ts'

/** What was tested, what was not, and what to do when a page is in the way. Nothing is claimed that was not checked. */
export const accessibilite = page({
  path: '/accessibilite',
  may: ouvert,
  titre: 'Accessibilité',
  load: async () => ({}),
  view: (_, vue) => (
    <Gabarit vue={vue} titre="Accessibilité" ariane={[]} etroit>
      <h1>Accessibilité : non évaluée</h1>
      <p class="chapeau">Nous visons le niveau AA des règles WCAG 2.2. Aucun organisme indépendant n’a évalué ce site. Voici ce que nous avons essayé nous-mêmes, et ce qui reste à faire.</p>
      <section class="pile suite texte">
        <h2>Ce qui est vérifié à chaque version</h2>
        <ul>
          <li>Un programme (axe-core) cherche les défauts connus sur les pages, à 360 et 1280 points de large.</li>
          <li>Les démarches vont au bout sans JavaScript, au clavier seul.</li>
          <li>Les couleurs ont un contraste d’au moins 4,5, et rien n’est dit par la couleur seule.</li>
          <li>Chaque dessin a le même contenu écrit à côté : tableau, phrase ou légende.</li>
          <li>Les documents délivrés sont balisés (PDF/UA) : un lecteur d’écran les lit dans l’ordre.</li>
        </ul>
      </section>
      <section class="pile suite texte">
        <h2>Ce qui ne l’est pas encore</h2>
        <ul>
          <li>Aucun essai par des personnes aveugles, malvoyantes, sourdes, ou qui lisent peu le français.</li>
          <li>Un programme ne trouve qu’une partie des défauts.</li>
          <li>Les pages n’existent qu’en français.</li>
          <li>Les photos et papiers que déposent les citoyens n’ont pas de texte de remplacement.</li>
        </ul>
      </section>
      <section class="pile suite texte">
        <h2>Une page vous arrête ?</h2>
        <p>
          Un agent peut remplir la demande avec vous, à voix haute : <a href="/territoires">trouver un guichet</a>. Dites-lui aussi quelle page vous a arrêté.
        </p>
        <p>
          Adresse pour écrire à l’équipe : <AConfirmer>à compléter par le ministère</AConfirmer>
        </p>
      </section>
    </Gabarit>
  ),
})
