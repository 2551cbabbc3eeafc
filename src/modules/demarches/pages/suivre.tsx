import { z } from 'zod'
import { ouvert, page } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, Formulaire, Gabarit, ResumeErreurs, Texte } from '../../../ui/index.ts'

/** Open a file or a draft by its tracking code. */
export const suivre = page({
  path: '/suivre',
  may: ouvert,
  titre: 'Suivre un dossier',
  query: z.object({ code: z.string().max(40).optional(), suite: z.string().max(500).optional() }),
  load: async ({ query }) => ({ code: query.code ?? '', suite: query.suite }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Suivre un dossier" description="Suivez votre demande avec son code de suivi." etroit>
      <h1>Suivre un dossier</h1>
      <p class="chapeau">Le code de suivi est sur votre récépissé et dans le message reçu au dépôt.</p>
      <ResumeErreurs vue={vue} />
      {d.suite ? (
        d.suite.includes('_garde=') ? (
          <Avis ton="att" titre="Cette page s’est fermée après un long moment">
            <p>Donnez votre code de suivi : vous la retrouvez comme vous l’aviez laissée.</p>
          </Avis>
        ) : (
          <Avis ton="info" titre="Ce dossier s’ouvre avec son code de suivi">
            <p>Il est dans le SMS ou le courriel reçu au dépôt. Si vous avez un compte, connectez-vous.</p>
          </Avis>
        )
      ) : null}
      <Formulaire vue={vue} action="/suivre">
        {d.suite ? <input type="hidden" name="suite" value={d.suite} /> : null}
        <Texte vue={vue} nom="code" libelle="Code de suivi" aide="Dix signes, par exemple 7K2M9-4QX3H. Les majuscules et les tirets ne comptent pas." valeur={d.code} largeur={14} code max={40} />
        <Actions>
          <Bouton>Ouvrir mon dossier</Bouton>
          <a href={`/connexion?suite=${encodeURIComponent(d.suite ?? '/mes-demarches')}`}>Me connecter avec mon téléphone</a>
        </Actions>
      </Formulaire>
      <p class="champ discret">Code perdu ? Le guichet où la demande a été déposée peut l’imprimer de nouveau, sur présentation de votre pièce d’identité.</p>
    </Gabarit>
  ),
})
