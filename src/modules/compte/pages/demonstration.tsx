import { Introuvable } from '../../../lib/erreurs.ts'
import { momentRelatif, telephone } from '../../../lib/francais.ts'
import { listJetons } from '../../../kernel/identite/jeton.queries.ts'
import type { Jeton } from '../../../kernel/identite/jeton.queries.ts'
import { findAgentSecret } from '../../../kernel/identite/personne.queries.ts'
import { dechiffrer, prochainCode } from '../../../kernel/identite/second-facteur.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { listMessages } from '../../../kernel/notifications/index.ts'
import type { Message } from '../../../kernel/notifications/index.ts'
import { Etiquette, Gabarit, Tableau, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { COMPTES_DEMONSTRATION, MOT_DE_PASSE_DEMONSTRATION } from '../demo.ts'

const CANAUX = { sms: 'SMS', courriel: 'Courriel', interne: 'Compte' } as const

/** The demonstration's accounts with their codes of the moment, and what would have been sent. Does not exist elsewhere. */
export const demonstration = page({
  path: '/demonstration',
  may: ouvert,
  titre: 'Démonstration',
  load: async ({ db, maison, maintenant }) => {
    if (maison.reglages.mode !== 'demonstration') throw new Introuvable('Cette adresse ne mène à aucune page')
    const comptes = await Promise.all(
      COMPTES_DEMONSTRATION.map(async (c) => {
        const agent = await findAgentSecret(db, { courriel: c.courriel })
        const code = agent?.totp ? prochainCode(dechiffrer(maison.secret('totp'), agent.totp), agent.totpDernierPas, maintenant) : undefined
        return { ...c, code }
      }),
    )
    const clients = (await listJetons(db, maintenant)).filter((j) => j.client !== null && j.revoqueLe === null)
    const { mediateur } = maison.reglages
    return { comptes, clients: mediateur ? clients : [], port: mediateur?.port ?? 0, messages: await listMessages(db) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Démonstration" description="Comptes, codes et messages de la démonstration.">
      <h1>Démonstration</h1>
      <p class="chapeau">
        Aucune donnée réelle. Le mot de passe de tous les agents est <b class="code">{MOT_DE_PASSE_DEMONSTRATION}</b>.
      </p>
      <p>
        Un code sert une fois, comme sur un vrai téléphone : rechargez cette page pour avoir le suivant. <a href="/connexion/agent">Entrer dans l’espace des agents</a>, ou <a href="/connexion">se connecter comme citoyen</a> avec n’importe quel numéro ou adresse.
      </p>
      <Comptes comptes={d.comptes} vue={vue} />
      {d.clients.length > 0 ? <Mediateur clients={d.clients} port={d.port} /> : null}
      <section id="messages" class="pile">
        <h2>Messages envoyés</h2>
        <Messages messages={d.messages} vue={vue} />
      </section>
    </Gabarit>
  ),
})

/** What to type to call as the mediator would: the header is believed because only the mediator may reach this port. */
function Mediateur({ clients, port }: { clients: readonly Jeton[]; port: number }) {
  return (
    <section id="mediateur" class="pile">
      <h2>Médiateur d’information</h2>
      <p>La façade GovStack écoute à part, sur cette machine seulement. Essayez-la d’une ligne de commande :</p>
      {clients.map((c) => (
        <p key={c.id} class="panneau code petit">
          curl -H <wbr />"Information-Mediator-Client: <wbr />
          {c.client}" <wbr />
          http://127.0.0.1:{port}/govstack/registration/<wbr />applications
        </p>
      ))}
    </section>
  )
}

type LigneCompte = (typeof COMPTES_DEMONSTRATION)[number] & { code: { code: string; dansSecondes: number } | undefined }

function Comptes({ comptes, vue }: { comptes: readonly LigneCompte[]; vue: Vue }) {
  return (
    <Tableau
      vue={vue}
      legende="Comptes d’agents"
      dense
      lignes={comptes}
      cle={(c) => c.courriel}
      colonnes={[
        {
          titre: 'Compte',
          entete: true,
          cellule: (c) => (
            <>
              <span class="code petit">
                {c.courriel.split('@')[0]}
                <wbr />@{c.courriel.split('@')[1]}
              </span>
              <br />
              <span class="normal">{c.nom}</span>
            </>
          ),
        },
        { titre: 'Fonction', cellule: (c) => <span>{c.presentation}</span> },
        { titre: 'À essayer', cellule: (c) => <span>{c.essayer}</span> },
        {
          titre: 'Code',
          cellule: (c) =>
            c.code === undefined ? (
              <span class="discret">sans second facteur</span>
            ) : c.code.dansSecondes > 0 ? (
              <span class="petit discret">dans {c.code.dansSecondes} s</span>
            ) : (
              <b class="code">{`${c.code.code.slice(0, 3)}\u00a0${c.code.code.slice(3)}`}</b>
            ),
        },
      ]}
      vide={<Vide titre="Aucun compte" />}
    />
  )
}

function Messages({ messages, vue }: { messages: readonly Message[]; vue: Vue }) {
  return (
    <Tableau
      vue={vue}
      legende="Messages envoyés, le dernier d’abord"
      dense
      lignes={messages}
      cle={(m) => m.id}
      colonnes={[
        { titre: 'Quand', entete: true, cellule: (m) => <span class="normal">{momentRelatif(m.creeLe, vue.maintenant)}</span> },
        { titre: 'Par', cellule: (m) => <Etiquette>{CANAUX[m.canal]}</Etiquette> },
        { titre: 'À', cellule: (m) => (m.canal === 'sms' ? telephone(m.destinataire) : m.destinataire) },
        { titre: 'Texte', cellule: (m) => <TexteMessage texte={m.texte} /> },
      ]}
      vide={<Vide titre="Aucun message encore">Déposez une demande, ou connectez-vous : ce qui serait envoyé apparaît ici.</Vide>}
    />
  )
}

/** A message with its addresses made into links: here they are what one came for. */
function TexteMessage({ texte }: { texte: string }) {
  const parties = texte.split(/(https?:\/\/[^\s]+?)(?=[.,]?(?:\s|$))/)
  return <span>{parties.map((partie, i) => (i % 2 === 1 ? <a key={i} href={partie}>ouvrir le lien</a> : partie))}</span>
}
