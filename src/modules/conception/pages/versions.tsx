import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { dateSimple, pluriel } from '../../../lib/francais.ts'
import { page } from '../../../kernel/module.ts'
import { Actions, Bouton, BoutonSeul, Cases, Etiquette, Formulaire, Gabarit, Pages, Panneau, ResumeErreurs, Tableau } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { findEnVigueur, jugerDeplacements, listVersions } from '../../demarches/index.ts'
import type { Deplacement } from '../../demarches/index.ts'
import { mayConcevoir } from '../porte.ts'
import { findOuvert } from '../queries.ts'

export const parCode = z.object({ code: z.string().regex(/^[a-z0-9-]{3,60}$/) })
/** Files judged on a page; « tous » moves those of the page, and the next page has the next ones. */
export const DEPLACES_AU_PLUS = 200

/** A published procedure: its versions, and the running files that could follow the last one. */
export const versions = page({
  path: '/conception/demarches/:code',
  may: mayConcevoir,
  titre: 'Versions d’une démarche',
  gabarit: 'agent',
  params: parCode,
  query: z.object({ apres: z.uuid().optional().catch(undefined) }),
  load: async ({ db, params, query, maison, maintenant, porteePour }) => {
    const demarche = await findEnVigueur(db, params.code)
    if (!demarche) throw new Introuvable('Cette démarche n’existe pas')
    const [liste, projet, deplacements] = await Promise.all([
      listVersions(db, params.code),
      findOuvert(db, params.code),
      jugerDeplacements(db, demarche, { maintenant, territoires: maison.territoires }, DEPLACES_AU_PLUS, query.apres),
    ])
    const enCours = liste.filter((v) => v.version < demarche.version).reduce((n, v) => n + v.enCours, 0)
    return { demarche, liste, projet, enCours, deplacements, apres: query.apres, suivant: deplacements.length === DEPLACES_AU_PLUS ? deplacements.at(-1)!.id : undefined, peut: !porteePour('conception.publier').vide }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre={d.demarche.titre} genre="agent" ariane={[{ libelle: 'Concevoir', href: '/conception' }]}>
      <h1>{d.demarche.titre}</h1>
      <ResumeErreurs vue={vue} />
      <div class="rang">
        {d.projet ? <Bouton href={`/conception/${d.projet.id}`}>Continuer la révision</Bouton> : <BoutonSeul vue={vue} action={`/conception/demarches/${d.demarche.code}/reviser`}>Réviser</BoutonSeul>}
        <BoutonSeul vue={vue} action={`/conception/demarches/${d.demarche.code}/copier`} ton="second">
          Copier
        </BoutonSeul>
        <a href={d.demarche.pour === 'agents' ? '/demandes' : `/demarches/${d.demarche.code}`}>La voir comme le public</a>
      </div>
      <Tableau
        vue={vue}
        legende="Versions publiées : elles ne changent jamais"
        titreVisible
        lignes={d.liste}
        cle={(v) => String(v.version)}
        colonnes={[
          { titre: 'Version', entete: true, cellule: (v) => <>{v.version > 1 ? <a href={`/conception/demarches/${d.demarche.code}/versions/${v.version}`}>{v.version}<span class="sr"> : ce qui a changé</span></a> : v.version} {v.version === d.demarche.version ? <Etiquette ton="bon">En vigueur</Etiquette> : null}</> },
          { titre: 'Publiée le', cellule: (v) => dateSimple(v.publieeLe) },
          { titre: 'Par', cellule: (v) => (v.origine === 'contenu' ? 'Installation' : 'Cet écran') },
          { titre: 'Dossiers en cours', cellule: (v) => String(v.enCours) },
          { titre: 'Brouillons', cellule: (v) => String(v.brouillons) },
        ]}
        vide={null}
      />
      <Deplacer vue={vue} d={d} />
    </Gabarit>
  ),
})

type Donnees = { demarche: { code: string; version: number }; enCours: number; deplacements: readonly Deplacement[]; apres: string | undefined; suivant: string | undefined; peut: boolean }

function Deplacer({ vue, d }: { vue: Vue; d: Donnees }) {
  if (d.enCours === 0) return <p class="discret">Aucun dossier en cours ne suit une version d’avant.</p>
  const surs = d.deplacements.filter((x) => x.raisons.length === 0)
  const non = d.deplacements.filter((x) => x.raisons.length > 0)
  return (
    <Panneau titre={`${pluriel(d.enCours, 'dossier en cours suit', 'dossiers en cours suivent')} une version d’avant`} id="deplacer">
      <p>Un dossier se déplace quand aucune réponse n’est perdue ni ne manque, et que la station où il attend existe encore. Son délai est alors compté selon la version {d.demarche.version}.</p>
      {surs.length > 0 && d.peut ? (
        <Formulaire vue={vue} action={`/conception/demarches/${d.demarche.code}/deplacer`} libelle="Déplacer des dossiers">
          {d.apres ? <input type="hidden" name="apres" value={d.apres} /> : null}
          <Cases vue={vue} nom="dossier" libelle="Ces dossiers peuvent suivre" options={surs.map((x) => ({ valeur: x.id, libelle: x.numero, aide: `version ${x.version}` }))} />
          <Actions>
            <Bouton>Déplacer ceux que j’ai cochés</Bouton>
            <Bouton ton="second" nom="tous" valeur="oui">
              Déplacer les {surs.length}
            </Bouton>
          </Actions>
        </Formulaire>
      ) : (
        <p>{surs.length === 0 ? `${d.suivant || d.apres ? 'Parmi ceux de cette page, aucun' : 'Aucun'} ne peut suivre sans perdre quelque chose.` : `${pluriel(surs.length, 'dossier peut', 'dossiers peuvent')} suivre ; qui publie les déplace.`}</p>
      )}
      {non.length > 0 ? (
        <Tableau
          vue={vue}
          legende="Ceux-ci restent sur leur version"
          titreVisible
          lignes={non}
          cle={(x) => x.id}
          colonnes={[
            { titre: 'Dossier', entete: true, cellule: (x) => <span class="code">{x.numero}</span> },
            { titre: 'Version', cellule: (x) => String(x.version) },
            { titre: 'Pourquoi', cellule: (x) => x.raisons.join('. ') },
          ]}
          vide={null}
        />
      ) : null}
      <Pages vue={vue} apres={d.suivant} />
    </Panneau>
  )
}
