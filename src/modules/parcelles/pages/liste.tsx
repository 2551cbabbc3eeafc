import { z } from 'zod'
import { comparerNoms, dateChiffres, lierNumero, pluriel } from '../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../lib/liste.ts'
import { avecParametres } from '../../../lib/url.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { EXPORT_AU_PLUS, exporter } from '../../../kernel/corridor/exporter.ts'
import { page } from '../../../kernel/module.ts'
import { Bande, Bouton, Etiquette, Exports, Filtre, Filtres, Gabarit, Pages, Tableau, Vide } from '../../../ui/index.ts'
import type { Colonne, Vue } from '../../../ui/index.ts'
import { countAComparer } from '../chevauchement.queries.ts'
import { colonnesExport, exporterGeojson } from '../export.ts'
import { listNomsImportations } from '../importation/importation.queries.ts'
import { designer, direSurface, ETATS, situerLotissement } from '../parcelle.ts'
import { listLotissements, listParcelles } from '../parcelle.queries.ts'
import type { LigneParcelle } from '../parcelle.queries.ts'
import { lieuxDe, lire } from '../porte.ts'
import { sortieParcelle } from '../sortie.ts'

type Ligne = LigneParcelle & { lieu: string }

const colonnes: Colonne<Ligne>[] = [
  {
    titre: 'Parcelle',
    tri: 'lot',
    entete: true,
    cellule: (p) => (
      <>
        <a href={`/parcelles/${p.id}`}>{designer(p)}</a>{' '}
        <span class="sous-l discret">{situerLotissement(p)}</span>
      </>
    ),
  },
  { titre: 'Détenteur', place: 'fort', cellule: (p) => p.detenteur ?? <span class="discret">non connu</span> },
  { titre: 'Lieu', place: 'lieu', cellule: (p) => lierNumero([p.quartier, p.lieu].filter(Boolean).join(', ')) },
  { titre: 'Contenance', tri: 'contenance', nombre: true, cellule: (p) => direSurface(p.contenance) },
  { titre: 'EL', cellule: (p) => p.el || <span class="discret">aucun</span> },
  {
    titre: 'État',
    place: 'etat',
    cellule: (p) => (
      <>
        <Etiquette ton={ETATS[p.etat].ton}>{ETATS[p.etat].mot}</Etiquette> {p.avis ? <Etiquette ton="cours">Avis en cours</Etiquette> : null} {p.commun === null ? null : <Etiquette ton="tard">Empiète</Etiquette>}
      </>
    ),
  },
  { titre: 'Modifiée', tri: 'modifie', cellule: (p) => dateChiffres(p.modifieLe) },
]

const query = z.object({
  cherche: z.string().max(100).optional(),
  territoire: z.string().max(12).optional(),
  lotissement: z.string().max(80).optional(),
  etat: z.string().max(20).optional(),
  contour: z.string().max(10).optional(),
  importation: z.uuid().optional(),
  tri: z.string().max(20).optional(),
  apres: z.uuid().optional(),
  format: z.enum(['csv', 'xlsx', 'geojson']).optional(),
})

