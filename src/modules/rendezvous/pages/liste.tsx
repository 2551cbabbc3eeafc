import { z } from 'zod'
import { dateSimple, heure, jourAbrege, telephone } from '../../../lib/francais.ts'
import { Saisie } from '../../../lib/erreurs.ts'
import { couper, PAR_PAGE } from '../../../lib/liste.ts'
import { ajouterJours, ecart, jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../kernel/corridor/exporter.ts'
import { page } from '../../../kernel/module.ts'
import { Bande, Etiquette, Exports, Filtre, Filtres, Gabarit, Pages, Tableau } from '../../../ui/index.ts'
import { PERIODE_AU_PLUS } from '../agenda.ts'
import { listAgendas } from '../agenda.queries.ts'
import { colonnesRendezVous } from '../export.ts'
import { instantDe } from '../heure.ts'
import { listRendezVous } from '../liste.queries.ts'
import { jourLu, mayTenir } from '../porte.ts'
import { ETATS } from '../rendezvous.ts'
import { sortieListe } from '../sortie.ts'
import { Onglets } from './onglets.tsx'

const jour = z.union([jourLu, z.literal('')]).optional()
const query = z.object({ cherche: z.string().max(100).optional(), agenda: z.union([z.uuid(), z.literal('')]).optional(), etat: z.string().max(20).optional(), du: jour, au: jour, tri: z.string().max(20).optional(), apres: z.uuid().optional(), format })

/** Every appointment of a territory between two days: this week unless said otherwise. Filtered, paged, exported. */
export const liste = page({
  path: '/agendas/rendez-vous',
  may: mayTenir,
  titre: 'Tous les rendez-vous',
  gabarit: 'agent',
  query,
  api: true,
  output: sortieListe,
  load: async ({ db, portee, query: q, maintenant }) => {
    const aujourdhui = jourLocal(maintenant)
    const du = q.du || aujourdhui
    const au = q.au || ajouterJours(du, 6)
    if (ecart(du, au) > PERIODE_AU_PLUS) throw new Saisie({ au: `Choisissez une période de ${PERIODE_AU_PLUS} jours au plus` })
    const lues = await listRendezVous(db, portee, { agenda: q.agenda || undefined, etats: q.etat ? [q.etat] : undefined, cherche: q.cherche || undefined, de: instantDe(du, 0), a: instantDe(ajouterJours(au, 1), 0), tri: q.tri, apres: q.apres, limite: q.format ? EXPORT_AU_PLUS : PAR_PAGE + 1 })
    const { lignes, suivant = null } = q.format ? { lignes: lues } : couper(lues)
    return { lignes, suivant, q, du, au, agendas: (await listAgendas(db, portee, { de: maintenant, a: maintenant, maintenant })).map((a) => ({ valeur: a.id, libelle: a.titre })) }
  },
  consulte: ({ lignes, q }) => (q.format ? lignes.map((l) => `rendezvous:${l.id}`) : undefined),
  corps: ({ lignes, q }) => (q.format ? exporter('rendez-vous', colonnesRendezVous, lignes, q.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Tous les rendez-vous" genre="agent">
      <Bande titre="Rendez-vous">
        <span class="discret">
          {d.du === d.au ? 'le' : `du ${dateSimple(midi(d.du))} au`} {dateSimple(midi(d.au))}
        </span>
      </Bande>
      <Onglets ici="/agendas/rendez-vous" />
      <Filtres vue={vue} libelle="Filtrer les rendez-vous">
        <Filtre vue={vue} nom="cherche" libelle="Nom ou téléphone" />
        {d.agendas.length > 1 ? <Filtre vue={vue} nom="agenda" libelle="Agenda" tous="Tous" options={d.agendas} /> : null}
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={Object.entries(ETATS).map(([valeur, { libelle }]) => ({ valeur, libelle }))} />
        <Filtre vue={vue} nom="du" libelle="Depuis le" type="date" />
        <Filtre vue={vue} nom="au" libelle="Jusqu’au" type="date" />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Rendez-vous, dans l’ordre des heures"
        fiche
        lignes={d.lignes}
        cle={(l) => l.id}
        colonnes={[
          { titre: 'Quand', tri: 'debut', place: 'delai', cellule: (l) => `${jourAbrege(l.debut)}, ${heure(l.debut)}` },
          {
            titre: 'Personne',
            entete: true,
            tri: 'nom',
            place: 'fort',
            cellule: (l) => <a href={`/agendas/rendez-vous/${l.id}`}>{l.nom ?? 'Données effacées'}</a>,
          },
          { titre: 'Pour', cellule: (l) => l.note },
          { titre: 'Téléphone', cellule: (l) => (l.telephone ? telephone(l.telephone) : l.joignable || l.nom === null ? '' : <span class="discret">Ni téléphone ni adresse</span>) },
          { titre: 'Agenda', place: 'lieu', cellule: (l) => l.agenda },
          { titre: 'État', tri: 'etat', place: 'etat', cellule: (l) => <Etiquette ton={ETATS[l.etat].ton}>{ETATS[l.etat].libelle}</Etiquette> },
        ]}
        vide={<p>Aucun rendez-vous ne correspond. Changez de dates, ou enlevez un filtre.</p>}
      />
      <Pages vue={vue} apres={d.suivant ?? undefined} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})
