import { ouvert, page } from '../../../kernel/module.ts'
import { AConfirmer, Gabarit, Recap } from '../../../ui/index.ts'

const doute = <AConfirmer>À compléter par le ministère</AConfirmer>

/** Legal mentions: what the software knows, and what only the ministry can say. */
export const mentions = page({
  path: '/mentions',
  may: ouvert,
  titre: 'Mentions légales',
  load: async () => ({}),
  view: (_, vue) => (
    <Gabarit vue={vue} titre="Mentions légales" ariane={[]} etroit>
      <h1>Mentions légales</h1>
      {vue.reglages.demonstration ? <p class="chapeau">Ceci est une démonstration : aucune donnée réelle, aucun document n’a de valeur.</p> : null}
      <section class="pile suite">
        <h2>Qui publie ce site</h2>
        <Recap
          lignes={[
            { titre: 'Éditeur', valeur: 'Ministère de la Décentralisation et de la Gouvernance locale, République du Bénin', fin: doute },
            { titre: 'Directeur de la publication', valeur: '', fin: doute },
            { titre: 'Adresse et téléphone', valeur: '', fin: doute },
            { titre: 'Hébergeur', valeur: '', fin: doute },
            { titre: 'Adresse officielle', valeur: <b class="code">{vue.reglages.hote}</b> },
          ]}
        />
      </section>
      <section class="pile suite texte">
        <h2>Données personnelles</h2>
        <p>
          Ce que vous écrivez sert à traiter votre demande, et à rien d’autre. Les agents de votre territoire le lisent ; chaque lecture est notée, et vous pouvez voir qui a lu votre dossier. Demandez une copie ou
          une correction depuis <a href="/compte/donnees">Mes données</a>.
        </p>
        <p>
          Le traitement relève du Code du numérique (loi n° 2017-20) et de l’Autorité de protection des données personnelles (APDP). {doute} numéro de déclaration, délégué à la protection des données et
          durées de conservation.
        </p>
      </section>
      <section class="pile suite texte">
        <h2>Témoins de connexion</h2>
        <p>Trois petits fichiers au plus, tous nécessaires : votre session, la protection des formulaires, le message d’une page à l’autre. Ni publicité, ni mesure d’audience, ni tiers.</p>
      </section>
      <section class="pile suite texte">
        <h2>Le journal public</h2>
        <p>
          Chaque décision est inscrite dans un journal que personne ne peut réécrire. Il ne contient ni nom ni réponse : seulement des empreintes. <a href="/journal">Comment le vérifier</a>
        </p>
      </section>
      <section class="pile suite texte">
        <h2>Le programme</h2>
        <p>Iroko est un logiciel libre, sous la licence publique de l’Union européenne (EUPL) 1.2. Polices, dessins et cartes : propres au projet ou du système de votre appareil.</p>
      </section>
    </Gabarit>
  ),
})
