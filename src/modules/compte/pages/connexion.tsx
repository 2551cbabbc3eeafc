import { z } from 'zod'
import { ouvert, page } from '../../../kernel/module.ts'
import { Texte } from '../../../ui/champs.tsx'
import { Actions, Bouton, Formulaire, ResumeErreurs } from '../../../ui/formulaire.tsx'
import { FormulaireCode } from '../../../ui/code-recu.tsx'
import { Gabarit } from '../../../ui/gabarit.tsx'
import { findDestination } from '../../../kernel/identite/code.queries.ts'
import { versMasque } from '../../../lib/contact.ts'
import { suiteSure } from '../suite.ts'

const suite = z.object({ suite: z.string().max(1000).optional() })

/** A citizen signs in with what he has: a phone or an e-mail address. */
export const connexion = page({
  path: '/connexion',
  may: ouvert,
  titre: 'Se connecter',
  query: suite,
  load: async ({ query, maison }) => ({ suite: suiteSure(query.suite, '/compte'), nationale: maison.reglages.oidc !== undefined }),
  view: (donnees, vue) => (
    <Gabarit vue={vue} titre="Se connecter" genre="nu">
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>Se connecter, ou ouvrir un compte</h1>
        <p class="chapeau">Vous recevez un code à six chiffres. Pas de mot de passe : le premier code ouvre votre compte.</p>
        <Formulaire vue={vue} action="/connexion">
          <input type="hidden" name="suite" value={suiteSure(vue.saisie.suite, donnees.suite)} />
          <Texte vue={vue} nom="contact" libelle="Votre téléphone ou votre adresse électronique" aide="Par exemple 01 97 00 00 00, ou nom@exemple.bj" autocomplete="username" />
          <Actions>
            <Bouton>Recevoir un code</Bouton>
          </Actions>
        </Formulaire>
        {donnees.nationale ? (
          <p class="champ">
            <a href={`/connexion/nationale?suite=${encodeURIComponent(donnees.suite)}`}>Se connecter avec l’identité nationale</a>
          </p>
        ) : null}
        <hr />
        <p>
          Sans compte, vous pouvez <a href="/demarches">faire une demande</a> ou <a href="/suivre">suivre un dossier</a> avec son code de suivi.
        </p>
        <p>
          Vous travaillez dans une mairie, une préfecture ou au ministère ? <a href="/connexion/agent">Espace des agents</a>
        </p>
      </div>
    </Gabarit>
  ),
})

/** The code that was received. */
export const codeCitoyen = page({
  path: '/connexion/code/:id',
  may: ouvert,
  titre: 'Écrivez le code reçu',
  params: z.object({ id: z.uuid() }),
  query: suite,
  load: async ({ db, params, query }) => ({ id: params.id, suite: suiteSure(query.suite, '/compte'), vers: versMasque((await findDestination(db, params.id)) ?? '+22900') }),
  view: (donnees, vue) => (
    <Gabarit vue={vue} titre="Écrivez le code reçu" genre="nu">
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>Écrivez le code reçu</h1>
        <p class="chapeau">Nous l’avons envoyé {donnees.vers}. Il sert pendant 10 minutes.</p>
        <FormulaireCode vue={vue} action={`/connexion/code/${donnees.id}`} bouton="Continuer" autre={`/connexion?suite=${encodeURIComponent(donnees.suite)}`}>
          <input type="hidden" name="suite" value={suiteSure(vue.saisie.suite, donnees.suite)} />
        </FormulaireCode>
      </div>
    </Gabarit>
  ),
})
