import { dateHeure } from '../../../../lib/francais.ts'
import { page } from '../../../../kernel/module.ts'
import { Actions, Avis, Bande, Bouton, Formulaire, Gabarit, Panneau, ResumeErreurs } from '../../../../ui/index.ts'
import type { Territoires } from '../../../../kernel/territoire/index.ts'
import { comparerCorps } from '../diff.ts'
import { MOTS_GENRE } from '../forme/formes.ts'
import { corpsDe, exigerChanger, lireCadre, mayRegler, parProjet, PAYS, sujetProjet, versListe, versProjet } from '../porte.ts'
import { getProjet } from '../projet.queries.ts'
import type { Genre } from '../schemas.ts'
import { Changements } from './changements.tsx'
import { Contenu } from './contenu.tsx'

/** What a draft is called: its kind, or the prefecture whose strategy it is. */
export const titreProjet = (genre: Genre, territoire: string, territoires: Territoires): string => (territoire === PAYS ? MOTS_GENRE[genre].titre : `Stratégie, ${territoires.trouver(territoire)?.nom ?? territoire}`)

/** A list being changed: what it will say, and what differs from the last version. */
export const projet = page({
  path: '/legalite/regles/projet/:genre/:territoire',
  may: mayRegler,
  titre: 'Projet d’une liste du contrôle',
  gabarit: 'agent',
  params: parProjet,
  sujet: sujetProjet,
  load: async (lu) => {
    const { genre, territoire } = lu.params
    exigerChanger(lu, territoire)
    const [cadre, ici] = await Promise.all([lireCadre(lu, genre, territoire), getProjet(lu.db, lu.params)])
    return { cadre, ici, titre: titreProjet(genre, territoire, lu.maison.territoires), changements: comparerCorps(cadre.forme, corpsDe(cadre.derniere), ici.corps) }
  },
  view: ({ cadre, ici, titre, changements }, vue) => (
    <Gabarit vue={vue} titre={`Projet : ${titre}`} genre="agent" ariane={[{ libelle: 'Règles du contrôle', href: '/legalite/regles' }, { libelle: titre, href: versListe(cadre) }]}>
      <Bande titre={`Projet : ${titre}`} actions={changements.length > 0 ? <Bouton href={versProjet(cadre, '/publier')}>Relire et publier</Bouton> : null}>
        <span class="discret">
          Dernière main : {ici.modifieParNom}, {dateHeure(ici.modifieLe)}
        </span>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Avis titre={changements.length === 0 ? 'Rien n’a encore changé' : 'Ce projet n’est pas en vigueur'} niveau={2}>
        <p>Ouvrez une ligne pour la changer. Tout est gardé ; rien ne s’applique avant la publication.</p>
      </Avis>
      <Changements changements={changements} titre={cadre.derniere ? `Ce qui change depuis la version ${cadre.derniere.version}` : 'Ce qui s’ajoute'} />
      <Contenu vue={vue} forme={cadre.forme} corps={ici.corps} lien={(ou) => versProjet(cadre, `/${ou}`)} ajouter={(l) => versProjet(cadre, `/ajouter/${l.cle}`)} />
      <Panneau titre="Abandonner" id="abandonner">
        <p>Le projet s’efface, ce qui est en vigueur reste.</p>
        <Formulaire vue={vue} action={versProjet(cadre, '/abandonner')} libelle="Abandonner le projet">
          <input type="hidden" name="_revision" value={ici.revision} />
          <Actions>
            <Bouton ton="danger">Abandonner ce projet</Bouton>
          </Actions>
        </Formulaire>
      </Panneau>
    </Gabarit>
  ),
})
