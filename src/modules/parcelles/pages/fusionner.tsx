import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { page } from '../../../kernel/module.ts'
import { Actions, Bouton, Cases, DateChamp, Formulaire, Gabarit, ResumeErreurs, Texte, Vide, ZoneTexte } from '../../../ui/index.ts'
import { listCourantes } from '../detention.queries.ts'
import { listAutour } from '../lieu.queries.ts'
import { designer, designerDans, direSurface, nommer } from '../parcelle.ts'
import type { Identite } from '../parcelle.ts'
import { findParcelle, listDuLot } from '../parcelle.queries.ts'
import { exigerVivante, parId, sujetParcelle, tenir } from '../porte.ts'

/** Several parcels of one holder become one. Neighbours are offered: those that touch it, and those of its lot. */
export const fusionner = page({
  path: '/parcelles/:id/fusionner',
  may: tenir,
  titre: 'Fusionner des parcelles',
  gabarit: 'agent',
  params: parId,
  sujet: sujetParcelle,
  load: async ({ db, params, portee, maintenant }) => {
    const p = (await findParcelle(db, params.id))!
    exigerVivante(p)
    const autour = p.contour ? await listAutour(db, portee.codes, p.contour, p.id) : []
    const duLot = p.lot ? await listDuLot(db, portee, p) : []
    const voisines: (Identite & { id: string; commune: string; contenance: number | null })[] = [...autour, ...duLot.filter((v) => !autour.some((a) => a.id === v.id))].filter((v) => v.commune === p.commune)
    const noms = new Map((await listCourantes(db, [p.id, ...voisines.map((v) => v.id)])).map((d) => [d.parcelleId, d.nom]))
    return { p, voisines, noms, jour: jourLocal(maintenant) }
  },
  consulte: ({ p, voisines }) => [`parcelle:${p.id}`, ...voisines.map((v) => `parcelle:${v.id}`)],
  view: ({ p, voisines, noms, jour }, vue) => (
    <Gabarit vue={vue} titre="Fusionner des parcelles" genre="agent" etroit ariane={[{ libelle: 'Parcelles', href: '/parcelles' }, { libelle: designer(p), href: `/parcelles/${p.id}` }]}>
      <ResumeErreurs vue={vue} />
      <h1>Fusionner {designerDans(p)}</h1>
      <p class="chapeau">Les parcelles réunies se ferment et gardent leur page. Elles doivent avoir le même détenteur : {noms.get(p.id) ?? 'aucun n’est inscrit'}.</p>
      {voisines.length === 0 ? (
        <Vide titre="Aucune voisine connue">Dessinez le contour de la parcelle et de ses voisines, ou inscrivez-les dans le même lot.</Vide>
      ) : (
        <Formulaire vue={vue} action={`/parcelles/${p.id}/fusionner`} garde>
          <Cases vue={vue} nom="avec" libelle="Avec" options={voisines.map((v) => ({ valeur: v.id, libelle: nommer(v), aide: `${noms.get(v.id) ?? 'Aucun détenteur inscrit'}, ${direSurface(v.contenance)}` }))} />
          <DateChamp vue={vue} nom="le" libelle="Date de la fusion" valeur={jour} />
          <Texte vue={vue} nom="acte" libelle="Acte" aide="Procès-verbal, autorisation : numéro et date" max={200} autocomplete="off" />
          <Texte vue={vue} nom="lot" libelle="Lot de la nouvelle parcelle" valeur={p.lot} largeur={8} max={20} autocomplete="off" />
          <Texte vue={vue} nom="parcelle" libelle="Parcelle" facultatif valeur={p.parcelle} largeur={8} max={20} autocomplete="off" />
          <Texte vue={vue} nom="el" libelle="EL" facultatif largeur={14} max={20} autocomplete="off" />
          <Texte vue={vue} nom="contenance" libelle="Contenance, en m²" facultatif aide="Vide, c’est la somme de celles qui sont réunies" largeur={8} autocomplete="off" />
          <ZoneTexte vue={vue} nom="contour" libelle="Contour" facultatif lignes={5} aide="Un sommet par ligne : longitude puis latitude" />
          <Actions>
            <Bouton>Fusionner les parcelles</Bouton>
            <a href={`/parcelles/${p.id}`}>Annuler</a>
          </Actions>
        </Formulaire>
      )}
    </Gabarit>
  ),
})
