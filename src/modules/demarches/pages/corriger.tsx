import { page, permission, titulaire, un } from '../../../kernel/module.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { ChampsEtape } from '../../../kernel/formulaires/index.ts'
import { Actions, Bouton, Formulaire, Gabarit, ResumeErreurs, vueAvec, ZoneTexte } from '../../../ui/index.ts'
import { etapeCorrection } from '../correction.ts'
import { getDemarche } from '../definition.queries.ts'
import { getDossier } from '../dossier.queries.ts'
import { listEvenements } from '../evenement.queries.ts'
import { direArret } from '../horloge.ts'
import { leBureau, parId, sujetDossier } from '../porte.ts'

/** The applicant, or the clerk in front of whom he stands. */
export const mayCorriger = un(titulaire, permission('demarches.guichet'))

/** The answers that the office sent back, as they were given. */
export const corriger = page({
  path: '/suivi/:id/corriger',
  may: mayCorriger,
  titre: 'Corriger des réponses',
  params: parId,
  sujet: sujetDossier,
  load: async ({ db, params, maison, acteur }) => {
    const dossier = await getDossier(db, params.id)
    if (!dossier.correction) throw new Introuvable('Rien n’est à corriger dans ce dossier')
    const demarche = await getDemarche(db, dossier.demarche, dossier.version)
    const demande = (await listEvenements(db, dossier.id, false)).findLast((e) => e.genre === 'complement')?.texte ?? ''
    return { dossier, correction: dossier.correction, demarche, demande, territoires: maison.territoires, agent: acteur.genre === 'agent' && !dossier.interne }
  },
  consulte: ({ dossier }) => `dossier:${dossier.id}`,
  view: (d, vue) => {
    const { dossier, correction } = d
    const retour = d.agent ? `/dossiers/${dossier.id}` : `/suivi/${dossier.id}`
    const etape = etapeCorrection(d.demarche.formulaire, correction.champs)
    // What was typed another day and could not be read is shown as it was.
    const dite = Object.keys(vue.saisie).length === 0 && Object.keys(correction.saisie).length > 0 ? vueAvec(vue, { saisie: correction.saisie }) : vue
    return (
      <Gabarit vue={vue} titre="Corriger mes réponses" genre={d.agent || dossier.interne ? 'agent' : 'public'} ariane={[{ libelle: dossier.numero ?? 'Dossier', href: retour }]} etroit>
        <ResumeErreurs vue={vue} />
        <h1>{d.agent ? 'Corriger avec la personne' : 'Corriger mes réponses'}</h1>
        <p class="chapeau">{leBureau(dossier.bureau)} demande :</p>
        <blockquote>« {d.demande} »</blockquote>
        <Formulaire vue={vue} action={`/suivi/${dossier.id}/corriger`} multipart garde parDefaut={{ nom: '_envoyer', valeur: '1' }}>
          <ChampsEtape vue={dite} def={d.demarche.formulaire} etape={etape} reponses={correction.reponses} territoires={d.territoires} fichiers={(f) => ({ href: `/dossiers/${dossier.id}/fichiers/${f.reference}` })} />
          <ZoneTexte vue={dite} nom="_message" libelle="Un mot pour le bureau" facultatif lignes={2} max={500} />
          <Actions>
            <Bouton nom="_envoyer" valeur="1">
              Envoyer mes corrections
            </Bouton>
            <a href={retour}>Revenir plus tard</a>
          </Actions>
        </Formulaire>
        <p class="discret">{direArret(dossier.horloge)} Ce qui n’est pas montré ici ne change pas.</p>
      </Gabarit>
    )
  },
})
