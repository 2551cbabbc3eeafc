import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { page } from '../../../kernel/module.ts'
import { Actions, Bouton, DateChamp, Formulaire, Gabarit, Recap, RepeteBloc, ResumeErreurs, Revision, Texte, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { listCourantes } from '../detention.queries.ts'
import { designer, designerDans, direSurface, nommer } from '../parcelle.ts'
import { findParcelle } from '../parcelle.queries.ts'
import { revisionMere } from '../revision.ts'
import { exigerVivante, parId, sujetParcelle, tenir } from '../porte.ts'

/** Parts that one division may make: beyond, it is a new lotissement, to be imported. */
export const PARTS_AU_PLUS = 12

/** How many parts the form shows: what was typed, two at first. */
function compter(vue: Vue): number {
  const n = Number(vue.saisie.nombre)
  return Number.isInteger(n) ? Math.min(PARTS_AU_PLUS, Math.max(2, n)) : 2
}

/** One parcel becomes several, each with its own designation; the holder keeps them all. */
export const diviser = page({
  path: '/parcelles/:id/diviser',
  may: tenir,
  titre: 'Diviser une parcelle',
  gabarit: 'agent',
  params: parId,
  sujet: sujetParcelle,
  load: async ({ db, params, maison, maintenant }) => {
    const p = (await findParcelle(db, params.id))!
    exigerVivante(p)
    const [courante] = await listCourantes(db, [p.id])
    return { p, detenteur: courante?.nom, revision: revisionMere(p, courante, maison.territoires), jour: jourLocal(maintenant) }
  },
  consulte: ({ p }) => `parcelle:${p.id}`,
  view: ({ p, detenteur, revision, jour }, vue) => (
    <Gabarit vue={vue} titre="Diviser une parcelle" genre="agent" etroit ariane={[{ libelle: 'Parcelles', href: '/parcelles' }, { libelle: designer(p), href: `/parcelles/${p.id}` }]}>
      <ResumeErreurs vue={vue} />
      <h1>Diviser {designerDans(p)}</h1>
      <p class="chapeau">La parcelle se ferme et garde sa page. Ses parts ont le même détenteur jusqu’à un nouveau transfert.</p>
      <Recap serre lignes={[{ titre: 'Parcelle', valeur: nommer(p) }, { titre: 'Contenance', valeur: direSurface(p.contenance) }, { titre: 'Détenteur', valeur: detenteur ?? 'aucun au registre' }]} />
      <Formulaire vue={vue} action={`/parcelles/${p.id}/diviser`} garde parDefaut={{ nom: '_diviser', valeur: '1' }}>
        <Revision vue={vue} valeur={revision} />
        <DateChamp vue={vue} nom="le" libelle="Date de la division" valeur={jour} />
        <Texte vue={vue} nom="acte" libelle="Acte" aide="Procès-verbal de morcellement, autorisation : numéro et date" max={200} autocomplete="off" />
        <input type="hidden" name="nombre" value={compter(vue)} />
        <RepeteBloc vue={vue} nom="parts" libelle="Parts" nombre={compter(vue)} min={2} max={PARTS_AU_PLUS} titre={(i) => `Part ${i + 1}`} ajouter="Ajouter une part">
          {(i) => (
            <>
              <Texte vue={vue} nom={`parts.${i}.lot`} libelle="Lot" valeur={p.lot} largeur={8} max={20} autocomplete="off" />
              <Texte vue={vue} nom={`parts.${i}.parcelle`} libelle="Parcelle" valeur={p.parcelle ? `${p.parcelle}${i + 1}` : `${i + 1}`} largeur={8} max={20} autocomplete="off" />
              <Texte vue={vue} nom={`parts.${i}.el`} libelle="EL" facultatif largeur={14} max={20} autocomplete="off" />
              <Texte vue={vue} nom={`parts.${i}.contenance`} libelle="Contenance, en m²" facultatif largeur={8} autocomplete="off" />
              <ZoneTexte vue={vue} nom={`parts.${i}.contour`} libelle="Contour" facultatif lignes={4} aide="Un sommet par ligne : longitude puis latitude" />
            </>
          )}
        </RepeteBloc>
        <Actions>
          <Bouton nom="_diviser">Diviser la parcelle</Bouton>
          <a href={`/parcelles/${p.id}`}>Annuler</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})
