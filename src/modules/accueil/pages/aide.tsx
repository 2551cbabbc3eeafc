import { ouvert, page } from '../../../kernel/module.ts'
import { AConfirmer, Gabarit, Lignee } from '../../../ui/index.ts'

/** Questions people ask, answered with what exists. */
export const aide = page({
  path: '/aide',
  may: ouvert,
  titre: 'Aide',
  load: async () => ({}),
  view: (_, vue) => (
    <Gabarit vue={vue} titre="Aide" ariane={[]} etroit>
      <h1>Aide</h1>
      <section class="pile suite texte">
        <h2>Je veux faire une demande</h2>
        <p>
          Choisissez dans <a href="/demarches">les démarches</a>. Il faut quelques minutes et, le plus souvent, la photo d’une pièce d’identité. Un compte n’est pas nécessaire : sans compte, vous recevez un code de
          suivi. Notez-le, il ouvre votre dossier.
        </p>
        <p>Vous pouvez vous arrêter et reprendre plus tard : ce que vous avez écrit est gardé.</p>
      </section>
      <section class="pile suite texte">
        <h2>Je veux savoir où en est mon dossier</h2>
        <p>
          Ouvrez <a href="/suivre">Suivre un dossier</a> avec votre code de suivi, ou <a href="/compte">votre compte</a>. Si la mairie attend quelque chose de vous, c’est écrit en haut.
        </p>
      </section>
      <section class="pile suite texte">
        <h2>On me présente un document</h2>
        <p>
          Visez son QR avec l’appareil photo, ou <a href="/verifier">écrivez son code</a>. La page dit s’il est vrai, révoqué ou faux, et montre les lignes à comparer avec le papier.
        </p>
      </section>
      <section class="pile suite texte">
        <h2>Je n’ai ni Internet ni téléphone</h2>
        <p>
          Allez au bureau d’arrondissement ou à la mairie : un agent remplit la demande avec vous et imprime le récépissé. <a href="/territoires">Trouver le bureau</a>
        </p>
      </section>
      <section class="pile suite texte">
        <h2>Je ne suis pas d’accord avec une décision</h2>
        <p>La décision dit pourquoi, et devant qui la contester. La page de chaque démarche le dit aussi, à la ligne « Recours ».</p>
      </section>
      <section class="pile suite texte">
        <h2>Je veux parler à quelqu’un</h2>
        <p>
          Téléphone de l’assistance : <AConfirmer>à compléter par le ministère</AConfirmer>
        </p>
        <Lignee titre="Que dit l’étiquette « À confirmer » ?">
          <p>Le ministère n’a pas encore confirmé cette information. Demandez au guichet avant de vous y fier.</p>
        </Lignee>
      </section>
    </Gabarit>
  ),
})
