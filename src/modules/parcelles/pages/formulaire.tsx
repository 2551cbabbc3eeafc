import { page } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, comparerVersions, Deux, DeuxVersions, Formulaire, Gabarit, ResumeErreurs, Revision, Selection, Texte, ZoneTexte } from '../../../ui/index.ts'
import type { Option, Vue } from '../../../ui/index.ts'
import { versTexte } from '../geometrie/lire-contour.ts'
import { designer, designerDans } from '../parcelle.ts'
import type { Parcelle } from '../parcelle.ts'
import { findParcelle } from '../parcelle.queries.ts'
import { ecrireContenance, suivreParcelle } from '../revision.ts'
import { exigerVivante, lieuxDe, parId, sujetParcelle, tenir } from '../porte.ts'

/** Enters a parcel in the register. */
export const nouvelle = page({
  path: '/parcelles/nouvelle',
  may: tenir,
  titre: 'Inscrire une parcelle',
  gabarit: 'agent',
  load: async ({ portee, maison }) => ({ lieux: lieuxDe(maison.territoires, portee) }),
  view: ({ lieux }, vue) => (
    <Gabarit vue={vue} titre="Inscrire une parcelle" genre="agent" ariane={[{ libelle: 'Parcelles', href: '/parcelles' }]}>
      <ResumeErreurs vue={vue} />
      <h1>Inscrire une parcelle</h1>
      <Formulaire vue={vue} action="/parcelles" garde>
        <Saisie vue={vue} lieux={lieux} />
        <Actions>
          <Bouton>Inscrire la parcelle</Bouton>
          <a href="/parcelles">Annuler</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})

/** Corrects what is written about a parcel: its story keeps what it was. */
export const modifier = page({
  path: '/parcelles/:id/modifier',
  may: tenir,
  titre: 'Corriger une parcelle',
  gabarit: 'agent',
  params: parId,
  sujet: sujetParcelle,
  load: async ({ db, params, portee, maison }) => {
    const p = (await findParcelle(db, params.id))!
    exigerVivante(p)
    return { p, suivis: suivreParcelle(p, maison.territoires), lieux: lieuxDe(maison.territoires, portee).filter((l) => l.valeur === p.commune || l.valeur.startsWith(p.commune)) }
  },
  consulte: ({ p }) => `parcelle:${p.id}`,
  view: ({ p, suivis, lieux }, vue) => {
    const versions = comparerVersions(vue, suivis)
    return (
      <Gabarit vue={vue} titre="Corriger une parcelle" genre="agent" ariane={[{ libelle: 'Parcelles', href: '/parcelles' }, { libelle: designer(p), href: `/parcelles/${p.id}` }]}>
        <ResumeErreurs vue={vue} />
        <h1>Corriger {designerDans(p)}</h1>
        <p class="chapeau">Pour un changement de détenteur, une division ou une fusion, revenez à la parcelle : ce sont d’autres gestes.</p>
        <DeuxVersions versions={versions} />
        <Formulaire vue={vue} action={`/parcelles/${p.id}/modifier`} garde>
          <Revision valeur={versions.revision} />
          <Saisie vue={versions.vue} lieux={lieux} p={p} />
          <Actions>
            <Bouton>{versions.ecarts ? 'Enregistrer ma version' : 'Enregistrer la correction'}</Bouton>
            <a href={`/parcelles/${p.id}`}>Annuler</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})

function Saisie({ vue, lieux, p }: { vue: Vue; lieux: readonly Option[]; p?: Parcelle }) {
  return (
    <Deux large libelle="Contour" aside={<ContourChamp vue={vue} valeur={p?.contour ? versTexte(p.contour) : undefined} />}>
      <Selection vue={vue} nom="territoire" libelle="Lieu" options={lieux} valeur={p?.territoire ?? (lieux.length === 1 ? lieux[0]!.valeur : undefined)} />
      <Texte vue={vue} nom="quartier" libelle="Quartier ou village" facultatif valeur={p?.quartier} max={80} autocomplete="off" />
      <Texte vue={vue} nom="lotissement" libelle="Lotissement" facultatif valeur={p?.lotissement} max={80} autocomplete="off" />
      <div class="rangee">
        <Texte vue={vue} nom="tranche" libelle="Tranche" facultatif valeur={p?.tranche} largeur={8} max={20} autocomplete="off" />
        <Texte vue={vue} nom="lot" libelle="Lot" si="sauf si l’EL est connu" valeur={p?.lot} largeur={8} max={20} autocomplete="off" />
        <Texte vue={vue} nom="parcelle" libelle="Parcelle" facultatif valeur={p?.parcelle} largeur={8} max={20} autocomplete="off" />
      </div>
      <Texte vue={vue} nom="el" libelle="Numéro d’état des lieux (EL)" facultatif valeur={p?.el} largeur={14} max={20} autocomplete="off" />
      <Texte vue={vue} nom="contenance" libelle="Contenance déclarée, en m²" aide="500, ou 5a 00ca" facultatif valeur={ecrireContenance(p)} largeur={8} autocomplete="off" />
      <Texte vue={vue} nom="titre" libelle="Titre ou attestation" aide="Genre, numéro et date du papier qui la désigne" facultatif valeur={p?.titre} max={120} autocomplete="off" />
    </Deux>
  )
}

/** The outline as positions. Shared by division and merger. */
export function ContourChamp({ vue, nom = 'contour', valeur }: { vue: Vue; nom?: string; valeur?: string | undefined }) {
  return (
    <>
      <ZoneTexte vue={vue} nom={nom} libelle="Contour" facultatif lignes={8} valeur={valeur} aide="Un sommet par ligne, en tournant : longitude puis latitude, en degrés (WGS 84). Un polygone GeoJSON ou WKT convient aussi" />
      <Avis titre="Où lire les coordonnées ?" niveau={2}>
        <p class="petit">Sur un téléphone, à chaque borne, ou sur le plan du géomètre. « 2.0661 7.1782 » : 2 est la longitude, 7 la latitude.</p>
      </Avis>
    </>
  )
}
