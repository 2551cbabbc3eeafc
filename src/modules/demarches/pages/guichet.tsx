import { momentRelatif } from '../../../lib/francais.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Actions, Bouton, Formulaire, Gabarit, Panneau, ResumeErreurs, Selection, Tableau } from '../../../ui/index.ts'
import { listBrouillonsGuichet } from '../brouillon.queries.ts'
import { getDemarche, listEnVigueur } from '../definition.queries.ts'
import { getDossier } from '../dossier.queries.ts'
import { initiales } from '../dossier.ts'
import { ChampsMandat } from '../mandat.tsx'
import { parId, sujetDossier } from '../porte.ts'

/** The counter: begin a request for somebody, or go on with one. */
export const guichet = page({
  path: '/guichet',
  may: permission('demarches.guichet'),
  titre: 'Guichet',
  gabarit: 'agent',
  load: async ({ db, acteur, portee }) => ({
    demarches: (await listEnVigueur(db, 'public')).map((d) => ({ code: d.code, titre: d.titre, resume: d.fiche.resume })),
    brouillons: await listBrouillonsGuichet(db, portee),
    postes: acteur.genre === 'agent' ? acteur.postes.map((p) => ({ valeur: p.posteId, libelle: `${p.roleTitre}, ${p.bureau}` })) : [],
  }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Guichet" genre="agent">
      <h1>Guichet</h1>
      <p class="discret">Remplissez la demande avec la personne. Tout est gardé à chaque étape.</p>
      <p>
        <a href="/guichet/hors-ligne">Guichet hors ligne</a> : pour les jours où le réseau se coupe. Ouvrez-le une première fois pendant que le réseau marche.
      </p>
      <div class="grille-2">
        {d.demarches.map((demarche) => (
          <Panneau key={demarche.code} titre={demarche.titre} id={`d-${demarche.code}`}>
            <p>{demarche.resume}</p>
            <Formulaire vue={vue} action={`/guichet/${demarche.code}`}>
              {d.postes.length > 1 ? <Selection vue={vue} nom="poste" id={`poste-${demarche.code}`} libelle="Pour quel bureau ?" options={d.postes} vide={false} /> : null}
              <p class="champ">
                <Bouton ton="second" ico="plus">
                  Nouvelle demande<span class="sr"> : {demarche.titre}</span>
                </Bouton>
              </p>
            </Formulaire>
          </Panneau>
        ))}
      </div>
      <Tableau
        vue={vue}
        legende="Demandes commencées au guichet"
        titreVisible
        lignes={d.brouillons}
        cle={(ligne) => ligne.id}
        colonnes={[
          { titre: 'Démarche', entete: true, cellule: (ligne) => <a href={`/brouillons/${ligne.id}`}>{ligne.titre}</a> },
          { titre: 'Pour', cellule: (ligne) => (ligne.nom.trim() ? initiales(ligne.nom) : <span class="discret">pas encore nommé</span>) },
          { titre: 'Commencée', cellule: (ligne) => momentRelatif(ligne.creeLe, vue.maintenant) },
          { titre: 'Modifiée', cellule: (ligne) => momentRelatif(ligne.modifieLe, vue.maintenant) },
        ]}
        vide={<p>Aucune demande en attente. Une demande commencée reste ici jusqu’à son dépôt.</p>}
      />
    </Gabarit>
  ),
})

/** For whom the clerk files, and with what proof. */
export const mandat = page({
  path: '/brouillons/:id/mandat',
  may: permission('demarches.guichet'),
  titre: 'Pour qui remplissez-vous ?',
  gabarit: 'agent',
  params: parId,
  sujet: sujetDossier,
  load: async ({ db, params }) => {
    const dossier = await getDossier(db, params.id)
    return { dossier, demarche: await getDemarche(db, dossier.demarche, dossier.version) }
  },
  view: ({ dossier, demarche }, vue) => (
    <Gabarit vue={vue} titre="Pour qui remplissez-vous ?" genre="agent" ariane={[{ libelle: 'Guichet', href: '/guichet' }]} etroit>
      <p class="sur">{demarche.titre}</p>
      <h1>Pour qui remplissez-vous ?</h1>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action={`/brouillons/${dossier.id}/mandat`}>
        <ChampsMandat vue={vue} mandat={dossier.mandat} />
        <Actions>
          <Bouton>Continuer</Bouton>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})
