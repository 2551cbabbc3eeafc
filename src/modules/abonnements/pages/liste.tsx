import { momentRelatif } from '../../../lib/francais.ts'
import { page } from '../../../kernel/module.ts'
import { Bande, Bouton, Etiquette, Gabarit, Tableau, Vide } from '../../../ui/index.ts'
import { GENRES } from '../abonnement.ts'
import { listAbonnements } from '../abonnement.queries.ts'
import { may } from '../porte.ts'

/** The words and tags of a subscription's state. */
export const ETATS_ABONNEMENT = { actif: { mot: 'Actif', ton: 'bon' }, suspendu: { mot: 'En pause', ton: 'pause' }, supprime: { mot: 'Supprimé', ton: 'non' } } as const

/** The software that is told what happens to files. */
export const liste = page({
  path: '/abonnements',
  may,
  titre: 'Abonnements',
  gabarit: 'agent',
  load: async (lu) => ({
    abonnements: (await listAbonnements(lu.db)).map((a) => ({ ...a, lieux: a.territoires.map((t) => (t === 'BJ' ? 'Tout le pays' : (lu.maison.territoires.trouver(t)?.nom ?? t))) })),
    maintenant: lu.maintenant,
  }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Abonnements" genre="agent">
      <Bande titre="Abonnements" actions={<Bouton href="/abonnements/nouveau">Créer un abonnement</Bouton>} />
      <p class="discret">Un logiciel abonné est prévenu de ce qui arrive aux dossiers : le numéro, l’événement, l’état. Jamais le nom ni les réponses de la personne.</p>
      <Tableau
        vue={vue}
        legende="Logiciels abonnés"
        lignes={d.abonnements}
        cle={(a) => a.id}
        colonnes={[
          { titre: 'Logiciel', entete: true, cellule: (a) => <a href={`/abonnements/${a.id}`}>{a.nom}</a> },
          { titre: 'Adresse', cellule: (a) => <span class="code petit">{new URL(a.url).host}</span> },
          { titre: 'Prévenu de', cellule: (a) => <span>{a.genres.length === Object.keys(GENRES).length ? 'Tout' : a.genres.map((g) => GENRES[g] ?? g).join(', ')}</span> },
          { titre: 'Où', cellule: (a) => <span>{a.lieux.join(', ')}</span> },
          { titre: 'En attente', cellule: (a) => <span>{a.attente}</span> },
          { titre: 'Abandonnés', cellule: (a) => <span>{a.abandonnees}</span> },
          { titre: 'Dernier reçu', cellule: (a) => <span>{a.dernier ? momentRelatif(a.dernier, d.maintenant) : 'aucun'}</span> },
          { titre: 'État', cellule: (a) => <Etiquette ton={ETATS_ABONNEMENT[a.etat].ton}>{ETATS_ABONNEMENT[a.etat].mot}</Etiquette> },
        ]}
        vide={<Vide titre="Aucun logiciel abonné">Créez un abonnement pour qu’un autre logiciel soit prévenu de ce qui arrive aux dossiers.</Vide>}
      />
    </Gabarit>
  ),
})
