import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { finir, telephone } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { ouvert, page, titulaire } from '../../../kernel/module.ts'
import type { Sujet } from '../../../kernel/module.ts'
import { Actions, Bouton, BoutonSeul, Code, Formulaire, Gabarit, ResumeErreurs, Telephone, Texte } from '../../../ui/index.ts'
import type { Agenda } from '../agenda.ts'
import { avecExceptions, getAgenda, getAgendaOuvert } from '../agenda.queries.ts'
import { chargerHeure, ChoixHeure } from '../choix-heure.tsx'
import { getDemande } from '../demande.queries.ts'
import { ecrireDebut } from '../heure.ts'
import { ACCUEIL, nomBureau, parId } from '../porte.ts'
import { chargerSemaine, Semaine } from '../semaine.tsx'
import { sortieSemaine } from '../sortie.ts'
import { direQuand } from '../rendezvous.ts'

/** Refuses an agenda that is not for anybody: one that asks for a file does not exist here. Throws `Introuvable`. */
export function exigerPublic<A extends Agenda>(agenda: A): A {
  if (!agenda.sansDossier || !agenda.ouvert) throw new Introuvable('Cet agenda ne se prend pas en ligne')
  return agenda
}

/** The hours of an office, for anybody. */
export const agendaPublic = page({
  path: '/rendez-vous/agendas/:id',
  may: ouvert,
  titre: 'Choisir une heure',
  params: parId,
  query: z.object({ semaine: z.iso.date().optional() }),
  api: true,
  output: sortieSemaine,
  load: async ({ db, params, query, maison, maintenant }) => {
    const agenda = exigerPublic(await getAgendaOuvert(db, params.id, jourLocal(maintenant)))
    return { agenda, bureau: nomBureau(maison.territoires, agenda), semaine: await chargerSemaine(db, agenda, query.semaine, maintenant, false) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`${d.agenda.titre}, ${d.bureau}`} ariane={[{ libelle: 'Rendez-vous', href: '/rendez-vous' }]}>
      <h1>{d.agenda.titre}</h1>
      <p class="chapeau">{d.bureau}</p>
      <p>
        {finir(d.agenda.raison)} {finir(d.agenda.lieu)} {d.agenda.apporter ? `Apportez : ${finir(d.agenda.apporter)}` : ''}
      </p>
      <Semaine vue={vue} semaine={d.semaine} geste={{ lien: (debut) => `/rendez-vous/agendas/${d.agenda.id}/prendre?debut=${debut}` }} />
    </Gabarit>
  ),
})

/** Who takes that hour. */
export const prendre = page({
  path: '/rendez-vous/agendas/:id/prendre',
  may: ouvert,
  titre: 'Prendre rendez-vous sans dossier',
  params: parId,
  query: z.object({ debut: z.string().max(20).optional() }),
  load: async ({ db, params, query, maison, maintenant }) => {
    const agenda = exigerPublic(await getAgendaOuvert(db, params.id, jourLocal(maintenant)))
    return { agenda, bureau: nomBureau(maison.territoires, agenda), heure: await chargerHeure(db, agenda, query.debut, maintenant, false) }
  },
  view: ({ agenda, bureau, heure }, vue) => (
    <Gabarit vue={vue} titre="Prendre rendez-vous" etroit ariane={[{ libelle: agenda.titre, href: `/rendez-vous/agendas/${agenda.id}` }]}>
      <h1>Qui vient ?</h1>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action={`/rendez-vous/agendas/${agenda.id}/prendre${heure.debut ? `?debut=${heure.debut}` : ''}`} garde>
        <p>
          {agenda.titre}, {bureau}
        </p>
        <ChoixHeure vue={vue} heure={heure} changer={`/rendez-vous/agendas/${agenda.id}`} />
        <Texte vue={vue} nom="nom" libelle="Nom et prénoms" autocomplete="name" max={120} />
        <Telephone vue={vue} nom="telephone" libelle="Téléphone" aide="Un code y arrive par SMS : il confirme le rendez-vous." />
        <Texte vue={vue} nom="note" libelle="Pour quoi venez-vous ?" facultatif aide="Quelques mots, par exemple « copie d’acte de naissance »" max={200} />
        <Actions>
          <Bouton>Recevoir le code</Bouton>
        </Actions>
      </Formulaire>
      <p class="discret">Sans téléphone, le rendez-vous se prend au guichet du bureau.</p>
    </Gabarit>
  ),
})

/** A demand is held by the browser that made it. */
export const sujetDemande = async ({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> => {
  const demande = await getDemande(db, params.id)
  return { territoire: null, titulaires: [`demande:${demande.id}`] }
}

/** The code received confirms the phone, and takes the hour if it is still free. */
export const demande = page({
  path: '/rendez-vous/demandes/:id',
  may: titulaire,
  titre: 'Confirmer mon rendez-vous',
  params: parId,
  sujet: sujetDemande,
  entree: ACCUEIL,
  load: async ({ db, params, maison, maintenant }) => {
    const d = await getDemande(db, params.id)
    const agenda = await getAgenda(db, d.agendaId)
    const prouvee = d.prouveLe !== null
    return { id: d.id, debut: d.debut, telephone: d.telephone, rendezvousId: d.rendezvousId, prouvee, agenda, bureau: nomBureau(maison.territoires, agenda), heure: prouvee ? await chargerHeure(db, await avecExceptions(db, agenda, jourLocal(maintenant)), ecrireDebut(d.debut), maintenant, false) : null }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Confirmer mon rendez-vous" etroit ariane={[{ libelle: d.agenda.titre, href: `/rendez-vous/agendas/${d.agenda.id}` }]}>
      <h1>{d.prouvee ? 'Choisissez une heure' : 'Confirmez votre rendez-vous'}</h1>
      <ResumeErreurs vue={vue} />
      {d.rendezvousId ? (
        <p>
          Votre rendez-vous est pris : <a href={`/rendez-vous/${d.rendezvousId}`}>le voir</a>.
        </p>
      ) : (
        <>
          <p class="chapeau">{d.prouvee ? `${d.agenda.titre}, ${d.bureau}` : `${direQuand(d.debut)}, ${d.bureau}`}</p>
          <Formulaire vue={vue} action={`/rendez-vous/demandes/${d.id}`}>
            {d.heure ? <ChoixHeure vue={vue} heure={d.heure} changer={`/rendez-vous/agendas/${d.agenda.id}`} /> : <Code vue={vue} nom="code" libelle="Code à six chiffres" aide={`Envoyé par SMS au ${telephone(d.telephone)}. La place est à vous quand il est écrit ici.`} />}
            <Actions>
              <Bouton>Confirmer</Bouton>
            </Actions>
          </Formulaire>
          {d.prouvee ? null : (
            <BoutonSeul vue={vue} action={`/rendez-vous/demandes/${d.id}/code`}>
              Renvoyer le code
            </BoutonSeul>
          )}
          {vue.reglages.demonstration && !d.prouvee ? (
            <p class="petit">
              Démonstration : le code est dans les <a href="/demonstration#messages">messages envoyés</a>.
            </p>
          ) : null}
        </>
      )}
    </Gabarit>
  ),
})
