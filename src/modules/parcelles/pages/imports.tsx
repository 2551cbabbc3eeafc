import { dateHeure, nombre, pluriel } from '../../../lib/francais.ts'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { page } from '../../../kernel/module.ts'
import type { Sujet } from '../../../kernel/module.ts'
import { z } from 'zod'
import { Actions, Avance, Avis, Bande, Bouton, BoutonSeul, Choix, Deux, Etiquette, Exports, FichierChamp, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Selection, Tableau, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { countDeImport } from '../chevauchement.queries.ts'
import type { DeImport } from '../chevauchement.queries.ts'
import { DITES } from '../importation/colonnes.ts'
import { ETATS_IMPORTATION, findImportation, listImportations } from '../importation/importation.queries.ts'
import type { Importation } from '../importation/importation.queries.ts'
import { direSurface } from '../parcelle.ts'
import { importer, lieuxDe, parId } from '../porte.ts'

/** An import belongs to the place it is made for. */
export async function sujetImportation({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const i = await findImportation(db, params.id)
  return i && { territoire: i.territoire }
}

/** The imports of one's territory, and the form that begins another. */
export const imports = page({
  path: '/parcelles/imports',
  may: importer,
  titre: 'Importer des parcelles',
  gabarit: 'agent',
  load: async ({ db, portee, maison }) => ({ lieux: lieuxDe(maison.territoires, portee), imports: await listImportations(db, portee) }),
  view: ({ lieux, imports: lus }, vue) => (
    <Gabarit vue={vue} titre="Importer des parcelles" genre="agent" ariane={[{ libelle: 'Parcelles', href: '/parcelles' }]}>
      <ResumeErreurs vue={vue} />
      <h1>Importer des parcelles</h1>
      <Deux large libelle="Ce que le fichier contient" aside={<Mode />}>
        <Formulaire vue={vue} action="/parcelles/imports" multipart>
          <Selection vue={vue} nom="territoire" libelle="Lieu" aide="Une colonne « Arrondissement » peut préciser chaque ligne" options={lieux} valeur={lieux[0]?.valeur} />
          <FichierChamp vue={vue} nom="fichier" libelle="Fichier" aide="CSV (UTF-8) ou GeoJSON (WGS 84), 10 Mo et 20 000 lignes au plus" accept=".csv,.geojson,.json,text/csv,application/geo+json,application/json" />
          <Choix vue={vue} nom="presentes" libelle="Parcelles déjà inscrites" options={[{ valeur: 'ignorer', libelle: 'Les laisser comme elles sont' }, { valeur: 'mettre-a-jour', libelle: 'Les compléter avec le fichier', aide: 'Une case vide n’efface rien ; un détenteur déjà inscrit reste' }]} />
          <Actions>
            <Bouton>Lire le fichier</Bouton>
          </Actions>
        </Formulaire>
        <p class="discret">Rien n’est écrit avant que vous ayez vu ce qui a été lu, et confirmé.</p>
        <h2>Imports précédents</h2>
        <Tableau
          vue={vue}
          legende="Imports, le plus récent d’abord"
          lignes={lus}
          cle={(i) => i.id}
          colonnes={[
            { titre: 'Fichier', entete: true, cellule: (i) => <a href={`/parcelles/imports/${i.id}`}>{i.nom}</a> },
            { titre: 'Envoyé', cellule: (i) => <span>{dateHeure(i.creeLe)}, {i.parNom}</span> },
            { titre: 'Lignes', nombre: true, cellule: (i) => nombre(i.total) },
            { titre: 'Écrites', nombre: true, cellule: (i) => nombre(i.creees + i.modifiees) },
            { titre: 'État', cellule: (i) => <Etiquette ton={ETATS_IMPORTATION[i.etat].ton}>{ETATS_IMPORTATION[i.etat].mot}</Etiquette> },
          ]}
          vide={<Vide titre="Aucun import">Le premier fichier lu paraîtra ici.</Vide>}
        />
      </Deux>
    </Gabarit>
  ),
})

function Mode() {
  return (
    <Panneau titre="Les colonnes" id="colonnes">
      <p class="petit">Elles se reconnaissent à leur titre, dans n’importe quel ordre : {Object.values(DITES).join(', ')}. Les autres sont laissées de côté.</p>
      <p class="petit">Il faut au moins le lot ou l’EL. Le contour d’un CSV est un polygone WKT. Un export de cette liste se relit tel quel.</p>
    </Panneau>
  )
}

/** One import: what was read, then how far it is, then what was done. */
export const importation = page({
  path: '/parcelles/imports/:id',
  may: importer,
  titre: 'Import de parcelles',
  gabarit: 'agent',
  params: parId,
  sujet: sujetImportation,
  query: z.object({ format }),
  load: async ({ db, params, query, maison, porteePour }) => {
    const i = (await findImportation(db, params.id))!
    return { i, lieu: maison.territoires.chemin(i.territoire), format: query.format, contours: i.etat === 'finie' ? await countDeImport(db, porteePour('parcelles.lire'), i.id) : undefined }
  },
  corps: ({ i, format: en }) => (en ? exporter('fautes', [['Ligne', (f: Importation['fautes'][number]) => f.rang], ['À corriger', (f) => f.phrase]], i.fautes, en) : undefined),
  view: ({ i, lieu, contours }, vue) => (
    <Gabarit vue={vue} titre={`Import de ${i.nom}`} genre="agent" ariane={[{ libelle: 'Parcelles', href: '/parcelles' }, { libelle: 'Imports', href: '/parcelles/imports' }]}>
      <ResumeErreurs vue={vue} />
      <Bande titre={i.nom}>
        <Etiquette ton={ETATS_IMPORTATION[i.etat].ton}>{ETATS_IMPORTATION[i.etat].mot}</Etiquette> <span class="discret">{lieu} ; envoyé {dateHeure(i.creeLe)} par {i.parNom}</span>
      </Bande>
      {i.etat === 'lue' ? <AConfirmerImport i={i} vue={vue} /> : <Avancement i={i} contours={contours} />}
      <Lu i={i} vue={vue} />
    </Gabarit>
  ),
})

function AConfirmerImport({ i, vue }: { i: Importation; vue: Vue }) {
  const nouvelles = i.justes - i.deja
  const dejaDit = i.deja === 0 ? '' : i.presentes === 'ignorer' ? ` ${pluriel(i.deja, 'parcelle déjà inscrite restera', 'parcelles déjà inscrites resteront')} comme ${i.deja > 1 ? 'elles sont' : 'elle est'}.` : ` ${pluriel(i.deja, 'parcelle déjà inscrite sera complétée', 'parcelles déjà inscrites seront complétées')}.`
  return (
    <Panneau titre="Rien n’est encore écrit" id="confirmer" ton="fort">
      <p>
        {pluriel(i.total, 'ligne lue', 'lignes lues')}. {pluriel(nouvelles, 'parcelle nouvelle sera inscrite', 'parcelles nouvelles seront inscrites')}.{dejaDit}
        {i.justes < i.total ? ` ${pluriel(i.total - i.justes, 'ligne à corriger restera', 'lignes à corriger resteront')} dehors.` : ''}
      </p>
      <div class="rang">
        {i.justes > 0 ? (
          <BoutonSeul vue={vue} action={`/parcelles/imports/${i.id}/confirmer`} ton="plein">
            Importer {pluriel(i.justes, 'ligne')}
          </BoutonSeul>
        ) : null}
        <BoutonSeul vue={vue} action={`/parcelles/imports/${i.id}/abandonner`}>Abandonner</BoutonSeul>
      </div>
    </Panneau>
  )
}

function Avancement({ i, contours }: { i: Importation; contours: DeImport | undefined }) {
  if (i.etat === 'abandonnee') return <Avis titre="Cet import a été abandonné" niveau={2}><p>Rien n’a été écrit.</p></Avis>
  if (i.etat === 'confirmee')
    return (
      <Panneau titre="En cours" id="avance">
        <Avance fait={i.faites} total={i.total} libelle="Lignes traitées" lien={`/parcelles/imports/${i.id}`} quoi="l’import">
          {nombre(i.faites)} lignes sur {nombre(i.total)}.
        </Avance>
      </Panneau>
    )
  return (
    <Panneau titre="Fait" id="avance">
      <Recap serre lignes={[{ titre: 'Inscrites', valeur: nombre(i.creees) }, { titre: 'Complétées', valeur: nombre(i.modifiees) }, { titre: 'Déjà inscrites, inchangées', valeur: nombre(i.ignorees) }, { titre: 'Laissées dehors', valeur: nombre(i.refusees) }]} />
      <Empietent i={i} contours={contours} />
      <p>
        <a href={contours && contours.suivies > 0 ? `/parcelles?importation=${i.id}` : '/parcelles?tri=-modifie'}>Voir les parcelles</a>
      </p>
    </Panneau>
  )
}

/** How many of its parcels overlap others, once they are compared: said, never refused. */
function Empietent({ i, contours }: { i: Importation; contours: DeImport | undefined }) {
  if (!contours || contours.suivies === 0) return null
  if (contours.attendent > 0) return <p class="discret">{pluriel(contours.attendent, 'contour attend d’être comparé', 'contours attendent d’être comparés')} aux autres : rechargez la page dans un moment.</p>
  if (contours.empietent === 0) return <p>Aucun contour de cet import n’empiète sur un autre.</p>
  return (
    <Avis ton="att" titre={pluriel(contours.empietent, 'parcelle empiète sur une autre', 'parcelles empiètent sur d’autres')} niveau={3}>
      <p>
        <a href={`/parcelles?contour=empiete&importation=${i.id}`}>Voyez lesquelles</a>. Un contour est peut-être mal relevé : vérifiez sur le terrain.
      </p>
    </Avis>
  )
}

function Lu({ i, vue }: { i: Importation; vue: Vue }) {
  const ignorees = i.colonnes.filter((c) => c.partie === null).map((c) => `« ${c.titre} »`)
  return (
    <>
      {i.fautes.length > 0 ? (
        <Panneau titre={`À corriger (${nombre(i.nombreFautes)})`} id="fautes" ton="att">
          <Tableau vue={vue} legende="Fautes, dans l’ordre du fichier" dense lignes={i.fautes.slice(0, 100)} cle={(f) => `${f.rang} ${f.phrase}`} colonnes={[{ titre: i.genre === 'csv' ? 'Ligne' : 'Objet', entete: true, cellule: (f) => f.rang }, { titre: 'Faute', cellule: (f) => f.phrase }]} vide={null} />
          {i.nombreFautes > 100 ? <p class="petit">Les 100 premières sont ici, {i.nombreFautes > i.fautes.length ? `les ${nombre(i.fautes.length)} premières` : 'toutes'} dans le fichier :</p> : null}
          <Exports vue={vue} libelle="Exporter les fautes" />
        </Panneau>
      ) : null}
      <Panneau titre="Ce qui a été compris" id="compris">
        <Recap serre lignes={i.colonnes.flatMap((c) => (c.partie ? [{ titre: c.titre, valeur: DITES[c.partie] }] : []))} />
        {ignorees.length > 0 ? <p class="petit discret">Laissées de côté : {ignorees.join(', ')}. Si l’une d’elles compte, changez son titre et envoyez de nouveau le fichier.</p> : null}
        <Tableau
          vue={vue}
          legende="Premières lignes justes"
          dense
          lignes={i.exemple}
          cle={(l) => String(l.rang)}
          colonnes={[
            { titre: 'Parcelle', entete: true, cellule: (l) => l.nom },
            { titre: 'Contenance', nombre: true, cellule: (l) => direSurface(l.contenance) },
            { titre: 'Contour', cellule: (l) => (l.contour ? 'dessiné' : 'aucun') },
            { titre: 'Détenteur', cellule: (l) => l.detenteur ?? 'aucun' },
            { titre: 'Au registre', cellule: (l) => (l.deja ? 'déjà inscrite' : 'nouvelle') },
          ]}
          vide={<p class="discret">Aucune ligne juste.</p>}
        />
      </Panneau>
    </>
  )
}
