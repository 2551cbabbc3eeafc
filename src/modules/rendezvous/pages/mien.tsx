import { dateSimple, heure } from '../../../lib/francais.ts'
import { page, titulaire } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { listConsultations } from '../../../kernel/identite/consultation.queries.ts'
import { Actions, Avis, Bouton, BoutonSeul, Etiquette, Fil, Gabarit, Imprimer, Panneau, ResumeErreurs } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { getDossier } from '../../demarches/index.ts'
import { getAgenda } from '../agenda.queries.ts'
import { estMaintenu } from '../dossier.ts'
import { ecrireIcs } from '../ics.ts'
import { codeDe, ENTREE, nomBureau, parId, sujetRendezVous } from '../porte.ts'
import { aReprendre, ETATS, limiteChangement, mayChanger } from '../rendezvous.ts'
import { getRendezVous, listEvenements } from '../rendezvous.queries.ts'
import { sortieRendezVous } from '../sortie.ts'
import { Billet } from './billet.tsx'
import { moments } from './moments.tsx'

type Donnees = Awaited<ReturnType<typeof charger>>

async function charger({ db, params, maison, maintenant }: Pick<Lecture, 'db' | 'maison' | 'maintenant'> & { params: { id: string } }) {
  const rdv = await getRendezVous(db, params.id)
  const agenda = await getAgenda(db, rdv.agendaId)
  const maintenu = !aReprendre(rdv) || !rdv.dossierId || estMaintenu(await getDossier(db, rdv.dossierId))
  const reprise = aReprendre(rdv) && agenda.ouvert && maintenu
  return {
    rdv, agenda, bureau: nomBureau(maison.territoires, agenda), code: codeDe(maison, rdv.id), changeable: mayChanger(rdv, agenda, maintenant), maintenu, reprise,
    evenements: await listEvenements(db, rdv.id), consultations: await listConsultations(db, `rendezvous:${rdv.id}`),
  }
}

/** One's own appointment: when, where, with what; then how to keep it, move it, give it up. */
export const mien = page({
  path: '/rendez-vous/:id',
  may: titulaire,
  titre: 'Mon rendez-vous',
  params: parId,
  sujet: sujetRendezVous,
  entree: ENTREE,
  api: true,
  output: sortieRendezVous,
  load: charger,
  view: (d: Donnees, vue) => (
    <Gabarit vue={vue} titre="Mon rendez-vous" etroit ariane={[d.rdv.dossierId ? { libelle: 'Mon dossier', href: `/suivi/${d.rdv.dossierId}` } : { libelle: 'Rendez-vous', href: '/rendez-vous' }]}>
      <p>
        <Etiquette ton={ETATS[d.rdv.etat].ton}>{d.rdv.etat === 'pris' ? 'Confirmé' : ETATS[d.rdv.etat].libelle}</Etiquette>
      </p>
      <h1>Mon rendez-vous</h1>
      <ResumeErreurs vue={vue} />
      {d.rdv.etat === 'annule' && d.rdv.annulePar === 'bureau' ? (
        <Avis ton="non" titre="Le bureau a annulé ce rendez-vous" niveau={2}>
          <p>{d.rdv.motif}</p>
          {d.reprise ? (
            <p>
              <Bouton href={`/rendez-vous/${d.rdv.id}/deplacer`}>Choisir une autre heure</Bouton>
            </p>
          ) : d.maintenu ? (
            <p>Présentez-vous au guichet pour une autre heure.</p>
          ) : null}
        </Avis>
      ) : null}
      <Billet rdv={d.rdv} agenda={d.agenda} bureau={d.bureau}>
        <p class="discret">Code du rendez-vous</p>
        <p class="code grand-code">{d.code}</p>
      </Billet>
      <Gestes d={d} vue={vue} />
      <Panneau titre="Ce qui s’est passé" id="histoire">
        <Fil moments={moments(d.evenements, true)} dense />
      </Panneau>
      {d.consultations.length > 0 ? (
        <Panneau titre="Qui a ouvert ce rendez-vous" id="consultations">
          <ul class="simple">
            {d.consultations.slice(0, 8).map((c) => (
              <li key={c.le.toISOString()}>
                {c.fonction} <span class="discret">{dateSimple(c.le)}</span>
              </li>
            ))}
          </ul>
        </Panneau>
      ) : null}
    </Gabarit>
  ),
})

function Gestes({ d, vue }: { d: Donnees; vue: Vue }) {
  if (d.rdv.etat !== 'pris') return null
  const limite = limiteChangement(d.rdv, d.agenda)
  return (
    <div class="pile no-print">
      <Actions>
        <Bouton href={`/rendez-vous/${d.rdv.id}/calendrier.ics`} ico="telecharger" telecharger>
          Mettre dans mon agenda
        </Bouton>
        {d.changeable ? (
          <Bouton href={`/rendez-vous/${d.rdv.id}/deplacer`} ton="second">
            Changer d’heure
          </Bouton>
        ) : null}
        <Imprimer />
      </Actions>
      {d.changeable ? (
        <>
          <p class="discret">
            Vous pouvez changer ou annuler jusqu’au {dateSimple(limite)} à {heure(limite)}.
          </p>
          <details>
            <summary>Annuler ce rendez-vous</summary>
            <p>La place servira à quelqu’un d’autre.</p>
            <BoutonSeul vue={vue} action={`/rendez-vous/${d.rdv.id}/annuler`} ton="danger">
              Oui, annuler mon rendez-vous
            </BoutonSeul>
          </details>
        </>
      ) : (
        <p class="discret">Il est trop tard pour changer d’heure ici. Si vous ne pouvez pas venir, appelez le bureau.</p>
      )}
    </div>
  )
}

/** The same for the calendar of a telephone. */
export const calendrier = page({
  path: '/rendez-vous/:id/calendrier.ics',
  may: titulaire,
  titre: 'Mettre dans mon agenda',
  gabarit: 'nu',
  params: parId,
  sujet: sujetRendezVous,
  entree: ENTREE,
  load: async ({ db, params, maison }) => {
    const rdv = await getRendezVous(db, params.id)
    const agenda = await getAgenda(db, rdv.agendaId)
    return { ics: ecrireIcs(rdv, agenda, nomBureau(maison.territoires, agenda), maison.reglages.adresse) }
  },
  corps: ({ ics }) => ({ type: 'text/calendar; charset=utf-8', corps: ics, nom: 'rendez-vous.ics' }),
})
