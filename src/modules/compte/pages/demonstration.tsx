import { dateHeure } from '../../../lib/francais.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { totpDe } from '../../../kernel/identite/second-facteur.ts'
import { listMessages } from '../../../kernel/notifications/index.ts'
import { Gabarit, Tableau } from '../../../ui/index.ts'
import { COMPTES_DEMONSTRATION, MOT_DE_PASSE_DEMONSTRATION, totpDemonstration } from '../demo.ts'

/** What the demonstration would have sent, and how to enter it. Does not exist in production. */
export const demonstration = page({
  path: '/demonstration',
  may: ouvert,
  titre: 'Démonstration',
  load: async ({ db, maison, maintenant }) => {
    if (maison.reglages.mode !== 'demonstration') throw new Introuvable('Cette adresse ne mène à aucune page')
    const comptes = COMPTES_DEMONSTRATION.map((c) => ({ ...c, code: totpDe(totpDemonstration(maison, c.courriel), c.courriel).generate({ timestamp: maintenant.getTime() }) }))
    return { comptes, messages: await listMessages(db) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Démonstration">
      <h1>Démonstration</h1>
      <p class="chapeau">
        Aucune donnée réelle. Mot de passe de tous les agents : <b class="code">{MOT_DE_PASSE_DEMONSTRATION}</b>. Rechargez la page pour avoir le code du moment ; un code sert une fois.
      </p>
      <p>
        <a href="/connexion/agent">Entrer dans l’espace des agents</a>
      </p>
      <Tableau
        vue={vue}
        legende="Comptes d’agents"
        titreVisible
        lignes={d.comptes}
        cle={(c) => c.courriel}
        colonnes={[
          { titre: 'Compte', entete: true, cellule: (c) => <span class="code petit">{c.courriel}</span> },
          { titre: 'Qui', cellule: (c) => c.presentation },
          { titre: 'À essayer', cellule: (c) => c.essayer },
          { titre: 'Code', cellule: (c) => <b class="code">{c.code}</b> },
        ]}
        vide={<p>Aucun compte.</p>}
      />
      <section id="messages" class="pile">
        <Tableau
          vue={vue}
          legende="Messages envoyés, le dernier d’abord"
          titreVisible
          lignes={d.messages}
          cle={(m) => m.id}
          colonnes={[
            { titre: 'Quand', entete: true, cellule: (m) => dateHeure(m.creeLe) },
            { titre: 'Par', cellule: (m) => ({ sms: 'SMS', courriel: 'Courriel', interne: 'Compte' })[m.canal] },
            { titre: 'À', cellule: (m) => m.destinataire },
            { titre: 'Texte', cellule: (m) => m.texte },
          ]}
          vide={<p>Aucun message encore. Déposez une demande, ou connectez-vous.</p>}
        />
      </section>
    </Gabarit>
  ),
})
