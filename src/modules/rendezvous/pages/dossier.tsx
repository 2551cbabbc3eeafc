import { z } from 'zod'
import { finir, majuscule } from '../../../lib/francais.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { page, titulaire } from '../../../kernel/module.ts'
import { Avis, Gabarit, Panneau, Phrase, ResumeErreurs } from '../../../ui/index.ts'
import { getDossier, sujetDossier } from '../../demarches/index.ts'
import { avecExceptions } from '../agenda.queries.ts'
import { listServants } from '../dossier.ts'
import { nomBureau, parId } from '../porte.ts'
import { findDeja } from '../rendezvous.queries.ts'
import { direQuand } from '../rendezvous.ts'
import { chargerSemaine, Semaine } from '../semaine.tsx'
import { sortieSemaine } from '../sortie.ts'

/** The hours that the office of a file offers for it: one touch takes one. */
export const pourDossier = page({
  path: '/suivi/:id/rendez-vous',
  may: titulaire,
  titre: 'Prendre rendez-vous pour mon dossier',
  params: parId,
  query: z.object({ agenda: z.uuid().optional(), semaine: z.iso.date().optional() }),
  sujet: sujetDossier,
  api: true,
  output: sortieSemaine,
  load: async ({ db, params, query, maison, maintenant }) => {
    const dossier = await getDossier(db, params.id)
    const servants = await listServants(db, maison.territoires, dossier)
    const choisi = query.agenda ? servants.find((a) => a.id === query.agenda) : servants[0]
    if (!choisi) throw new Introuvable('Aucun agenda ne reçoit pour ce dossier')
    const agenda = await avecExceptions(db, choisi, jourLocal(maintenant))
    return { dossier, agenda, bureau: nomBureau(maison.territoires, agenda), servants, deja: await findDeja(db, agenda.id, { dossierId: dossier.id }), semaine: await chargerSemaine(db, agenda, query.semaine, maintenant, false) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Prendre rendez-vous" ariane={[{ libelle: d.dossier.numero ?? 'Mon dossier', href: `/suivi/${d.dossier.id}` }]}>
      <h1>Prendre rendez-vous</h1>
      <p class="chapeau">
        {d.agenda.titre}, {d.bureau}
      </p>
      <ResumeErreurs vue={vue} />
      <p>
        {finir(d.agenda.lieu)} {d.agenda.apporter ? `Apportez : ${finir(d.agenda.apporter)} ` : ''}
        {d.deja ? null : <Phrase>{`Touchez une heure : elle est à vous pour le dossier ${d.dossier.numero ?? ''}. Vous pourrez la changer.`}</Phrase>}
      </p>
      {d.deja ? (
        <Avis ton="ok" titre="Ce dossier a déjà un rendez-vous ici" niveau={2}>
          <p>
            <a href={`/rendez-vous/${d.deja.id}`}>{majuscule(direQuand(d.deja.debut))}</a>. Ouvrez-le pour changer l’heure ou l’annuler.
          </p>
        </Avis>
      ) : (
        <Semaine vue={vue} semaine={d.semaine} geste={{ action: `/suivi/${d.dossier.id}/rendez-vous` }} champs={{ agenda: d.agenda.id }} />
      )}
      {d.servants.length > 1 ? (
        <Panneau titre="Autres rendez-vous possibles" id="autres">
          <ul class="simple">
            {d.servants
              .filter((a) => a.id !== d.agenda.id)
              .map((a) => (
                <li key={a.id}>
                  <a href={`/suivi/${d.dossier.id}/rendez-vous?agenda=${a.id}`}>{a.titre}</a> <span class="discret">{a.raison}</span>
                </li>
              ))}
          </ul>
        </Panneau>
      ) : null}
    </Gabarit>
  ),
})
