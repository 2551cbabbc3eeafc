import { page } from '../../../kernel/module.ts'
import { Actions, Bouton, Formulaire, Gabarit, ResumeErreurs, ZoneTexte } from '../../../ui/index.ts'
import { designer, nommer } from '../parcelle.ts'
import { findParcelle } from '../parcelle.queries.ts'
import { exigerVivante, parId, sujetParcelle, tenir } from '../porte.ts'

/** Says that a parcel is disputed, or that it is no longer. It warns whoever opens it; it forbids nothing by itself. */
export const litige = page({
  path: '/parcelles/:id/litige',
  may: tenir,
  titre: 'Litige',
  gabarit: 'agent',
  params: parId,
  sujet: sujetParcelle,
  load: async ({ db, params }) => {
    const p = (await findParcelle(db, params.id))!
    exigerVivante(p)
    return p
  },
  consulte: (p) => `parcelle:${p.id}`,
  view: (p, vue) => {
    const ouvert = p.etat === 'litigieuse'
    return (
      <Gabarit vue={vue} titre={ouvert ? 'Clore le litige' : 'Signaler un litige'} genre="agent" etroit ariane={[{ libelle: 'Parcelles', href: '/parcelles' }, { libelle: designer(p), href: `/parcelles/${p.id}` }]}>
        <ResumeErreurs vue={vue} />
        <h1>{ouvert ? 'Clore le litige' : 'Signaler un litige'}</h1>
        <p class="chapeau">{nommer(p)}. {ouvert ? 'Dites ce qui y met fin.' : 'Qui ouvrira la parcelle le verra d’abord.'}</p>
        <Formulaire vue={vue} action={`/parcelles/${p.id}/litige`}>
          <input type="hidden" name="vers" value={ouvert ? 'active' : 'litigieuse'} />
          <ZoneTexte vue={vue} nom="motif" libelle={ouvert ? 'Décision ou accord' : 'Motif'} aide={ouvert ? 'Par exemple : jugement n° 12 du 3 mars 2026' : 'Qui conteste quoi, devant qui, avec les numéros connus'} max={400} />
          <Actions>
            <Bouton>{ouvert ? 'Clore le litige' : 'Signaler le litige'}</Bouton>
            <a href={`/parcelles/${p.id}`}>Annuler</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})
