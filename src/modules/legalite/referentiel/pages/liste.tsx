import { page } from '../../../../kernel/module.ts'
import { AConfirmer, Bande, Bouton, Etiquette, Gabarit, Panneau, Tableau } from '../../../../ui/index.ts'
import { direJour } from '../../acte/mots.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { compterAConfirmer } from '../corps.ts'
import { MOTS_GENRE } from '../forme/formes.ts'
import { corpsDe, departementsDe, lireCadre, mayChanger, mayLire, PAYS, versListe, versProjet } from '../porte.ts'
import { GENRES } from '../schemas.ts'

/** The seven lists of the control, and the strategies of the prefectures one may read. */
export const liste = page({
  path: '/legalite/regles',
  may: mayLire,
  titre: 'Règles du contrôle',
  gabarit: 'agent',
  load: async (lu) => {
    const cadres = await Promise.all(GENRES.map((genre) => lireCadre(lu, genre)))
    return {
      onglets: ongletsDe(lu),
      regle: mayChanger(lu, PAYS),
      departements: departementsDe(lu, lu.maison.territoires).map((d) => ({ code: d.code, nom: d.nom })),
      lignes: cadres.map(({ genre, forme, enVigueur: v, versions, projet }) => ({ genre, ...MOTS_GENRE[genre], version: v!.version, du: v!.du, par: v!.publieParNom, doute: compterAConfirmer(forme, corpsDe(v)), aVenir: versions.find((x) => x.du > v!.du && x.version > v!.version)?.du, projet: projet?.modifieParNom })),
    }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Règles du contrôle" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <Bande titre="Règles du contrôle" actions={<Bouton href="/legalite/regles/simuler" ton="second">Simuler un délai</Bouton>} />
      <Onglets ici="/legalite/regles" onglets={d.onglets} />
      <p class="chapeau">La loi du contrôle se lit ici, et le ministère la modifie ici. Un acte garde les règles sous lesquelles il a été reçu.</p>
      <Tableau
        vue={vue}
        legende="Les sept listes du contrôle"
        lignes={d.lignes}
        cle={(l) => l.genre}
        colonnes={[
          {
            titre: 'Liste', entete: true,
            cellule: (l) => (
              <div>
                <a href={versListe({ genre: l.genre, territoire: PAYS })}>{l.titre}</a>
                <p class="petit normal">{l.pour}</p>
              </div>
            ),
          },
          { titre: 'En vigueur', cellule: (l) => `Version ${l.version}, depuis le ${direJour(l.du)}` },
          { titre: 'Publiée par', cellule: (l) => l.par },
          { titre: 'À confirmer', cellule: (l) => (l.doute === 0 ? 'Tout est confirmé' : <AConfirmer>{l.doute} à confirmer</AConfirmer>) },
          {
            titre: 'À venir',
            cellule: (l) => (
              <div>
                {l.aVenir ? <Etiquette ton="info">Le {direJour(l.aVenir)}</Etiquette> : null}
                {d.regle && l.projet ? <a href={versProjet({ genre: l.genre, territoire: PAYS })}>Projet de {l.projet}</a> : null}
                {!l.aVenir && !(d.regle && l.projet) ? <span class="discret">Rien</span> : null}
              </div>
            ),
          },
        ]}
        vide={null}
      />
      {d.departements.length > 0 ? (
        <Panneau titre="Stratégies des préfectures" id="prefectures">
          <p>Chaque préfecture ajoute ses priorités à celles du pays.</p>
          <ul class="rang">
            {d.departements.map((p) => (
              <li key={p.code}>
                <a href={`/legalite/regles/strategie/${p.code}`}>{p.nom}</a>
              </li>
            ))}
          </ul>
        </Panneau>
      ) : null}
    </Gabarit>
  ),
})
