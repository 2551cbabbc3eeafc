import { pluriel } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { ChampSecondFacteur } from '../../../../kernel/identite/champ-second-facteur.tsx'
import { page } from '../../../../kernel/module.ts'
import { Actions, Avis, Bouton, DateChamp, Formulaire, Gabarit, Panneau, ResumeErreurs, ZoneTexte } from '../../../../ui/index.ts'
import { jugerProjet } from '../juger.ts'
import { exigerChanger, mayRegler, parProjet, sujetProjet, versListe, versProjet } from '../porte.ts'
import { getProjet } from '../projet.queries.ts'
import { Changements } from './changements.tsx'
import { titreProjet } from './projet.tsx'

const Points = ({ points }: { points: readonly string[] }) => (
  <ul>
    {points.map((p) => (
      <li key={p}>{p}</li>
    ))}
  </ul>
)

/** Reads a draft again, as a whole, and publishes it. */
export const publier = page({
  path: '/legalite/regles/projet/:genre/:territoire/publier',
  may: mayRegler,
  titre: 'Publier une liste du contrôle',
  gabarit: 'agent',
  params: parProjet,
  sujet: sujetProjet,
  load: async (lu) => {
    const { genre, territoire } = lu.params
    exigerChanger(lu, territoire)
    const projet = await getProjet(lu.db, lu.params)
    const { cadre, ...jugement } = await jugerProjet(lu, projet)
    const jour = jourLocal(lu.maintenant)
    return { cadre, ...jugement, projet, titre: titreProjet(genre, territoire, lu.maison.territoires), jour: cadre.derniere && cadre.derniere.du > jour ? cadre.derniere.du : jour }
  },
  view: (d, vue) => {
    const { cadre, projet } = d
    const pret = d.fautes.length === 0 && d.changements.length > 0
    const suivante = (cadre.derniere?.version ?? 0) + 1
    return (
      <Gabarit vue={vue} titre={`Publier : ${d.titre}`} genre="agent" etroit scripts={['cle-acces.js']} ariane={[{ libelle: 'Règles du contrôle', href: '/legalite/regles' }, { libelle: d.titre, href: versListe(cadre) }, { libelle: 'Projet', href: versProjet(cadre) }]}>
        <h1>Relire et publier</h1>
        <p class="chapeau">{d.titre}</p>
        <ResumeErreurs vue={vue} />
        {d.fautes.length > 0 ? (
          <Avis ton="non" titre={`${pluriel(d.fautes.length, 'point', 'points')} à corriger avant de publier`} niveau={2}>
            <Points points={d.fautes} />
          </Avis>
        ) : null}
        {d.changements.length === 0 ? <p>Rien n’a changé depuis la dernière version : il n’y a rien à publier.</p> : <Changements changements={d.changements} titre={cadre.derniere ? `Ce qui change depuis la version ${cadre.derniere.version}` : 'Ce qui s’ajoute'} />}
        {d.confirmees.length > 0 ? (
          <Avis ton="att" titre="Vous confirmez ce que nul n’avait confirmé" niveau={2}>
            <Points points={d.confirmees.map((nom) => (cadre.genre === 'regles' ? `Vous confirmez : ${nom}. Ses effets deviendront réels` : `Vous confirmez : ${nom}`))} />
          </Avis>
        ) : null}
        {d.avertissements.length > 0 ? (
          <Avis titre="À savoir" niveau={2}>
            <Points points={d.avertissements} />
          </Avis>
        ) : null}
        <p>{d.enCours === 0 ? 'Aucun acte n’est au contrôle.' : `${pluriel(d.enCours, 'acte au contrôle garde', 'actes au contrôle gardent')} ${d.enCours === 1 ? 'les règles sous lesquelles il a été reçu' : 'les règles sous lesquelles ils ont été reçus'}.`}</p>
        {pret ? (
          <Panneau titre="Publier" id="publier" ton="fort">
            <Formulaire vue={vue} action={versProjet(cadre, '/publier')} libelle="Publier">
              <input type="hidden" name="_revision" value={projet.revision} />
              <DateChamp vue={vue} nom="du" libelle="Premier jour d’application" aide="La nouvelle version vaut pour les actes reçus à partir de ce jour." valeur={d.jour} />
              <ZoneTexte vue={vue} nom="note" libelle="Pourquoi ce changement" aide="Le texte qui le demande, ou la raison. Chacun le lira." lignes={3} max={500} />
              <ChampSecondFacteur vue={vue} verbe="Publier" />
              <Actions>
                <Bouton>Publier la version {suivante}</Bouton>
                <a href={versProjet(cadre)}>Revenir au projet</a>
              </Actions>
            </Formulaire>
          </Panneau>
        ) : (
          <p>
            <a href={versProjet(cadre)}>Revenir au projet</a>
          </p>
        )}
      </Gabarit>
    )
  },
})
