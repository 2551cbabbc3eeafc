import { z } from 'zod'
import { dateSimple, momentRelatif } from '../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../lib/liste.ts'
import { page } from '../../../kernel/module.ts'
import { ChampSecondFacteur } from '../../../kernel/identite/champ-second-facteur.tsx'
import { Actions, Bande, Bouton, BoutonSeul, Etiquette, Filtre, Filtres, Formulaire, Gabarit, Pages, Panneau, Recap, ResumeErreurs, Tableau, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { listEnVigueur } from '../../demarches/index.ts'
import { GENRES } from '../abonnement.ts'
import { getAbonnement } from '../abonnement.queries.ts'
import { listLivraisons } from '../livraison.queries.ts'
import type { LigneLivraison } from '../livraison.queries.ts'
import { may, parId } from '../porte.ts'
import { ETATS_ABONNEMENT } from './liste.tsx'

const ETATS_LIVRAISON = { attente: { mot: 'En attente', ton: 'pause' }, livre: { mot: 'Reçu', ton: 'bon' }, abandonne: { mot: 'Abandonné', ton: 'non' } } as const

/** A subscription: what it is told, and the log of what was sent. */
export const detail = page({
  path: '/abonnements/:id',
  may,
  titre: 'Abonnement',
  gabarit: 'agent',
  params: parId,
  query: z.object({ etat: z.string().max(20).optional(), apres: z.uuid().optional() }),
  load: async ({ db, params, query, maison, maintenant }) => {
    const [abonnement, lues, demarches] = await Promise.all([getAbonnement(db, params.id), listLivraisons(db, params.id, { etat: query.etat, apres: query.apres, limite: PAR_PAGE + 1 }), listEnVigueur(db, 'public')])
    const lieux = abonnement.territoires.map((t) => (t === 'BJ' ? 'Tout le pays' : (maison.territoires.trouver(t)?.nom ?? t)))
    const pour = abonnement.demarches.map((code) => demarches.find((d) => d.code === code)?.titre ?? code)
    return { abonnement, lieux, pour, maintenant, ...couper(lues) }
  },
  view: (d, vue) => {
    const a = d.abonnement
    return (
      <Gabarit vue={vue} titre={a.nom} genre="agent" ariane={[{ libelle: 'Abonnements', href: '/abonnements' }]} scripts={['cle-acces.js']}>
        <ResumeErreurs vue={vue} />
        <Bande titre={a.nom} actions={<BoutonSeul vue={vue} action={`/abonnements/${a.id}/${a.etat === 'actif' ? 'suspendre' : 'reprendre'}`}>{a.etat === 'actif' ? 'Mettre en pause' : 'Reprendre'}</BoutonSeul>} />
        <Recap
          lignes={[
            { titre: 'État', valeur: <Etiquette ton={ETATS_ABONNEMENT[a.etat].ton}>{ETATS_ABONNEMENT[a.etat].mot}</Etiquette> },
            { titre: 'Adresse', valeur: <span class="code">{a.url}</span> },
            { titre: 'Prévenu de', valeur: a.genres.map((g) => GENRES[g] ?? g).join(', ') },
            { titre: 'Démarches', valeur: d.pour.join(', ') || 'Toutes' },
            { titre: 'Où', valeur: d.lieux.join(', ') },
            { titre: 'Créé le', valeur: dateSimple(a.creeLe) },
          ]}
        />
        <h2>Journal des envois</h2>
        <Filtres vue={vue} libelle="Filtrer les envois">
          <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={Object.entries(ETATS_LIVRAISON).map(([valeur, { mot }]) => ({ valeur, libelle: mot }))} />
        </Filtres>
        <Envois vue={vue} id={a.id} lignes={d.lignes} maintenant={d.maintenant} />
        <Pages vue={vue} apres={d.suivant} />
        <Panneau titre="Supprimer l’abonnement" id="supprimer">
          <p>Ce logiciel ne sera plus jamais prévenu. Le journal des envois reste gardé.</p>
          <Formulaire vue={vue} action={`/abonnements/${a.id}/supprimer`}>
            <ChampSecondFacteur vue={vue} verbe="Supprimer" />
            <Actions>
              <Bouton ton="danger">Supprimer l’abonnement</Bouton>
            </Actions>
          </Formulaire>
        </Panneau>
      </Gabarit>
    )
  },
})

const reponse = (l: LigneLivraison): string => (l.statut === null ? (l.erreur ?? 'pas encore envoyé') : [String(l.statut), l.erreur].filter(Boolean).join(', '))

function Envois({ vue, id, lignes, maintenant }: { vue: Vue; id: string; lignes: readonly LigneLivraison[]; maintenant: Date }) {
  return (
    <Tableau
      vue={vue}
      legende="Envois, le dernier d’abord"
      dense
      lignes={lignes}
      cle={(l) => l.id}
      colonnes={[
        { titre: 'Dossier', entete: true, cellule: (l) => <span class="code">{l.numero}</span> },
        { titre: 'Événement', cellule: (l) => <span>{`${GENRES[l.genre] ?? l.genre}${l.rejeuDe ? ' (rejoué)' : ''}`}</span> },
        { titre: 'Réponse', cellule: (l) => <span>{reponse(l)}</span> },
        { titre: 'Essais', cellule: (l) => <span>{l.essais}</span> },
        { titre: 'Dernier essai', cellule: (l) => <span>{l.tenteLe ? momentRelatif(l.tenteLe, maintenant) : 'aucun'}</span> },
        { titre: 'État', cellule: (l) => <Etiquette ton={ETATS_LIVRAISON[l.etat].ton}>{ETATS_LIVRAISON[l.etat].mot}</Etiquette> },
        {
          titre: 'Geste',
          cellule: (l) =>
            l.etat === 'attente' ? (
              l.prochain > maintenant ? <span class="petit discret">repart {momentRelatif(l.prochain, maintenant)}</span> : ''
            ) : (
              <BoutonSeul vue={vue} action={`/abonnements/${id}/livraisons/${l.id}/rejouer`} taille="petit">
                Rejouer
              </BoutonSeul>
            ),
        },
      ]}
      vide={<Vide titre="Aucun envoi">Le premier partira dans la minute qui suit un événement choisi.</Vide>}
    />
  )
}