/** The register of one's territory: searched, filtered, sorted, paged, taken away. */
export const liste = page({
  path: '/parcelles',
  may: lire,
  titre: 'Parcelles',
  gabarit: 'agent',
  query,
  api: true,
  output: z.object({ parcelles: z.array(sortieParcelle), suivant: z.uuid().nullable() }),
  load: async ({ db, portee, porteePour, query: q, maison: { territoires }, maintenant }) => {
    const { territoire, format, ...reste } = q
    const filtre = Object.fromEntries(Object.entries(reste).filter(([, v]) => v !== undefined && v !== ''))
    const lues = await listParcelles(db, portee, { ...filtre, ...(territoire ? { territoires: territoires.couverture(territoire) } : {}), jour: jourLocal(maintenant), limite: format ? EXPORT_AU_PLUS : PAR_PAGE + 1 })
    const { lignes, suivant = null } = format ? { lignes: lues } : couper(lues)
    const lotissements = format ? [] : await listLotissements(db, portee)
    return {
      parcelles: lignes.map((p): Ligne => ({ ...p, lieu: territoires.trouver(p.territoire)?.nom ?? p.territoire })),
      suivant,
      format,
      aComparer: q.contour === 'empiete' && !format ? await countAComparer(db, portee) : 0,
      importation: q.importation && { valeur: q.importation, libelle: (await listNomsImportations(db, porteePour('parcelles.importer'), [q.importation]))[0]?.nom ?? 'Un import' },
      territoires,
      lieux: lieuxDe(territoires, portee),
      lotissements: [...new Set(lotissements.map((l) => l.lotissement).filter(Boolean))].toSorted(comparerNoms),
      total: lotissements.reduce((n, l) => n + l.nombre, 0),
      peut: { tenir: !porteePour('parcelles.tenir').vide, importer: !porteePour('parcelles.importer').vide },
    }
  },
  // An export carries names away: who made it is written for each parcel.
  consulte: (d) => (d.format ? d.parcelles.map((p) => `parcelle:${p.id}`) : undefined),
  corps: (d) => (d.format === 'geojson' ? exporterGeojson(d.territoires, d.parcelles) : d.format ? exporter('parcelles', colonnesExport(d.territoires), d.parcelles, d.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Parcelles" genre="agent">
      <Bande
        titre="Parcelles"
        actions={
          <>
            {d.peut.tenir ? <Bouton href="/parcelles/nouvelle">Inscrire une parcelle</Bouton> : null}
            {d.peut.importer ? <a href="/parcelles/imports">Importer un fichier</a> : null}
            <a href="/parcelles/carte">Carte</a>
            <a href="/parcelles/ici">Trouver par un point</a>
          </>
        }
      />
      <h2 class="sr">Registre</h2>
      <Filtres vue={vue} libelle="Filtrer les parcelles">
        <Filtre vue={vue} nom="cherche" libelle="Lot, EL, quartier ou nom" type="search" />
        {d.lieux.length > 1 ? <Filtre vue={vue} nom="territoire" libelle="Lieu" tous="Tous" options={d.lieux} /> : null}
        {d.lotissements.length > 1 ? <Filtre vue={vue} nom="lotissement" libelle="Lotissement" tous="Tous" options={d.lotissements.map((l) => ({ valeur: l, libelle: l }))} /> : null}
        <Filtre vue={vue} nom="etat" libelle="État" tous="Actives et en litige" options={[...Object.entries(ETATS).map(([valeur, e]) => ({ valeur, libelle: e.mot })), { valeur: 'toutes', libelle: 'Toutes' }]} />
        <Filtre vue={vue} nom="contour" libelle="Contour" tous="Avec ou sans" options={[{ valeur: 'avec', libelle: 'Dessiné' }, { valeur: 'sans', libelle: 'À dessiner' }, { valeur: 'empiete', libelle: 'Qui empiète sur un autre' }]} />
        {d.importation ? <Filtre vue={vue} nom="importation" libelle="Import" tous="Tous" options={[d.importation]} /> : null}
      </Filtres>
      {d.aComparer > 0 ? <p class="discret" role="status">{pluriel(d.aComparer, 'contour attend encore d’être comparé', 'contours attendent encore d’être comparés')} aux autres : rechargez la page dans un moment.</p> : null}
      <Tableau vue={vue} legende="Parcelles" fiche lignes={d.parcelles} cle={(p) => p.id} colonnes={colonnes} vide={<Rien d={d} />} />
      <Pages vue={vue} apres={d.suivant ?? undefined} />
      <Sorties vue={vue} />
    </Gabarit>
  ),
})

function Rien({ d }: { d: { total: number; peut: { tenir: boolean } } }) {
  if (d.total > 0) return <Vide titre="Aucune parcelle ne correspond">Enlevez un filtre, ou cherchez un autre mot.</Vide>
  return <Vide titre="Le registre est vide">{d.peut.tenir ? 'Inscrivez une parcelle, ou importez le tableau du lotissement.' : 'La mairie n’a encore inscrit aucune parcelle.'}</Vide>
}

function Sorties({ vue }: { vue: Vue }) {
  return (
    <div class="rang">
      <Exports vue={vue} />
      <a class="petit" href={avecParametres(vue.chemin, { format: 'geojson', apres: undefined })} download>
        GeoJSON
      </a>
    </div>
  )
}
