import { comparerNoms } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import type { Db } from '../../../../kernel/db/index.ts'
import type { Maison } from '../../../../kernel/maison.ts'
import { page } from '../../../../kernel/module.ts'
import { Actions, Bouton, Cases, comparerVersions, DeuxVersions, FichierChamp, Formulaire, Gabarit, ResumeErreurs, Revision, Selection, Texte, ZoneTexte } from '../../../../ui/index.ts'
import type { Option, Vue } from '../../../../ui/index.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { exigerCirculaire, NIVEAUX } from '../circulaire.ts'
import type { Circulaire } from '../circulaire.ts'
import { getCirculaire, listCirculaires } from '../circulaire.queries.ts'
import type { LecteurCirculaires } from '../circulaire.queries.ts'
import { lecteurCirculaires, mayRegler, parId, sujetCirculaire } from '../porte.ts'
import { suivreCirculaire } from '../revision.ts'

type Listes = { departements: Option[]; matieres: Option[]; envigueur: Option[] }

async function listes({ db, maison, maintenant }: { db: Db; maison: Maison; maintenant: Date }, lecteur: LecteurCirculaires): Promise<Listes> {
  const [matieres, lues] = await Promise.all([getCourant(db, 'matieres', jourLocal(maintenant)), listCirculaires(db, lecteur, { etat: 'publiee', limite: 200 })])
  return {
    departements: maison.territoires.tous('departement').map((t) => ({ valeur: t.code, libelle: t.nom })).toSorted((a, b) => comparerNoms(a.libelle, b.libelle)),
    matieres: matieres.corps.matieres.map((m) => ({ valeur: m.code, libelle: m.libelle })),
    envigueur: lues.map((c) => ({ valeur: c.id, libelle: `${c.numero}, ${c.titre}` })),
  }
}

function Champs({ vue, d, c }: { vue: Vue; d: Listes; c?: Circulaire }) {
  return (
    <>
      <Texte vue={vue} nom="titre" libelle="Titre" valeur={c?.titre ?? null} max={200} />
      <ZoneTexte vue={vue} nom="texte" libelle="Texte" aide="Ce que chacun doit faire, et à partir de quand. Une ligne vide sépare deux paragraphes." valeur={c?.texte ?? null} lignes={10} max={20_000} />
      <FichierChamp vue={vue} nom="fichier" libelle="Circulaire signée" facultatif accept="application/pdf" aide={c?.fichier ? `Un PDF. Laissez vide pour garder « ${c.fichier} ».` : 'Un PDF, 30 Mo au plus.'} />
      <Cases vue={vue} nom="niveaux" libelle="Adressée à" options={(['departement', 'commune'] as const).map((valeur) => ({ valeur, libelle: NIVEAUX[valeur] }))} valeurs={c?.niveaux ?? []} />
      <details open={(c?.departements.length ?? 0) > 0 || (c?.matieres.length ?? 0) > 0 || Boolean(c?.remplace) || 'remplace' in vue.erreurs}>
        <summary>Certains départements, matières, circulaire remplacée</summary>
        <Cases vue={vue} nom="departements" libelle="Départements" facultatif aide="Aucun coché : tout le pays." options={d.departements} valeurs={c?.departements ?? []} />
        <Cases vue={vue} nom="matieres" libelle="Matières concernées" facultatif aide="Aucune cochée : toutes." options={d.matieres} valeurs={c?.matieres ?? []} />
        {d.envigueur.length > 0 ? <Selection vue={vue} nom="remplace" libelle="Remplace une circulaire" facultatif options={d.envigueur} valeur={c?.remplace ?? null} /> : null}
      </details>
    </>
  )
}

/** Begins a circular. */
export const nouvelleCirculaire = page({
  path: '/legalite/circulaires/nouvelle',
  may: mayRegler,
  titre: 'Écrire une circulaire',
  gabarit: 'agent',
  load: (lu) => listes(lu, lecteurCirculaires(lu)),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Écrire une circulaire" genre="agent" etroit ariane={[{ libelle: 'Circulaires', href: '/legalite/circulaires' }]}>
      <h1>Écrire une circulaire</h1>
      <p class="chapeau">Rien ne part encore : vous la relirez avant de la publier.</p>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action="/legalite/circulaires/nouvelle" libelle="Circulaire" multipart garde>
        <Champs vue={vue} d={d} />
        <Actions>
          <Bouton>Enregistrer</Bouton>
          <a href="/legalite/circulaires">Retour aux circulaires</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})

/** Corrects one that is not published. */
export const modifierCirculaire = page({
  path: '/legalite/circulaires/:id/modifier',
  may: mayRegler,
  titre: 'Corriger une circulaire',
  gabarit: 'agent',
  params: parId,
  sujet: sujetCirculaire,
  load: async (lu) => {
    const lecteur = lecteurCirculaires(lu)
    const c = await getCirculaire(lu.db, lu.params.id, lecteur)
    exigerCirculaire(c, 'modifier')
    return { ...(await listes(lu, lecteur)), c }
  },
  view: (d, vue) => {
    const versions = comparerVersions(vue, suivreCirculaire(d.c))
    return (
      <Gabarit vue={vue} titre="Corriger une circulaire" genre="agent" etroit ariane={[{ libelle: 'Circulaires', href: '/legalite/circulaires' }, { libelle: d.c.titre, href: `/legalite/circulaires/${d.c.id}` }]}>
        <h1>Corriger une circulaire</h1>
        <ResumeErreurs vue={vue} />
        <DeuxVersions versions={versions} />
        <Formulaire vue={vue} action={`/legalite/circulaires/${d.c.id}/modifier`} libelle="Circulaire" multipart garde>
          <Revision valeur={versions.revision} />
          <Champs vue={versions.vue} d={d} c={d.c} />
          <Actions>
            <Bouton>Enregistrer</Bouton>
            <a href={`/legalite/circulaires/${d.c.id}`}>Retour sans enregistrer</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})
