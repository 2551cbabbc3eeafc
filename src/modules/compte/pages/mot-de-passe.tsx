import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { findLien } from '../../../kernel/identite/agent.queries.ts'
import { agent, ouvert, page } from '../../../kernel/module.ts'
import { Actions, Bouton, Formulaire, Gabarit, MotDePasse, ResumeErreurs, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'

export const parJeton = z.object({ jeton: z.string().regex(/^[\w-]{43}$/) })
const FINI = 'Ce lien a déjà servi, ou il est trop ancien'

function DeuxMots({ vue }: { vue: Vue }) {
  return (
    <>
      <MotDePasse vue={vue} nom="motDePasse" libelle="Nouveau mot de passe" aide="12 signes au moins. Une phrase courte se retient mieux qu’un mot" nouveau />
      <MotDePasse vue={vue} nom="encore" libelle="Le même, une seconde fois" nouveau />
    </>
  )
}

/** An invited agent chooses his password. */
export const invitation = page({
  path: '/invitation/:jeton',
  may: ouvert,
  titre: 'Votre compte d’agent',
  params: parJeton,
  load: async ({ db, params, maintenant }) => {
    const lien = await findLien(db, 'invitation', params.jeton, maintenant)
    if (!lien) throw new Introuvable(`${FINI} : demandez une nouvelle invitation à votre administrateur`)
    return { nom: lien.nom, courriel: lien.courriel, jeton: params.jeton }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Votre compte d’agent" genre="nu">
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>Bienvenue, {d.nom}</h1>
        <p class="chapeau">Choisissez le mot de passe de votre compte d’agent. Vous activerez ensuite un second facteur.</p>
        <Formulaire vue={vue} action={`/invitation/${d.jeton}`}>
          <Texte vue={vue} nom="courriel" libelle="Votre adresse de connexion" type="email" valeur={d.courriel} lectureSeule autocomplete="username" />
          <DeuxMots vue={vue} />
          <Actions>
            <Bouton>Ouvrir mon compte</Bouton>
          </Actions>
        </Formulaire>
      </div>
    </Gabarit>
  ),
})

/** Asks for a link to choose a new password. */
export const oubli = page({
  path: '/connexion/oubli',
  may: ouvert,
  titre: 'Mot de passe oublié',
  query: z.object({ envoye: z.string().max(3).optional() }),
  load: async ({ query }) => ({ envoye: query.envoye === 'oui' }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Mot de passe oublié" genre="nu">
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        {d.envoye ? (
          <>
            <h1>Regardez votre messagerie</h1>
            <p class="chapeau">Si un compte d’agent porte cette adresse, un lien vient d’y être envoyé. Il sert une fois, pendant une heure.</p>
            <p class="champ">
              Rien après quelques minutes{'\u202f'}? Regardez les indésirables, ou <a href="/connexion/oubli">recommencez</a>.
            </p>
            {vue.reglages.demonstration ? (
              <p class="champ petit">
                Démonstration{'\u00a0'}: le lien est dans les <a href="/demonstration#messages">messages envoyés</a>.
              </p>
            ) : null}
          </>
        ) : (
          <>
            <h1>Mot de passe oublié</h1>
            <p class="chapeau">Un lien pour en choisir un autre est envoyé à votre adresse d’agent.</p>
            <Formulaire vue={vue} action="/connexion/oubli">
              <Texte vue={vue} nom="courriel" libelle="Adresse électronique" type="email" autocomplete="username" />
              <Actions>
                <Bouton>Recevoir un lien</Bouton>
                <a href="/connexion/agent">Revenir à la connexion</a>
              </Actions>
            </Formulaire>
          </>
        )}
      </div>
    </Gabarit>
  ),
})

/** The link of a forgotten password. */
export const nouveauMotDePasse = page({
  path: '/connexion/oubli/:jeton',
  may: ouvert,
  titre: 'Nouveau mot de passe',
  params: parJeton,
  load: async ({ db, params, maintenant }) => {
    const lien = await findLien(db, 'oubli', params.jeton, maintenant)
    if (!lien) throw new Introuvable(`${FINI} : demandez-en un autre depuis « Mot de passe oublié »`)
    return { courriel: lien.courriel, jeton: params.jeton }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Nouveau mot de passe" genre="nu">
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>Nouveau mot de passe</h1>
        <p class="chapeau">Vos sessions ouvertes ailleurs seront fermées.</p>
        <Formulaire vue={vue} action={`/connexion/oubli/${d.jeton}`}>
          <Texte vue={vue} nom="courriel" libelle="Votre adresse de connexion" type="email" valeur={d.courriel} lectureSeule autocomplete="username" />
          <DeuxMots vue={vue} />
          <Actions>
            <Bouton>Changer le mot de passe</Bouton>
          </Actions>
        </Formulaire>
      </div>
    </Gabarit>
  ),
})

/** An agent changes his own password. */
export const changement = page({
  path: '/compte/mot-de-passe',
  may: agent,
  titre: 'Changer le mot de passe',
  gabarit: 'agent',
  load: async () => ({}),
  view: (_, vue) => (
    <Gabarit vue={vue} titre="Changer le mot de passe" genre="agent" etroit ariane={[{ libelle: 'Mon compte', href: '/compte' }]}>
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>Changer le mot de passe</h1>
        <p class="discret">Vos autres sessions seront fermées.</p>
        <Formulaire vue={vue} action="/compte/mot-de-passe">
          <MotDePasse vue={vue} nom="ancien" libelle="Mot de passe actuel" />
          <DeuxMots vue={vue} />
          <Actions>
            <Bouton>Changer le mot de passe</Bouton>
            <a href="/compte">Annuler</a>
          </Actions>
        </Formulaire>
      </div>
    </Gabarit>
  ),
})
