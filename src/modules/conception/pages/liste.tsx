import { momentRelatif } from '../../../lib/francais.ts'
import { page } from '../../../kernel/module.ts'
import { Actions, Bande, Bouton, BoutonSeul, Etiquette, FichierChamp, Formulaire, Gabarit, Panneau, ResumeErreurs, Tableau, Texte, ZoneTexte } from '../../../ui/index.ts'
import { listEnVigueur } from '../../demarches/index.ts'
import { mayConcevoir } from '../porte.ts'
import { fautesDe } from '../fautes.ts'
import { listOuverts } from '../queries.ts'

/** Procedures in force, and those being designed. */
export const liste = page({
  path: '/conception',
  may: mayConcevoir,
  titre: 'Concevoir les démarches',
  gabarit: 'agent',
  load: async ({ db }) => {
    const projets = await listOuverts(db)
    const vigueur = await listEnVigueur(db)
    return {
      projets: projets.map(({ contenu, ...p }) => ({ ...p, fautes: fautesDe(contenu).length })),
      demarches: vigueur.map((d) => ({ code: d.code, titre: d.titre, version: d.version, pour: d.pour, projet: projets.find((p) => p.code === d.code)?.id })),
    }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Concevoir les démarches" genre="agent">
      <Bande titre="Concevoir les démarches" actions={<Bouton href="/conception/nouveau">Nouvelle démarche</Bouton>} />
      <Tableau
        vue={vue}
        legende="En projet : personne ne les voit encore"
        titreVisible
        fiche
        lignes={d.projets}
        cle={(p) => p.id}
        colonnes={[
          { titre: 'Démarche', entete: true, cellule: (p) => <a href={`/conception/${p.id}`}>{p.titre}</a> },
          { titre: 'Genre', cellule: (p) => (p.base ? `Révision de la version ${p.base}` : 'Nouvelle') },
          { titre: 'État', place: 'etat', cellule: (p) => <Etiquette ton={p.fautes > 0 ? 'pause' : 'bon'}>{p.fautes > 0 ? `${p.fautes} à finir` : 'Peut être publiée'}</Etiquette> },
          { titre: 'Dernier changement', cellule: (p) => `${momentRelatif(p.modifieLe, vue.maintenant)}, ${p.modifieParNom}` },
        ]}
        vide={<p>Aucun projet ouvert. Commencez une démarche, ou révisez-en une ci-dessous.</p>}
      />
      <Tableau
        vue={vue}
        legende="En vigueur"
        titreVisible
        fiche
        lignes={d.demarches}
        cle={(x) => x.code}
        colonnes={[
          { titre: 'Démarche', entete: true, cellule: (x) => <a href={`/conception/demarches/${x.code}`}>{x.titre}</a> },
          { titre: 'Pour', cellule: (x) => (x.pour === 'agents' ? 'Les agents' : 'Tout le monde') },
          { titre: 'Version', cellule: (x) => String(x.version) },
          {
            titre: 'Geste',
            cellule: (x) =>
              x.projet ? (
                <a href={`/conception/${x.projet}`}>
                  Continuer la révision<span class="sr"> : {x.titre}</span>
                </a>
              ) : (
                <BoutonSeul vue={vue} action={`/conception/demarches/${x.code}/reviser`} ton="second" taille="petit">
                  Réviser<span class="sr"> : {x.titre}</span>
                </BoutonSeul>
              ),
          },
        ]}
        vide={<p>Aucune démarche publiée.</p>}
      />
    </Gabarit>
  ),
})

/** Begin from nothing, or from the files of a procedure made elsewhere. */
export const nouveau = page({
  path: '/conception/nouveau',
  may: mayConcevoir,
  titre: 'Nouvelle démarche',
  gabarit: 'agent',
  load: async () => ({}),
  view: (_, vue) => (
    <Gabarit vue={vue} titre="Nouvelle démarche" genre="agent" ariane={[{ libelle: 'Concevoir', href: '/conception' }]} etroit>
      <h1>Nouvelle démarche</h1>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action="/conception/nouveau">
        <Texte vue={vue} nom="titre" libelle="Comment s’appelle-t-elle ?" aide="Comme on la demande au guichet, par exemple « Autorisation d’inhumation »" max={80} />
        <Actions>
          <Bouton>Commencer</Bouton>
        </Actions>
      </Formulaire>
      <Panneau titre="Ou importer une démarche" id="importer">
        <p>Envoyez l’archive ZIP d’une démarche exportée d’Iroko : sa définition, son modèle, ses tables et ses images.</p>
        <Formulaire vue={vue} action="/conception/importer-dossier" libelle="Importer une archive" multipart>
          <FichierChamp vue={vue} nom="dossier" libelle="Archive de la démarche" aide="ZIP, 4 Mo au plus" accept=".zip,application/zip" />
          <Actions>
            <Bouton ton="second">Importer l’archive</Bouton>
          </Actions>
        </Formulaire>
        <details open={vue.erreurs.definition !== undefined}>
        <summary>Ou coller le texte des fichiers</summary>
        <Formulaire vue={vue} action="/conception/importer" libelle="Importer">
          <ZoneTexte vue={vue} nom="definition" libelle="Texte de demarche.yaml" lignes={6} />
          <ZoneTexte vue={vue} nom="modele" libelle="Texte de document.typ" facultatif lignes={4} />
          <Actions>
            <Bouton ton="second">Importer</Bouton>
          </Actions>
        </Formulaire>
        </details>
      </Panneau>
    </Gabarit>
  ),
})
