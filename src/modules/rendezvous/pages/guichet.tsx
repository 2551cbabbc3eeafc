import { z } from 'zod'
import { telephone } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { page } from '../../../kernel/module.ts'
import { Actions, Bouton, Formulaire, Gabarit, ResumeErreurs, Telephone, Texte } from '../../../ui/index.ts'
import { getAgendaOuvert } from '../agenda.queries.ts'
import { chargerHeure, ChoixHeure } from '../choix-heure.tsx'
import { findLisible } from '../dossier.ts'
import { lireDebut } from '../heure.ts'
import { mayTenir, nomBureau, parId, sujetAgenda } from '../porte.ts'
import { chargerSemaine, Semaine } from '../semaine.tsx'
import { OngletsAgenda } from './onglets.tsx'

/** A clerk takes an hour for somebody: the week, then who comes. */
export const guichet = page({
  path: '/agendas/:id/prendre',
  may: mayTenir,
  titre: 'Prendre un rendez-vous pour quelqu’un',
  gabarit: 'agent',
  params: parId,
  query: z.object({ semaine: z.iso.date().optional(), debut: z.string().max(20).optional(), dossier: z.uuid().optional() }),
  sujet: sujetAgenda,
  load: async (lu) => {
    const { db, params, query, maison, maintenant } = lu
    const agenda = await getAgendaOuvert(db, params.id, jourLocal(maintenant))
    const commun = { agenda, bureau: nomBureau(maison.territoires, agenda), dossier: query.dossier ? await findLisible(lu, query.dossier) : undefined, gere: lu.porteePour('rendezvous.gerer').contient(agenda.territoire) }
    if (!lireDebut(query.debut ?? '')) return { ...commun, semaine: await chargerSemaine(db, agenda, query.semaine, maintenant, true) }
    return { ...commun, heure: await chargerHeure(db, agenda, query.debut, maintenant, true) }
  },
  consulte: ({ dossier }) => dossier && `dossier:${dossier.id}`,
  view: (d, vue) => {
    const base = `/agendas/${d.agenda.id}/prendre`
    const suite = d.dossier ? `dossier=${d.dossier.id}` : ''
    return (
      <Gabarit vue={vue} titre={`Prendre un rendez-vous, ${d.agenda.titre}`} genre="agent" etroit={'heure' in d} ariane={[{ libelle: 'Rendez-vous', href: '/agendas' }, { libelle: d.agenda.titre, href: `/agendas/${d.agenda.id}` }]}>
        <h1>{'heure' in d ? 'Pour qui ?' : 'Prendre un rendez-vous pour quelqu’un'}</h1>
        <p class="chapeau">
          {d.agenda.titre}, {d.bureau}
          {d.dossier ? `, dossier ${d.dossier.numero}` : ''}
        </p>
        {'heure' in d ? null : <OngletsAgenda id={d.agenda.id} ici="prendre" gere={d.gere} />}
        <ResumeErreurs vue={vue} />
        {'heure' in d ? (
          <Formulaire vue={vue} action={`${base}?debut=${d.heure.debut ?? ''}${suite ? `&${suite}` : ''}`} garde>
            {d.dossier ? <input type="hidden" name="dossier" value={d.dossier.id} /> : null}
            <ChoixHeure vue={vue} heure={d.heure} changer={suite ? `${base}?${suite}` : base} />
            <Texte vue={vue} nom="nom" libelle="Nom et prénoms" valeur={d.dossier?.demandeur} max={120} autocomplete="off" />
            <Telephone vue={vue} nom="telephone" libelle="Téléphone" facultatif aide="Sans téléphone, imprimez le papier du rendez-vous" valeur={d.dossier?.telephone ? telephone(d.dossier.telephone) : ''} autocomplete="off" />
            <Texte vue={vue} nom="note" libelle="Pour quoi ?" facultatif max={200} autocomplete="off" />
            <Actions>
              <Bouton>Prendre ce rendez-vous</Bouton>
            </Actions>
          </Formulaire>
        ) : (
          <Semaine vue={vue} semaine={d.semaine} geste={{ lien: (debut) => `${base}?debut=${debut}${suite ? `&${suite}` : ''}` }} />
        )}
      </Gabarit>
    )
  },
})
