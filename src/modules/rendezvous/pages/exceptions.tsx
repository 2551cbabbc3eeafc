import { z } from 'zod'
import { dateSimple, pluriel } from '../../../lib/francais.ts'
import { ajouterJours, feriesDe, jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { page } from '../../../kernel/module.ts'
import { Actions, Bouton, BoutonSeul, Choix, DateChamp, Deux, Formulaire, Gabarit, Panneau, ResumeErreurs, Tableau, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { getAgenda, listExceptions } from '../agenda.queries.ts'
import type { Exception } from '../creneaux.ts'
import { direHeure } from '../heure.ts'
import { CALENDRIER, jourLu, mayGerer, nomBureau, parId, sujetAgenda } from '../porte.ts'
import { OngletsAgenda } from './onglets.tsx'

const direPeriode = (e: Exception): string => `${dateSimple(midi(e.du))}${e.au === e.du ? '' : ` au ${dateSimple(midi(e.au))}`}${e.debut === null ? '' : `, de ${direHeure(e.debut)} à ${direHeure(e.fin!)}`}`

/** The days that are not as in the week. */
export const exceptions = page({
  path: '/agendas/:id/exceptions',
  may: mayGerer,
  titre: 'Fermetures et ouvertures',
  gabarit: 'agent',
  params: parId,
  query: z.object({ jour: jourLu.optional() }),
  sujet: sujetAgenda,
  load: async ({ db, params, query, maison, maintenant }) => {
    const jour = jourLocal(maintenant)
    const agenda = await getAgenda(db, params.id)
    const fin = ajouterJours(jour, 120)
    const feries = [...new Set([jour.slice(0, 4), fin.slice(0, 4)])].flatMap((annee) => feriesDe(Number(annee), CALENDRIER)).filter((f) => f.jour >= jour && f.jour <= fin)
    return { agenda, exceptions: await listExceptions(db, agenda.id, jour), bureau: nomBureau(maison.territoires, agenda), feries, jour: query.jour ?? null }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`Fermetures, ${d.agenda.titre}`} genre="agent" ariane={[{ libelle: 'Rendez-vous', href: '/agendas' }, { libelle: d.agenda.titre, href: `/agendas/${d.agenda.id}` }]}>
      <h1>Fermetures et ouvertures</h1>
      <p class="chapeau">
        {d.agenda.titre}, {d.bureau}
      </p>
      <OngletsAgenda id={d.agenda.id} ici="exceptions" gere />
      <ResumeErreurs vue={vue} />
      <Deux libelle="À venir" aside={<Feries feries={d.feries} />}>
        <Panneau titre="Fermer, ou ouvrir par exception" id="ajouter">
          <Ajouter vue={vue} agendaId={d.agenda.id} jour={d.jour} />
        </Panneau>
        <Tableau
          vue={vue}
          legende="Prévu"
          titreVisible
          lignes={d.exceptions}
          cle={(e) => e.id}
          colonnes={[
            { titre: 'Quand', entete: true, cellule: direPeriode },
            { titre: 'Quoi', cellule: (e) => (e.genre === 'fermeture' ? 'Fermé' : 'Ouvert') },
            {
              titre: 'Raison',
              cellule: (e) => (
                <>
                  {e.raison}{' '}
                  <span class="sous-l discret">
                    {e.parNom}, le {dateSimple(e.creeLe)}
                  </span>
                </>
              ),
            },
            {
              titre: 'Geste',
              cellule: (e) => (
                <BoutonSeul vue={vue} action={`/agendas/${d.agenda.id}/exceptions/retirer`} champs={{ exception: e.id }} taille="petit">
                  Retirer<span class="sr"> {direPeriode(e)}</span>
                </BoutonSeul>
              ),
            },
          ]}
          vide={<p class="discret">Rien de prévu : l’agenda suit les heures de la semaine.</p>}
        />
      </Deux>
    </Gabarit>
  ),
})

function Feries({ feries }: { feries: readonly { jour: string; nom: string }[] }) {
  return (
    <Panneau titre="Jours fériés" id="feries">
      <p class="petit discret">Fermés d’eux-mêmes. Pour recevoir un jour férié, ouvrez-le par exception.</p>
      <ul class="simple">
        {feries.map((f) => (
          <li key={f.jour}>
            {dateSimple(midi(f.jour))} <span class="discret">{f.nom}</span>
          </li>
        ))}
      </ul>
      {feries.length === 0 ? <p>Aucun dans les {pluriel(120, 'jour')} qui viennent.</p> : null}
    </Panneau>
  )
}

function Ajouter({ vue, agendaId, jour }: { vue: Vue; agendaId: string; jour: string | null }) {
  return (
    <Formulaire vue={vue} action={`/agendas/${agendaId}/exceptions${jour ? `?jour=${jour}` : ''}`} garde>
      <Choix
        vue={vue}
        nom="genre"
        libelle="Que voulez-vous faire ?"
        valeur="fermeture"
        forme="deux"
        options={[
          { valeur: 'fermeture', libelle: 'Fermer', aide: 'Un jour, une période, ou quelques heures' },
          { valeur: 'ouverture', libelle: 'Ouvrir par exception', aide: 'Quelques heures d’un jour' },
        ]}
      />
      <div class="paire">
        <DateChamp vue={vue} nom="du" libelle="Le, ou à partir du" valeur={jour} />
        <DateChamp vue={vue} nom="au" libelle="Jusqu’au" facultatif />
      </div>
      <div class="paire">
        <Texte vue={vue} nom="debut" libelle="De" aide="Par exemple 8:00" si="vide : toute la journée" largeur={4} max={8} autocomplete="off" />
        <Texte vue={vue} nom="fin" libelle="À" aide="Par exemple 12:30" si="vide : toute la journée" largeur={4} max={8} autocomplete="off" />
      </div>
      <Texte vue={vue} nom="raison" libelle="Raison" aide="Les personnes la lisent, par exemple « Coupure de courant »" max={150} />
      <Choix
        vue={vue}
        nom="attendus"
        libelle="Les personnes attendues pendant ce temps"
        si="si vous fermez"
        options={[
          { valeur: 'prevenir', libelle: 'Annuler leurs rendez-vous et les prévenir', aide: 'Un SMS dit la raison et propose une autre heure' },
          { valeur: 'garder', libelle: 'Les garder', aide: 'Vous les recevrez quand même' },
        ]}
      />
      <Actions>
        <Bouton>Enregistrer</Bouton>
      </Actions>
    </Formulaire>
  )
}
