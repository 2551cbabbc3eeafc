import { z } from 'zod'
import { dateChiffres } from '../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../lib/liste.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../kernel/corridor/exporter.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Bande, Bouton, Exports, Filtre, Filtres, Gabarit, Pages, Tableau, triDe } from '../../../ui/index.ts'
import { colonnesExport } from '../export.ts'
import { bureauxPour, lecteurDe, nomBureau } from '../lecteur.ts'
import { REFERENTIEL } from '../referentiel.ts'
import { listCourriers } from '../registre.queries.ts'
import { sortieRegistre } from '../sortie.ts'
import { colonnes } from './colonnes.tsx'
import { Onglets } from './onglets.tsx'

const jour = z.union([z.iso.date(), z.literal('')]).optional()
const query = z.object({
  cherche: z.string().max(100).optional(),
  sens: z.enum(['arrivee', 'depart', '']).optional(),
  bureau: z.string().max(60).optional(),
  etat: z.string().max(20).optional(),
  nature: z.string().max(30).optional(),
  correspondant: z.string().max(100).optional(),
  du: jour,
  au: jour,
  retard: z.enum(['oui', '']).optional(),
  tri: z.string().max(20).optional(),
  apres: z.uuid().optional(),
  format,
})

const ETATS_FILTRE = [
  { valeur: 'a-imputer', libelle: 'À imputer' }, { valeur: 'impute', libelle: 'Imputé' }, { valeur: 'traite', libelle: 'Traité' }, { valeur: 'prepare', libelle: 'En préparation' },
  { valeur: 'a-envoyer', libelle: 'À envoyer' }, { valeur: 'envoye', libelle: 'Envoyé' }, { valeur: 'classe', libelle: 'Classé' }, { valeur: 'annule', libelle: 'Annulé' },
]

/** The registers of the agent's offices, and what was given to him: filtered, paged, exported. */
export const liste = page({
  path: '/courrier',
  may: permission('courrier.lire'),
  titre: 'Courrier',
  gabarit: 'agent',
  query,
  api: true,
  output: sortieRegistre,
  load: async (lu) => {
    const { query: q, maison } = lu
    const filtre = Object.fromEntries(Object.entries(q).filter(([, valeur]) => valeur !== undefined && valeur !== ''))
    const lues = await listCourriers(lu.db, lu.portee, lecteurDe(lu), { ...filtre, limite: q.format ? EXPORT_AU_PLUS : PAR_PAGE + 1 }, jourLocal(lu.maintenant))
    const { lignes, suivant = null } = q.format ? { lignes: lues } : couper(lues)
    const courriers = lignes.map((l) => ({ ...l, bureauNom: nomBureau(maison.territoires, l.territoire, l.bureau) }))
    const bureaux = bureauxPour(lu, 'courrier.lire').map((b) => ({ valeur: b.id, libelle: b.nom }))
    return { courriers, suivant, q, bureaux, enregistre: bureauxPour(lu, 'courrier.enregistrer').length > 0, prepare: bureauxPour(lu, 'courrier.traiter').length > 0 }
  },
  consulte: ({ courriers, q }) => (q.format ? courriers.map((c) => `courrier:${c.id}`) : undefined),
  corps: ({ courriers, q }) => (q.format ? exporter('courrier', colonnesExport, courriers, q.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Courrier" genre="agent">
      <Bande
        titre="Courrier"
        actions={
          <>
            {d.enregistre ? <Bouton href="/courrier/arrivees/nouvelle">Enregistrer une arrivée</Bouton> : null}
            {d.prepare ? (
              <Bouton href="/courrier/departs/nouveau" ton="second">
                Préparer un départ
              </Bouton>
            ) : null}
          </>
        }
      />
      <Onglets ici="/courrier" />
      <Filtres vue={vue} libelle="Filtrer le registre">
        <Filtre vue={vue} nom="cherche" libelle="Chercher" type="search" />
        <Filtre vue={vue} nom="sens" libelle="Sens" tous="Tous" options={[{ valeur: 'arrivee', libelle: 'Arrivées' }, { valeur: 'depart', libelle: 'Départs' }]} />
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={ETATS_FILTRE} />
        <Filtre vue={vue} nom="nature" libelle="Nature" tous="Toutes" options={REFERENTIEL.natures.map((n) => ({ valeur: n.code, libelle: n.libelle }))} />
        <Filtre vue={vue} nom="correspondant" libelle="De, ou à" type="search" />
        <Filtre vue={vue} nom="du" libelle="Depuis le" type="date" />
        <Filtre vue={vue} nom="au" libelle="Jusqu’au" type="date" />
        <Filtre vue={vue} nom="retard" libelle="Délai" tous="Tous" options={[{ valeur: 'oui', libelle: 'En retard' }]} />
        {d.bureaux.length > 1 ? <Filtre vue={vue} nom="bureau" libelle="Bureau" tous="Tous" options={d.bureaux} /> : null}
      </Filtres>
      <Tableau
        vue={vue}
        legende={triDe(vue) ? 'Registre du courrier' : 'Registre du courrier, du plus récent au plus ancien'}
        fiche
        lignes={d.courriers}
        cle={(l) => l.id}
        colonnes={[...colonnes, { titre: 'Jour', tri: 'jour', cellule: (l) => dateChiffres(midi(l.jour)) }]}
        vide={<p>Aucun courrier ne correspond. Enlevez un filtre, ou cherchez un autre mot : un numéro, un nom, une référence, un objet.</p>}
      />
      <Pages vue={vue} apres={d.suivant ?? undefined} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})
