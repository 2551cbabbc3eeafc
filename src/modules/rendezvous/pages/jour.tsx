import { z } from 'zod'
import { dateLongue, heure, majuscule, pluriel, telephone } from '../../../lib/francais.ts'
import { ajouterJours, jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Avis, Bande, Bouton, BoutonSeul, Etiquette, Filtre, Filtres, Formulaire, Gabarit, Imprimer, Panneau, ResumeErreurs, Tableau, Telephone, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { getAgendaOuvert } from '../agenda.queries.ts'
import { offresDe, raisonFermeture } from '../creneaux.ts'
import type { Offre } from '../creneaux.ts'
import { listDehors } from '../dehors.ts'
import { direHeure, ecrireDebut, instantDe } from '../heure.ts'
import { CALENDRIER, jourLu, mayTenir, nomBureau, parId, sujetAgenda } from '../porte.ts'
import { direQuand, ETATS, POINTAGES } from '../rendezvous.ts'
import type { RendezVous } from '../rendezvous.ts'
import { listEntre } from '../rendezvous.queries.ts'
import { sortieJour } from '../sortie.ts'
import { GESTES } from './fiche.tsx'
import { OngletsAgenda } from './onglets.tsx'

type Donnees = Awaited<ReturnType<typeof charger>>

async function charger(lu: Pick<Lecture, 'db' | 'maison' | 'maintenant' | 'porteePour'> & { params: { id: string }; query: { jour?: string | undefined } }) {
  const { db, params, query, maison, maintenant } = lu
  const aujourdhui = jourLocal(maintenant)
  const jour = query.jour || aujourdhui
  const agenda = await getAgendaOuvert(db, params.id, jour < aujourdhui ? jour : aujourdhui)
  const rdvs = await listEntre(db, agenda.id, instantDe(jour, 0), instantDe(ajouterJours(jour, 1), 0))
  const presents = rdvs.filter((r) => r.etat !== 'annule')
  const offres = offresDe(jour, agenda, agenda.exceptions, presents, CALENDRIER)
  return {
    agenda, bureau: nomBureau(maison.territoires, agenda), jour, aujourdhui, presents, annules: rdvs.length - presents.length,
    ferme: raisonFermeture(jour, agenda.exceptions, CALENDRIER) ?? null, libres: offres.filter((o) => o.libres > 0 && instantDe(jour, o.fin) > maintenant), ouvert: offres.length > 0,
    dehors: await listDehors(db, agenda, maintenant),
    gere: lu.porteePour('rendezvous.gerer').contient(agenda.territoire), maintenant,
  }
}

/** The day of an agenda: who comes, who has come, what is free. To print in the morning, to tick all day. */
export const jour = page({
  path: '/agendas/:id',
  may: mayTenir,
  titre: 'Journée d’un agenda',
  gabarit: 'agent',
  params: parId,
  query: z.object({ jour: z.union([jourLu, z.literal('')]).optional() }),
  sujet: sujetAgenda,
  api: true,
  output: sortieJour,
  load: charger,
  view: (d: Donnees, vue) => (
    <Gabarit vue={vue} titre={d.agenda.titre} genre="agent" ariane={[{ libelle: 'Rendez-vous', href: '/agendas' }]}>
      <Bande titre={majuscule(dateLongue(midi(d.jour)))}>
        <span>
          {d.agenda.titre}, {d.bureau}
        </span>
      </Bande>
      <OngletsAgenda id={d.agenda.id} ici="jour" gere={d.gere} />
      <ResumeErreurs vue={vue} />
      <Dehors d={d} />
      <div class="rang no-print">
        <a href={`/agendas/${d.agenda.id}?jour=${ajouterJours(d.jour, -1)}`}>Veille</a>
        {d.jour === d.aujourdhui ? null : <a href={`/agendas/${d.agenda.id}`}>Aujourd’hui</a>}
        <a href={`/agendas/${d.agenda.id}?jour=${ajouterJours(d.jour, 1)}`}>Lendemain</a>
        <a href={`/agendas/rendez-vous?agenda=${d.agenda.id}&du=${d.jour}&au=${ajouterJours(d.jour, 6)}`}>La semaine en liste</a>
        <span class="pousse">
          <Imprimer>Imprimer la journée</Imprimer>
        </span>
      </div>
      <Filtres vue={vue} libelle="Choisir le jour" bouton="Voir">
        <Filtre vue={vue} nom="jour" libelle="Jour" type="date" />
      </Filtres>
      {d.ferme ? (
        <Avis ton="att" titre="Fermé ce jour" niveau={2}>
          <p>{d.ferme}</p>
        </Avis>
      ) : null}
      <Journee d={d} vue={vue} />
      {d.annules > 0 ? <p class="discret">{pluriel(d.annules, 'rendez-vous annulé', 'rendez-vous annulés')} ce jour.</p> : null}
      {d.jour === d.aujourdhui ? <Passage d={d} vue={vue} /> : null}
      {d.gere && d.jour >= d.aujourdhui && d.ouvert ? <FermerPartie d={d} /> : null}
    </Gabarit>
  ),
})

function Dehors({ d }: { d: Donnees }) {
  if (d.dehors.length === 0) return null
  return (
    <Avis ton="att" titre={`${pluriel(d.dehors.length, 'rendez-vous n’est plus', 'rendez-vous ne sont plus')} dans les heures de l’agenda`} niveau={2}>
      <p>Pris avant le changement, ils sont gardés. Recevez ces personnes, changez l’heure, ou annulez en les prévenant.</p>
      <ul>
        {d.dehors.slice(0, 30).map((r) => (
          <li key={r.id}>
            <a href={`/agendas/rendez-vous/${r.id}`}>{r.nom}</a>, {direQuand(r.debut)}
          </li>
        ))}
      </ul>
    </Avis>
  )
}

type Ligne = { cle: string; debut: Date; rdv?: RendezVous; libre?: Offre }

function Journee({ d, vue }: { d: Donnees; vue: Vue }) {
  const lignes: Ligne[] = [...d.presents.map((rdv) => ({ cle: rdv.id, debut: rdv.debut, rdv })), ...d.libres.map((libre) => ({ cle: `libre-${libre.debut}`, debut: instantDe(d.jour, libre.debut), libre }))]
  return (
    <Tableau
      vue={vue}
      legende={`Rendez-vous du ${dateLongue(midi(d.jour))}`}
      lignes={lignes.toSorted((a, b) => a.debut.getTime() - b.debut.getTime())}
      cle={(l) => l.cle}
      fiche
      colonnes={[
        { titre: 'Heure', place: 'delai', cellule: (l) => <b>{heure(l.debut)}</b> },
        { titre: 'Personne', entete: true, place: 'fort', cellule: (l) => (l.rdv ? <Personne rdv={l.rdv} /> : <span class="discret normal">{l.libre!.libres > 1 ? `${l.libre!.libres} places libres` : 'Libre'}</span>) },
        { titre: 'Pour', cellule: (l) => l.rdv?.note ?? '' },
        { titre: 'Téléphone', place: 'lieu', cellule: (l) => (l.rdv?.telephone ? telephone(l.rdv.telephone) : '') },
        { titre: 'État', place: 'etat', cellule: (l) => (l.rdv ? <Etiquette ton={ETATS[l.rdv.etat].ton}>{ETATS[l.rdv.etat].libelle}</Etiquette> : null) },
        { titre: 'Gestes', cellule: (l) => <GestesLigne l={l} d={d} vue={vue} /> },
      ]}
      vide={<p>{d.ferme ? 'Personne n’est attendu.' : d.ouvert ? 'Personne n’est venu ce jour-là.' : 'Cet agenda n’est pas ouvert ce jour-là.'}</p>}
    />
  )
}

const Personne = ({ rdv }: { rdv: RendezVous }) => (
  <>
    <a href={`/agendas/rendez-vous/${rdv.id}`}>{rdv.nom ?? 'Données effacées'}</a>
    {rdv.canal === 'passage' ? <span class="discret normal"> sans rendez-vous</span> : null}
  </>
)

function GestesLigne({ l, d, vue }: { l: Ligne; d: Donnees; vue: Vue }) {
  if (l.libre)
    return (
      <a class="no-print" href={`/agendas/${d.agenda.id}/prendre?debut=${ecrireDebut(instantDe(d.jour, l.libre.debut))}`}>
        Donner<span class="sr"> l’heure de {direHeure(l.libre.debut)}</span>
      </a>
    )
  const rdv = l.rdv!
  if (d.jour > d.aujourdhui || rdv.effaceLe !== null) return null
  return (
    <div class="rang no-print">
      {POINTAGES[rdv.etat]
        // A mistake is taken back on the page of the appointment.
        .filter((p) => p !== 'pris' && rdv.etat !== 'recu')
        .map((p) => (
          <BoutonSeul key={p} vue={vue} action={`/agendas/rendez-vous/${rdv.id}/pointer`} champs={{ etat: p, jour: 'oui' }} taille="petit" ton={p === 'absent' ? 'danger' : 'second'}>
            {GESTES[p]}
            <span class="sr"> : {rdv.nom}</span>
          </BoutonSeul>
        ))}
    </div>
  )
}

/** Somebody came without an appointment: received between two others. */
function Passage({ d, vue }: { d: Donnees; vue: Vue }) {
  return (
    <details class="no-print" open={vue.erreurs.nom !== undefined || vue.erreurs.telephone !== undefined}>
      <summary>Quelqu’un est venu sans rendez-vous</summary>
      <Formulaire vue={vue} action={`/agendas/${d.agenda.id}/inserer`}>
        <Texte vue={vue} nom="nom" libelle="Nom et prénoms" max={120} autocomplete="off" />
        <Telephone vue={vue} nom="telephone" libelle="Téléphone" facultatif autocomplete="off" />
        <Texte vue={vue} nom="note" libelle="Pour quoi ?" facultatif max={200} autocomplete="off" />
        <p>
          <Bouton ton="second">L’ajouter, arrivé maintenant</Bouton>
        </p>
      </Formulaire>
    </details>
  )
}

function FermerPartie({ d }: { d: Donnees }) {
  return (
    <Panneau titre="Fermer une partie de cette journée" id="fermer">
      <p>
        Agent absent, coupure, réunion : <a href={`/agendas/${d.agenda.id}/exceptions?jour=${d.jour}`}>fermer des heures et prévenir les personnes attendues</a>.
      </p>
    </Panneau>
  )
}
