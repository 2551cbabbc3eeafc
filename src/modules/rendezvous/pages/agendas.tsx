import { pluriel } from '../../../lib/francais.ts'
import { ajouterJours, jourLocal } from '../../../kernel/calendrier/jour.ts'
import { page } from '../../../kernel/module.ts'
import { Bande, Bouton, Etiquette, Gabarit, Tableau, Vide } from '../../../ui/index.ts'
import { listAgendas } from '../agenda.queries.ts'
import { instantDe } from '../heure.ts'
import { mayTenir, nomBureau } from '../porte.ts'
import { direQuand } from '../rendezvous.ts'
import { sortieAgendas } from '../sortie.ts'
import { Onglets } from './onglets.tsx'

/** The agendas of the offices of a territory, and who comes today. */
export const agendas = page({
  path: '/agendas',
  may: mayTenir,
  titre: 'Rendez-vous',
  gabarit: 'agent',
  api: true,
  output: sortieAgendas,
  load: async ({ db, portee, porteePour, maison, maintenant }) => {
    const jour = jourLocal(maintenant)
    const lus = await listAgendas(db, portee, { de: instantDe(jour, 0), a: instantDe(ajouterJours(jour, 1), 0), maintenant })
    return { agendas: lus.map((a) => ({ ...a, bureau: nomBureau(maison.territoires, a) })), gere: !porteePour('rendezvous.gerer').vide }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Rendez-vous" genre="agent">
      <Bande titre="Rendez-vous" actions={d.gere && d.agendas.length > 0 ? <Bouton href="/agendas/nouveau">Ouvrir un agenda</Bouton> : null} />
      <Onglets ici="/agendas" />
      <Tableau
        vue={vue}
        legende="Agendas de vos bureaux"
        fiche
        lignes={d.agendas}
        cle={(a) => a.id}
        colonnes={[
          {
            titre: 'Agenda',
            entete: true,
            cellule: (a) => (
              <>
                <a href={`/agendas/${a.id}`}>{a.titre}</a>{' '}
                <span class="sous-l discret">{a.raison}</span>
              </>
            ),
          },
          { titre: 'Bureau', place: 'lieu', cellule: (a) => a.bureau },
          { titre: 'Aujourd’hui', place: 'fort', cellule: (a) => (a.attendus === 0 ? 'Personne' : pluriel(a.attendus, 'personne')) },
          { titre: 'Prochain', place: 'delai', cellule: (a) => (a.prochain ? direQuand(a.prochain) : '') },
          { titre: 'Réservations', place: 'etat', cellule: (a) => (a.ouvert ? <Etiquette ton="bon">{a.sansDossier ? 'Ouvert à tous' : 'Avec un dossier'}</Etiquette> : <Etiquette ton="pause">Arrêtées</Etiquette>) },
        ]}
        vide={
          <Vide titre="Aucun agenda" action={d.gere ? <Bouton href="/agendas/nouveau">Ouvrir un agenda</Bouton> : null}>
            Dites les heures où votre bureau reçoit : les personnes choisissent la leur, et ne font plus la queue.
          </Vide>
        }
      />
    </Gabarit>
  ),
})
