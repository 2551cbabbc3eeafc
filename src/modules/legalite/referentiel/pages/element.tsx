import { Introuvable } from '../../../../lib/erreurs.ts'
import { page } from '../../../../kernel/module.ts'
import { Actions, Bouton, CaseSeule, comparerVersions, Courriel, DeuxVersions, Formulaire, Gabarit, Panneau, ResumeErreurs, Revision, valeurDe as texteDe } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { findPlace, lireListe } from '../corps.ts'
import type { Place } from '../corps.ts'
import { exempleDe, REMPLACES } from '../forme/lettre.ts'
import { Champs } from '../forme/vue.tsx'
import { exigerChanger, lireCadre, mayRegler, parPlace, sujetProjet, versListe, versProjet } from '../porte.ts'
import { getProjet } from '../projet.queries.ts'
import { suivrePlace, valeurDe } from '../revision.ts'
import { existePorte } from '../usage.queries.ts'
import { titreProjet } from './projet.tsx'

/** The column of acts that bears the codes of a kind of list. */
export const colonneDe = (genre: string): 'nature' | 'matiere' | undefined => (genre === 'natures' ? 'nature' : genre === 'matieres' ? 'matiere' : undefined)

/** One part of a draft. */
export const element = page({
  path: '/legalite/regles/projet/:genre/:territoire/:ou',
  may: mayRegler,
  titre: 'Changer une partie d’une liste du contrôle',
  gabarit: 'agent',
  params: parPlace,
  sujet: sujetProjet,
  load: async (lu) => {
    const { genre, territoire, ou } = lu.params
    exigerChanger(lu, territoire)
    const [cadre, projet] = await Promise.all([lireCadre(lu, genre, territoire), getProjet(lu.db, lu.params)])
    const place = findPlace(cadre.forme, projet.corps, ou)
    if (!place) throw new Introuvable('Cette partie n’est plus dans le projet')
    const colonne = colonneDe(genre)
    const porte = colonne && place.code ? await existePorte(lu.db, colonne, place.code) : false
    return { cadre, projet, place, porte, seul: place.liste ? lireListe(projet.corps, place.liste).length < 2 : true, titre: titreProjet(genre, territoire, lu.maison.territoires) }
  },
  view: ({ cadre, projet, place, porte, seul, titre }, vue) => {
    const e = valeurDe(place)
    const versions = comparerVersions(vue, suivrePlace(place.champs, e, vue.maintenant))
    const ici = versProjet(cadre, `/${place.ou}`)
    const lettre = cadre.genre === 'lettres' && place.liste !== undefined
    return (
      <Gabarit vue={vue} titre={`${place.titre}, projet`} genre="agent" etroit {...(lettre ? { scripts: ['apercu.js'] } : {})} ariane={[{ libelle: 'Règles du contrôle', href: '/legalite/regles' }, { libelle: titre, href: versListe(cadre) }, { libelle: 'Projet', href: versProjet(cadre) }]}>
        <h1>{place.titre}</h1>
        <ResumeErreurs vue={vue} />
        <DeuxVersions versions={versions} />
        {lettre ? <Remplaces /> : null}
        <Formulaire vue={vue} action={ici} libelle={place.titre} garde classe={lettre ? 'conception' : undefined} parDefaut={{ nom: '_geste', valeur: '' }}>
          <Revision valeur={versions.revision} />
          <Champs vue={versions.vue} champs={place.champs} e={e} />
          {porte ? <CaseSeule vue={vue} nom="memeSens" libelle="Sens du nom" phrase="Si je change le nom, c’est la même chose, mieux dite. Des actes le portent : pour autre chose, j’ajoute un nouveau nom." /> : null}
          <Actions>
            <Bouton>{versions.ecarts ? 'Enregistrer ma version' : 'Enregistrer'}</Bouton>
            {lettre ? (
              <Bouton nom="_geste" valeur="apercu" ton="second">
                Voir l’aperçu
              </Bouton>
            ) : null}
            <a href={versProjet(cadre)}>Ne rien changer</a>
          </Actions>
        </Formulaire>
        {lettre ? <Apercu vue={vue} place={place} /> : null}
        {place.liste && !place.liste.fixe ? <Rang vue={vue} ici={ici} revision={projet.revision} nom={place.liste.un} seul={seul} /> : null}
      </Gabarit>
    )
  },
})

/** Where a part stands among the others. */
function Rang({ vue, ici, revision, nom, seul }: { vue: Vue; ici: string; revision: number; nom: string; seul: boolean }) {
  return (
    <Panneau titre="Place dans la liste" id="rang">
      <Formulaire vue={vue} action={`${ici}/ranger`} libelle="Déplacer ou retirer">
        <input type="hidden" name="_revision" value={revision} />
        <div class="rang">
          {seul ? null : (
            <>
              <Bouton nom="geste" valeur="monter" ton="second">
                Monter
              </Bouton>
              <Bouton nom="geste" valeur="descendre" ton="second">
                Descendre
              </Bouton>
            </>
          )}
          <Bouton nom="geste" valeur="retirer" ton="danger">
            Retirer
          </Bouton>
        </div>
      </Formulaire>
      <p class="petit discret">Retirer {nom} ne change rien aux actes déjà reçus.</p>
    </Panneau>
  )
}

/** What may be written between braces. */
function Remplaces() {
  return (
    <details>
      <summary>Ce que la plateforme remplit</summary>
      <ul>
        {REMPLACES.map((r) => (
          <li key={r.nom}>
            <span class="code">{`{${r.nom}}`}</span> : {r.mots}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The letter for an example act, from what is typed. */
function Apercu({ vue, place }: { vue: Vue; place: Place }) {
  const texte = texteDe(vue, 'texte', String(place.valeur?.['texte'] ?? ''))
  return (
    <Panneau titre="Aperçu, pour un acte d’exemple" id="apercu">
      <div data-apercu="">
        <Courriel entete={<p>{texteDe(vue, 'titre', String(place.valeur?.['titre'] ?? ''))}</p>} texte={exempleDe(texte.replace(/\r\n?/g, '\n'))} />
      </div>
    </Panneau>
  )
}
