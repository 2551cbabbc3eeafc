import { dateSimple } from '../../../lib/francais.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { Actions, Bouton, comparerVersions, DeuxVersions, Formulaire, Gabarit, ResumeErreurs, Revision, Selection, Vide } from '../../../ui/index.ts'
import { listEnVigueur } from '../../demarches/index.ts'
import { getAgenda } from '../agenda.queries.ts'
import { mayGerer, nomBureau, parId, sujetAgenda } from '../porte.ts'
import { suivreAgenda } from '../revision.ts'
import { ChampsAgenda, NEUF } from './champs-agenda.tsx'
import { OngletsAgenda } from './onglets.tsx'

/** The procedures an agenda may be for. */
export const listDemarches = async (db: Db): Promise<{ code: string; titre: string }[]> => (await listEnVigueur(db, 'public')).map(({ code, titre }) => ({ code, titre }))

/** The offices for which this person may open an agenda: those seated where his posts are, and below. */
export function bureauxDe({ acteur, portee }: Pick<Lecture, 'acteur' | 'portee'>, territoires: Territoires): { id: string; nom: string; territoire: string }[] {
  const siens = acteur.genre === 'agent' ? acteur.postes.map((p) => p.territoire) : acteur.genre === 'jeton' ? acteur.territoires : []
  const codes = portee.codes ?? siens
  return codes.filter((code) => portee.contient(code)).flatMap((code) => territoires.bureaux(code)).map(({ id, nom, territoire }) => ({ id, nom, territoire }))
}

/** A new agenda for an office. */
export const nouveau = page({
  path: '/agendas/nouveau',
  may: mayGerer,
  titre: 'Ouvrir un agenda',
  gabarit: 'agent',
  load: async (lu) => ({ bureaux: bureauxDe(lu, lu.maison.territoires), demarches: await listDemarches(lu.db) }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Ouvrir un agenda" genre="agent" etroit ariane={[{ libelle: 'Rendez-vous', href: '/agendas' }]}>
      <h1>Ouvrir un agenda</h1>
      <ResumeErreurs vue={vue} />
      {d.bureaux.length === 0 ? (
        <Vide titre="Aucun bureau">Votre poste n’a pas de bureau au registre du territoire : demandez à l’administrateur de l’y inscrire.</Vide>
      ) : (
        <Formulaire vue={vue} action="/agendas" garde>
          <Selection vue={vue} nom="bureau" libelle="Bureau" options={d.bureaux.map((b) => ({ valeur: b.id, libelle: b.nom }))} valeur={d.bureaux[0]!.id} vide={false} />
          <ChampsAgenda vue={vue} depart={NEUF} demarches={d.demarches} />
          <Actions>
            <Bouton>Ouvrir l’agenda</Bouton>
            <a href="/agendas">Ne rien ouvrir</a>
          </Actions>
        </Formulaire>
      )}
    </Gabarit>
  ),
})

/** The hours and rules of an agenda. */
export const reglages = page({
  path: '/agendas/:id/reglages',
  may: mayGerer,
  titre: 'Régler un agenda',
  gabarit: 'agent',
  params: parId,
  sujet: sujetAgenda,
  load: async ({ db, params, maison }) => {
    const agenda = await getAgenda(db, params.id)
    return { agenda, bureau: nomBureau(maison.territoires, agenda), demarches: await listDemarches(db) }
  },
  view: (d, vue) => {
    const versions = comparerVersions(vue, suivreAgenda(d.agenda, d.demarches))
    return (
      <Gabarit vue={vue} titre={`Réglages, ${d.agenda.titre}`} genre="agent" etroit ariane={[{ libelle: 'Rendez-vous', href: '/agendas' }, { libelle: d.agenda.titre, href: `/agendas/${d.agenda.id}` }]}>
        <h1>Régler l’agenda</h1>
        <p class="chapeau">{d.bureau}</p>
        <OngletsAgenda id={d.agenda.id} ici="reglages" gere />
        <ResumeErreurs vue={vue} />
        <p class="discret">
          Agenda ouvert le {dateSimple(d.agenda.creeLe)}
          {d.agenda.modifieLe > d.agenda.creeLe ? `, réglé pour la dernière fois le ${dateSimple(d.agenda.modifieLe)}` : ''}.
        </p>
        <p>Les rendez-vous déjà pris sont gardés, même hors des nouvelles heures : ils vous sont alors montrés.</p>
        <DeuxVersions versions={versions} />
        <Formulaire vue={vue} action={`/agendas/${d.agenda.id}/reglages`} garde>
          <Revision valeur={versions.revision} />
          <ChampsAgenda vue={versions.vue} depart={d.agenda} demarches={d.demarches} />
          <Actions>
            <Bouton>{versions.ecarts ? 'Enregistrer ma version' : 'Enregistrer'}</Bouton>
            <a href={`/agendas/${d.agenda.id}`}>Ne rien changer</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})
