import { z } from 'zod'
import { telephone } from '../../../lib/francais.ts'
import { findDestination } from '../../../kernel/identite/code.queries.ts'
import { findCitoyen } from '../../../kernel/identite/personne.queries.ts'
import { citoyen, page } from '../../../kernel/module.ts'
import { Actions, Bouton, Formulaire, FormulaireCode, Gabarit, Recap, ResumeErreurs, Texte } from '../../../ui/index.ts'
import { versMasque } from '../../../lib/contact.ts'

const ariane = [{ libelle: 'Mon compte', href: '/compte' }]

/** A new telephone, another address: what the account is signed in with. */
export const contact = page({
  path: '/compte/contact',
  may: citoyen,
  titre: 'Changer mon téléphone ou mon adresse',
  load: async ({ db, acteur }) => ({ moi: acteur.genre === 'citoyen' ? await findCitoyen(db, acteur.id) : undefined }),
  view: ({ moi }, vue) => (
    <Gabarit vue={vue} titre="Changer mon téléphone ou mon adresse" ariane={ariane} etroit>
      <ResumeErreurs vue={vue} />
      <h1>Changer mon téléphone ou mon adresse</h1>
      <p class="chapeau">Vous recevez un code sur le nouveau numéro ou à la nouvelle adresse. L’ancien est prévenu.</p>
      <Recap
        serre
        lignes={[
          { titre: 'Téléphone', valeur: moi?.telephone ? telephone(moi.telephone) : 'Aucun' },
          { titre: 'Adresse électronique', valeur: moi?.courriel ?? 'Aucune' },
        ]}
      />
      <Formulaire vue={vue} action="/compte/contact">
        <Texte vue={vue} nom="contact" libelle="Le nouveau téléphone, ou la nouvelle adresse électronique" aide="Par exemple 01 97 00 00 00, ou nom@exemple.bj" />
        <Actions>
          <Bouton>Recevoir un code</Bouton>
          <a href="/compte">Ne rien changer</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})

/** The code received on the new contact. */
export const codeContact = page({
  path: '/compte/contact/:id',
  may: citoyen,
  titre: 'Confirmer mon nouveau contact',
  params: z.object({ id: z.uuid() }),
  load: async ({ db, params }) => ({ id: params.id, vers: versMasque((await findDestination(db, params.id)) ?? '+22900') }),
  view: ({ id, vers }, vue) => (
    <Gabarit vue={vue} titre="Confirmer mon nouveau contact" ariane={[...ariane, { libelle: 'Changer', href: '/compte/contact' }]} etroit>
      <ResumeErreurs vue={vue} />
      <h1>Écrivez le code reçu</h1>
      <p class="chapeau">Nous l’avons envoyé {vers}. Il sert pendant 10 minutes.</p>
      <FormulaireCode vue={vue} action={`/compte/contact/${id}`} bouton="Enregistrer ce contact" autre="/compte/contact" />
    </Gabarit>
  ),
})
