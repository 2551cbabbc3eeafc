import { z } from 'zod'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { page } from '../../../kernel/module.ts'
import { Gabarit, ResumeErreurs } from '../../../ui/index.ts'
import { getAgendaOuvert } from '../agenda.queries.ts'
import { ENTREE, estBureau, mayChanger, nomBureau, parId, sujetRendezVous } from '../porte.ts'
import { aReprendre, direQuand } from '../rendezvous.ts'
import { getRendezVous } from '../rendezvous.queries.ts'
import { chargerSemaine, Semaine } from '../semaine.tsx'
import { sortieSemaine } from '../sortie.ts'

/** Another hour for an appointment: the one he has is kept until another is taken. */
export const deplacer = page({
  path: '/rendez-vous/:id/deplacer',
  may: mayChanger,
  titre: 'Changer d’heure',
  params: parId,
  query: z.object({ semaine: z.iso.date().optional() }),
  sujet: sujetRendezVous,
  entree: ENTREE,
  output: sortieSemaine,
  load: async ({ db, params, query, maison, maintenant, acteur }) => {
    const rdv = await getRendezVous(db, params.id)
    const agenda = await getAgendaOuvert(db, rdv.agendaId, jourLocal(maintenant))
    const bureau = estBureau(acteur)
    return { rdv, agenda, bureau: nomBureau(maison.territoires, agenda), agent: bureau, semaine: await chargerSemaine(db, agenda, query.semaine, maintenant, bureau, rdv.id) }
  },
  view: (d, vue) => {
    const retour = d.agent ? `/agendas/rendez-vous/${d.rdv.id}` : `/rendez-vous/${d.rdv.id}`
    return (
      <Gabarit vue={vue} titre="Changer d’heure" genre={d.agent ? 'agent' : 'public'} ariane={[{ libelle: d.agent ? 'Le rendez-vous' : 'Mon rendez-vous', href: retour }]}>
        <h1>{d.agent ? 'Changer l’heure du rendez-vous' : 'Choisissez une autre heure'}</h1>
        <p class="chapeau">
          {d.agenda.titre}, {d.bureau}
        </p>
        <ResumeErreurs vue={vue} />
        <p>
          {aReprendre(d.rdv) ? 'Annulé par le bureau' : 'Heure actuelle'} : {direQuand(d.rdv.debut)}. Touchez une heure pour la prendre à la place. <a href={retour}>Ne rien changer</a>
        </p>
        <Semaine vue={vue} semaine={d.semaine} geste={{ action: `/rendez-vous/${d.rdv.id}/deplacer` }} />
      </Gabarit>
    )
  },
})
