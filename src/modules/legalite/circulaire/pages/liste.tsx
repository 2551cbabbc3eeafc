import { z } from 'zod'
import { dateChiffres, dateSimple } from '../../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../../lib/liste.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../../kernel/corridor/exporter.ts'
import { page, permission } from '../../../../kernel/module.ts'
import { Bande, Bouton, Etiquette, Exports, Filtre, Filtres, Gabarit, Pages, Tableau, Vide } from '../../../../ui/index.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { direDestinataires, ETATS_CIRCULAIRE } from '../circulaire.ts'
import { listCirculaires } from '../circulaire.queries.ts'
import type { LigneCirculaire } from '../circulaire.queries.ts'
import { lecteurCirculaires, siegesDe } from '../porte.ts'

const vide = (max: number) => z.string().max(max).optional().transform((v) => v || undefined)
const query = z.object({ cherche: vide(100), matiere: vide(10), etat: vide(20), lue: z.enum(['oui', 'non']).optional().catch(undefined), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format })
type Ligne = LigneCirculaire & { pour: string; sujets: string }

/** What the ministry has written to prefectures and communes: in force first in mind, never thrown away. */
export const circulaires = page({
  path: '/legalite/circulaires',
  may: permission('legalite.lire'),
  titre: 'Circulaires',
  gabarit: 'agent',
  query,
  api: true,
  output: z.object({ circulaires: z.array(z.object({ id: z.string(), numero: z.string().nullable(), etat: z.string(), titre: z.string(), matieres: z.array(z.string()), publieLe: z.date().nullable(), pour: z.string(), adresses: z.int(), lus: z.int() })), suivant: z.string().nullable() }),
  load: async (lu) => {
    const { query: q, maison: { territoires } } = lu
    const lecteur = lecteurCirculaires(lu)
    const sieges = siegesDe(lu.acteur, territoires)
    const filtre = Object.fromEntries(Object.entries(q).filter(([, v]) => v !== undefined))
    const lues = await listCirculaires(lu.db, lecteur, { ...filtre, sieges, limite: q.format ? EXPORT_AU_PLUS : PAR_PAGE + 1 })
    const { lignes, suivant = null } = q.format ? { lignes: lues } : couper(lues)
    const matieres = (await getCourant(lu.db, 'matieres', jourLocal(lu.maintenant))).corps.matieres
    const libelle = (code: string) => matieres.find((m) => m.code === code)?.libelle ?? code
    return {
      circulaires: lignes.map((l): Ligne => ({ ...l, pour: direDestinataires(l, territoires), sujets: l.matieres.map(libelle).join(', ') })), suivant, q, regle: lecteur.regle, lit: sieges.length > 0, onglets: ongletsDe(lu),
      // How many have read is the ministry's and the prefectures' to know.
      suit: lecteur.regle || lecteur.lire.codes === null, matieres: matieres.map((m) => ({ valeur: m.code, libelle: m.libelle })),
    }
  },
  corps: ({ circulaires: lues, q }) => (q.format ? exporter<Ligne>('circulaires', [['Numéro', (l) => l.numero ?? ''], ['Titre', (l) => l.titre], ['État', (l) => ETATS_CIRCULAIRE[l.etat].mot], ['Publiée le', (l) => (l.publieLe ? dateChiffres(l.publieLe) : '')], ['Adressée à', (l) => l.pour], ['Matières', (l) => l.sujets], ['Bureaux', (l) => l.adresses], ['Ont lu', (l) => l.lus]], lues, q.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Circulaires" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <Bande titre="Circulaires" actions={d.regle ? <Bouton href="/legalite/circulaires/nouvelle">Écrire une circulaire</Bouton> : null} />
      <Onglets ici="/legalite/circulaires" onglets={d.onglets} />
      <Filtres vue={vue} libelle="Filtrer les circulaires">
        <Filtre vue={vue} nom="cherche" libelle="Chercher" type="search" />
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={(['publiee', 'remplacee', 'retiree', ...(d.regle ? (['projet'] as const) : [])] as const).map((valeur) => ({ valeur, libelle: ETATS_CIRCULAIRE[valeur].mot }))} />
        <Filtre vue={vue} nom="matiere" libelle="Matière" tous="Toutes" options={d.matieres} />
        {d.lit ? <Filtre vue={vue} nom="lue" libelle="Lecture" tous="Toutes" options={[{ valeur: 'non', libelle: 'À lire' }, { valeur: 'oui', libelle: 'Lues' }]} /> : null}
      </Filtres>
      <Tableau
        vue={vue}
        legende="Circulaires, de la plus récente à la plus ancienne"
        fiche
        lignes={d.circulaires}
        cle={(l) => l.id}
        colonnes={[
          { titre: 'Circulaire', entete: true, cellule: (l) => <a class="code" href={`/legalite/circulaires/${l.id}`}>{l.numero ?? 'Sans numéro'}</a> },
          { titre: 'Titre', place: 'fort', tri: 'titre', cellule: (l) => <>{l.titre}{l.sujets ? <span class="sous-l">{l.sujets}</span> : null}</> },
          { titre: 'Adressée à', place: 'lieu', cellule: (l) => l.pour },
          { titre: 'Publiée', tri: 'publie', cellule: (l) => (l.publieLe ? dateSimple(l.publieLe) : '') },
          ...(d.suit ? [{ titre: 'Lue par', nombre: true, cellule: (l: Ligne) => (l.adresses === 0 ? '' : `${l.lus}\u00A0sur\u00A0${l.adresses}`) }] : []),
          { titre: 'État', place: 'etat', cellule: (l) => <>{l.aLire ? <Etiquette ton="info">À lire</Etiquette> : null} <Etiquette ton={ETATS_CIRCULAIRE[l.etat].ton}>{ETATS_CIRCULAIRE[l.etat].mot}</Etiquette></> },
        ]}
        vide={<Vide titre="Aucune circulaire" {...(d.regle ? { action: <Bouton href="/legalite/circulaires/nouvelle" ton="second">Écrire une circulaire</Bouton> } : {})}>{d.regle ? 'Ce que le ministère écrit aux préfectures et aux communes se garde ici.' : 'Celles que le ministère vous adresse arrivent ici. Enlevez un filtre si vous en cherchez une.'}</Vide>}
      />
      <Pages vue={vue} apres={d.suivant ?? undefined} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})
