import { z } from 'zod'
import { Introuvable, Refus } from '../../../lib/erreurs.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, Formulaire, Gabarit } from '../../../ui/index.ts'
import { masquer } from '../../../lib/contact.ts'
import { adresseDepart, lireRetour, scellerIdentite } from '../oidc.ts'
import { suiteSure } from '../suite.ts'

/** Leaves for the national identity provider. A page, because the content policy lets no form lead to another site. */
export const departNational = page({
  path: '/connexion/nationale',
  may: ouvert,
  titre: 'Identité nationale',
  limite: 30,
  query: z.object({ suite: z.string().max(1000).optional() }),
  load: async ({ query, maison, navigateur, maintenant }) => {
    if (!maison.reglages.oidc) throw new Introuvable('Cette adresse ne mène à aucune page')
    const suite = suiteSure(query.suite, '/compte')
    // The sign-in page gives the browser its cookie, to which the journey is tied.
    if (!navigateur) return { vers: `/connexion?suite=${encodeURIComponent(suite)}` }
    const vers = await adresseDepart(maison, { suite, navigateur, maintenant }).catch(() => {
      throw new Refus('L’identité nationale ne répond pas. Connectez-vous par téléphone, ou réessayez dans quelques minutes', 503)
    })
    return { vers }
  },
  corps: ({ vers }) => ({ type: 'text/plain; charset=utf-8', corps: '', entetes: { location: vers } }),
})

/** The way back: says who was recognised, and waits for the person to go on. */
export const retourNational = page({
  path: '/connexion/nationale/retour',
  may: ouvert,
  titre: 'Identité nationale',
  limite: 30,
  query: z.record(z.string().max(50), z.string().max(4000)),
  load: async ({ query, maison, navigateur, maintenant }) => {
    if (!maison.reglages.oidc) throw new Introuvable('Cette adresse ne mène à aucune page')
    const lu = await lireRetour(maison, query, navigateur, maintenant)
    if ('erreur' in lu) return { erreur: lu.erreur }
    return { nom: lu.nom, contact: lu.telephone ?? lu.courriel, scellee: scellerIdentite(maison, lu, navigateur ?? '', maintenant) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Identité nationale" genre="nu">
      <div class="formulaire pile">
        {'erreur' in d ? (
          <>
            <h1>Vous n’êtes pas connecté</h1>
            <Avis ton="att" titre={d.erreur} niveau={2} />
            <Actions>
              <Bouton href="/connexion">Revenir à la connexion</Bouton>
            </Actions>
          </>
        ) : (
          <>
            <h1>Vous êtes reconnu{d.nom ? ` comme ${d.nom}` : ''}</h1>
            <p class="chapeau">L’identité nationale confirme que c’est vous{d.contact ? ` (${masquer(d.contact)})` : ''}.</p>
            <Formulaire vue={vue} action="/connexion/nationale">
              <input type="hidden" name="identite" value={d.scellee} />
              <Actions>
                <Bouton>Continuer</Bouton>
                <a href="/connexion">Ce n’est pas moi</a>
              </Actions>
            </Formulaire>
          </>
        )}
      </div>
    </Gabarit>
  ),
})
