import { z } from 'zod'
import { ouvert, page } from '../../../kernel/module.ts'
import { Code, MotDePasse, Texte } from '../../../ui/champs.tsx'
import { Actions, Bouton, Formulaire, ResumeErreurs } from '../../../ui/formulaire.tsx'
import { Gabarit } from '../../../ui/gabarit.tsx'
import { CleAccesBouton } from '../../../kernel/identite/champ-second-facteur.tsx'
import { clesAccesPossibles, optionsAssertion } from '../../../kernel/identite/cle-acces.ts'
import { listClesAcces } from '../../../kernel/identite/cle-acces.queries.ts'
import { ouvrirPas, suiteSure } from '../suite.ts'

const suite = z.object({ suite: z.string().max(1000).optional() })

/** An agent signs in with a password, then with his second factor. */
export const connexionAgent = page({
  path: '/connexion/agent',
  may: ouvert,
  titre: 'Espace des agents',
  query: suite,
  load: async ({ query, maison, maintenant }) => ({ suite: suiteSure(query.suite, '/journee'), options: clesAccesPossibles(maison) ? await optionsAssertion(maison, undefined, maintenant) : undefined }),
  view: (donnees, vue) => (
    <Gabarit vue={vue} titre="Espace des agents" genre="nu" scripts={donnees.options ? ['cle-acces.js'] : []}>
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>Espace des agents</h1>
        <Formulaire vue={vue} action="/connexion/agent">
          <input type="hidden" name="suite" value={suiteSure(vue.saisie.suite, donnees.suite)} />
          <Texte vue={vue} nom="courriel" libelle="Adresse électronique" type="email" autocomplete="username webauthn" />
          <MotDePasse vue={vue} nom="motDePasse" libelle="Mot de passe" />
          <Actions>
            <Bouton>Se connecter</Bouton>
            <a href="/connexion/oubli">Mot de passe oublié</a>
          </Actions>
        </Formulaire>
        {donnees.options ? (
          <Formulaire vue={vue} action="/connexion/agent/cle" libelle="Clé d’accès">
            <input type="hidden" name="suite" value={suiteSure(vue.saisie.suite, donnees.suite)} />
            <CleAccesBouton usage="connexion" libelle="Se connecter avec une clé d’accès" champ="reponse" options={donnees.options} />
          </Formulaire>
        ) : null}
        {vue.reglages.demonstration ? (
          <p class="champ petit">
            Démonstration : les comptes et leurs codes sont sur la page <a href="/demonstration">Démonstration</a>.
          </p>
        ) : null}
      </div>
    </Gabarit>
  ),
})

/** The agent's second factor at sign-in. */
export const codeAgent = page({
  path: '/connexion/agent/code',
  may: ouvert,
  titre: 'Code à six chiffres',
  query: z.object({ pas: z.string().max(2000).optional() }),
  load: async ({ query, maison, db, maintenant }) => {
    const pas = ouvrirPas(maison, query.pas ?? '', maintenant)
    const cles = pas && clesAccesPossibles(maison) ? await listClesAcces(db, pas.id) : []
    return { pas: query.pas ?? '', options: pas && cles.length > 0 ? await optionsAssertion(maison, pas.id, maintenant) : undefined }
  },
  view: (donnees, vue) => (
    <Gabarit vue={vue} titre="Code à six chiffres" genre="nu" scripts={donnees.options ? ['cle-acces.js'] : []}>
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>Votre code</h1>
        <p class="chapeau">Ouvrez votre application d’authentification et recopiez le code du moment.</p>
        <Formulaire vue={vue} action={`/connexion/agent/code?pas=${encodeURIComponent(donnees.pas)}`}>
          <input type="hidden" name="pas" value={String(vue.saisie.pas ?? donnees.pas)} />
          <Code vue={vue} nom="code" libelle="Code à six chiffres" aide="Téléphone perdu ? Écrivez un de vos codes de secours" />
          <Actions>
            <Bouton>Entrer</Bouton>
          </Actions>
          {donnees.options ? <CleAccesBouton usage="signature" libelle="Entrer avec ma clé d’accès" options={donnees.options} /> : null}
        </Formulaire>
        {vue.reglages.demonstration ? (
          <p class="champ petit">
            Démonstration : les codes du moment sont sur la page <a href="/demonstration">Démonstration</a>.
          </p>
        ) : null}
      </div>
    </Gabarit>
  ),
})
