import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { page, permission, un } from '../../../kernel/module.ts'
import { Actions, Bouton, Formulaire, Gabarit, ResumeErreurs } from '../../../ui/index.ts'
import { direNumero, SENS } from '../courrier.ts'
import { findCourrier } from '../courrier.queries.ts'
import { lecteurDe, porteeLecture } from '../lecteur.ts'
import { exigerCorrigeable, lireCourrier, parId, sujetCourrier } from '../porte.ts'
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
    const liee = courrier.repondA ? await findCourrier(lu.db, courrier.repondA, porteeLecture(lu), lecteurDe(lu)) : undefined
    return { courrier, lettre: liee?.numero ?? undefined, aujourdhui: jourLocal(lu.maintenant) }
  },
  consulte: ({ courrier }) => `courrier:${courrier.id}`,
  view: ({ courrier, lettre, aujourdhui }, vue) => (
    <Gabarit vue={vue} titre={`Corriger ${direNumero(courrier)}`} genre="agent" etroit ariane={[{ libelle: 'Courrier', href: '/courrier' }, { libelle: direNumero(courrier), href: `/courrier/${courrier.id}` }]}>
      <h1>Corriger {courrier.numero ?? 'ce départ'}</h1>
      <p class="chapeau">{courrier.numero ? `${SENS[courrier.sens].mot}. Le numéro et le bureau ne changent pas.` : 'Ce départ n’a pas encore de numéro.'}</p>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action={`/courrier/${courrier.id}/corriger`} libelle="Correction" garde>
        <ChampsCourrier vue={vue} sens={courrier.sens} depart={{ ...courrier, lettre }} aujourdhui={aujourdhui} />
        <Actions>
          <Bouton>Enregistrer la correction</Bouton>
          <a href={`/courrier/${courrier.id}`}>Ne rien changer</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})
