import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { page, permission, un } from '../../../kernel/module.ts'
import { Actions, Bouton, comparerVersions, DeuxVersions, Formulaire, Gabarit, ResumeErreurs, Revision } from '../../../ui/index.ts'
import { direNumero, SENS } from '../courrier.ts'
import { lecteurDe, porteeLecture } from '../lecteur.ts'
import { exigerCorrigeable, lireCourrier, parId, sujetCourrier } from '../porte.ts'
import { numeroLie, suivreCourrier } from '../revision.ts'
import { ChampsCourrier } from './champs.tsx'

/** Corrects a line of the register. */
export const corriger = page({
  path: '/courrier/:id/corriger',
  may: un(permission('courrier.enregistrer'), permission('courrier.traiter')),
  titre: 'Corriger un courrier',
  gabarit: 'agent',
  params: parId,
  sujet: sujetCourrier,
  load: async (lu) => {
    const courrier = await lireCourrier(lu)
    exigerCorrigeable(lu, courrier)
    return { courrier, lettre: await numeroLie(lu.db, courrier, porteeLecture(lu), lecteurDe(lu)), aujourdhui: jourLocal(lu.maintenant) }
  },
  consulte: ({ courrier }) => `courrier:${courrier.id}`,
  view: ({ courrier, lettre, aujourdhui }, vue) => {
    const versions = comparerVersions(vue, suivreCourrier(courrier, lettre, aujourdhui))
    return (
      <Gabarit vue={vue} titre={`Corriger ${direNumero(courrier)}`} genre="agent" etroit ariane={[{ libelle: 'Courrier', href: '/courrier' }, { libelle: direNumero(courrier), href: `/courrier/${courrier.id}` }]}>
        <h1>Corriger {courrier.numero ?? 'ce départ'}</h1>
        <p class="chapeau">{courrier.numero ? `${SENS[courrier.sens].mot}. Le numéro et le bureau ne changent pas.` : 'Ce départ n’a pas encore de numéro.'}</p>
        <ResumeErreurs vue={vue} />
        <DeuxVersions versions={versions} />
        <Formulaire vue={vue} action={`/courrier/${courrier.id}/corriger`} libelle="Correction" garde>
          <Revision valeur={versions.revision} />
          <ChampsCourrier vue={versions.vue} sens={courrier.sens} depart={{ ...courrier, lettre }} aujourdhui={aujourdhui} />
          <Actions>
            <Bouton>{versions.ecarts ? 'Enregistrer ma version' : 'Enregistrer la correction'}</Bouton>
            <a href={`/courrier/${courrier.id}`}>Ne rien changer</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})
