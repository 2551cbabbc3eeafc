import { telephone } from '../../../lib/francais.ts'
import { page, permission, titulaire, un } from '../../../kernel/module.ts'
import { Actions, Bouton, Formulaire, Gabarit, Phrase, ResumeErreurs, Texte } from '../../../ui/index.ts'
import { getDossier } from '../dossier.queries.ts'
import { parId, sujetDossier } from '../porte.ts'

/** The holder of the file, or the clerk in front of whom he stands. */
export const mayContact = un(titulaire, permission('demarches.guichet'))

/** Where the news of a file are sent. */
export const contact = page({
  path: '/suivi/:id/contact',
  may: mayContact,
  titre: 'Où être prévenu',
  params: parId,
  sujet: sujetDossier,
  load: async ({ db, params, acteur }) => ({ dossier: await getDossier(db, params.id), agent: acteur.genre === 'agent' }),
  consulte: ({ dossier }) => `dossier:${dossier.id}`,
  view: ({ dossier, agent }, vue) => {
    const retour = agent ? `/dossiers/${dossier.id}` : `/suivi/${dossier.id}`
    return (
      <Gabarit vue={vue} titre="Où être prévenu" genre={agent ? 'agent' : 'public'} ariane={[{ libelle: dossier.numero ?? 'Dossier', href: retour }]} etroit>
        <ResumeErreurs vue={vue} />
        <h1>{agent ? 'Où prévenir le demandeur' : 'Où voulez-vous être prévenu ?'}</h1>
        <p class="chapeau">
          <Phrase>{`Les nouvelles du dossier ${dossier.numero} partiront là. L’ancien contact reçoit un dernier message.`}</Phrase>
        </p>
        <Formulaire vue={vue} action={`/suivi/${dossier.id}/contact`}>
          <Texte vue={vue} nom="telephone" libelle="Téléphone" aide="10 chiffres, en commençant par 01" valeur={dossier.telephone ? telephone(dossier.telephone) : ''} inputmode="tel" autocomplete="tel" largeur={14} facultatif />
          <Texte vue={vue} nom="courriel" libelle="Adresse électronique" valeur={dossier.courriel} type="email" facultatif />
          <Actions>
            <Bouton>Enregistrer</Bouton>
            <a href={retour}>Ne rien changer</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})
