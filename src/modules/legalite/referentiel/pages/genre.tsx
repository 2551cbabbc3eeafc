import { dateSimple } from '../../../../lib/francais.ts'
import { page } from '../../../../kernel/module.ts'
import { AConfirmer, Avis, Bande, Bouton, BoutonSeul, Gabarit, Panneau, Tableau } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { direJour } from '../../acte/mots.ts'
import { compterAConfirmer } from '../corps.ts'
import { MOTS_GENRE } from '../forme/formes.ts'
import { corpsDe, lireCadre, mayChanger, mayLire, PAYS, parGenre, versProjet } from '../porte.ts'
import type { Cadre } from '../porte.ts'
import type { Version } from '../referentiel.queries.ts'
import { Contenu } from './contenu.tsx'

/** Every version of a list, the newest first, each with what it changed. */
export function Historique({ vue, cadre: { genre, territoire, versions, enVigueur } }: { vue: Vue; cadre: Pick<Cadre, 'genre' | 'territoire' | 'versions' | 'enVigueur'> }) {
  const place = (v: Version) => (v.id === enVigueur?.id ? 'En vigueur' : v.du > (enVigueur?.du ?? '') ? 'À venir' : 'Remplacée')
  return (
    <Panneau titre="Versions" id="versions">
      <Tableau
        vue={vue}
        legende="Les versions, de la plus récente à la plus ancienne"
        lignes={versions}
        cle={(v) => String(v.version)}
        colonnes={[
          { titre: 'Version', entete: true, cellule: (v) => <a href={`/legalite/regles/versions/${genre}/${territoire}/${v.version}`}>Version {v.version}</a> },
          { titre: 'S’applique dès le', cellule: (v) => direJour(v.du) },
          { titre: 'Publiée', cellule: (v) => `le ${dateSimple(v.publieLe)} par ${v.publieParNom}` },
          { titre: 'Pourquoi', cellule: (v) => v.note || <span class="discret">Rien n’est dit</span> },
          { titre: 'État', cellule: place },
        ]}
        vide={<p>Rien n’est publié.</p>}
      />
    </Panneau>
  )
}

/** The way to the draft: to begin one, or to go on with it. */
export function VersProjet({ vue, cadre, suite = 'Modifier cette liste' }: { vue: Vue; cadre: Pick<Cadre, 'genre' | 'territoire' | 'projet'>; suite?: string }) {
  return cadre.projet ? (
    <Bouton href={versProjet(cadre)}>Reprendre le projet</Bouton>
  ) : (
    <BoutonSeul vue={vue} action={versProjet(cadre)} ton="plein">
      {suite}
    </BoutonSeul>
  )
}

/** One list as it is in force today. */
export const genre = page({
  path: '/legalite/regles/:genre',
  may: mayLire,
  titre: 'Une liste du contrôle',
  gabarit: 'agent',
  params: parGenre,
  load: async (lu) => ({ cadre: await lireCadre(lu, lu.params.genre), regle: mayChanger(lu, PAYS) }),
  view: ({ cadre, regle }, vue) => {
    const { titre, pour } = MOTS_GENRE[cadre.genre]
    const v = cadre.enVigueur!
    const corps = corpsDe(v)
    const doute = compterAConfirmer(cadre.forme, corps)
    const suivante = cadre.derniere && cadre.derniere.du > v.du ? cadre.derniere : undefined
    return (
      <Gabarit vue={vue} titre={`${titre} du contrôle`} genre="agent" ariane={[{ libelle: 'Règles du contrôle', href: '/legalite/regles' }]}>
        <Bande titre={titre} actions={regle ? <VersProjet vue={vue} cadre={cadre} /> : null}>
          <span>
            Version {v.version}, en vigueur depuis le {direJour(v.du)}
          </span>
          {doute > 0 ? <AConfirmer>{doute} à confirmer</AConfirmer> : null}
        </Bande>
        <p class="chapeau">{pour}.</p>
        {suivante ? (
          <Avis titre={`La version ${suivante.version} s’appliquera dès le ${direJour(suivante.du)}`} niveau={2}>
            <p>
              <a href={`/legalite/regles/versions/${cadre.genre}/${PAYS}/${suivante.version}`}>Voir ce qu’elle change</a>
            </p>
          </Avis>
        ) : null}
        {doute > 0 && cadre.genre === 'regles' ? (
          <Avis ton="att" titre="Une règle à confirmer avertit et ne décide de rien" niveau={2}>
            <p>Écrivez le texte qui la fonde, puis confirmez-la : ses effets deviennent réels.</p>
          </Avis>
        ) : null}
        <Contenu vue={vue} forme={cadre.forme} corps={corps} />
        <Historique vue={vue} cadre={cadre} />
      </Gabarit>
    )
  },
})
