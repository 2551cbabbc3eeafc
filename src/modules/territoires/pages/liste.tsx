import { z } from 'zod'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { carteCommunes } from '../../../kernel/territoire/index.ts'
import type { CarteCommunes, Territoire, Territoires } from '../../../kernel/territoire/index.ts'
import { nombre, pluriel } from '../../../lib/francais.ts'
import { Bouton, Carte, Exports, Formulaire, Gabarit, Tableau, Texte, Vide, vueAvec } from '../../../ui/index.ts'
import type { ValeurCellule, Vue } from '../../../ui/index.ts'
import { bornesDe, classeDe, legendeDe } from '../classes.ts'
import { colonnesExport } from '../export.ts'
import { sortieTerritoire, versSortie } from '../sortie.ts'
import { direNiveau, direPopulation, lienDe, SOURCE } from '../territoire.ts'

const TROUVES_AU_PLUS = 30

type Departement = Territoire & { communes: number; arrondissements: number }
type Dessin = { carte: CarteCommunes; valeurs: Record<string, ValeurCellule>; legende: ReturnType<typeof legendeDe> }

/** Every territory: found by name, seen on the schematic map, listed by département. */
export const liste = page({
  path: '/territoires',
  may: ouvert,
  titre: 'Territoires',
  query: z.object({ q: z.string().max(100).optional(), format }),
  output: z.object({ q: z.string(), trouves: z.array(sortieTerritoire), departements: z.array(sortieTerritoire) }),
  api: true,
  load: async ({ query, maison: { territoires } }) => {
    const q = query.q?.trim() ?? ''
    const trouves = q === '' ? [] : territoires.chercher(q, { limite: TROUVES_AU_PLUS })
    const departements = territoires.tous('departement').map((t) => detaillerDepartement(territoires, t))
    const tous = query.format ? (q === '' ? (['departement', 'commune', 'arrondissement', 'village'] as const).flatMap((n) => territoires.tous(n)) : trouves) : undefined
    return { q, format: query.format, trouves: trouves.map((t) => versSortie(territoires, t)), departements: departements.map((d) => ({ ...d, ...versSortie(territoires, d) })), dessin: dessiner(territoires), tous }
  },
  corps: ({ tous, format: en }) => (tous && en ? exporter('territoires', colonnesExport, tous, en) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Territoires" description="Départements, communes et arrondissements du Bénin : bureaux, population, services." ariane={[]}>
      <h1>Territoires</h1>
      <Formulaire vue={vue} action="/territoires" methode="get" role="search" libelle="Chercher un territoire" classe="texte">
        <Texte vue={vueAvec(vue, { saisie: {} })} nom="q" libelle="Quelle commune, quel arrondissement ?" type="search" valeur={d.q} max={100} aide="Sans accents, cela marche aussi : seme podji, bohicon 1" />
        <p class="champ">
          <Bouton ico="chercher">Chercher</Bouton>
        </p>
      </Formulaire>
      {d.q === '' ? null : <Trouves vue={vue} q={d.q} trouves={d.trouves} />}
      <section class="pile suite" aria-labelledby="t-carte">
        <h2 id="t-carte">Les 12 départements</h2>
        <div class="explorer">
          <Carte
            viewBox={d.dessin.carte.viewBox}
            cellules={d.dessin.carte.cellules}
            contours={d.dessin.carte.contours}
            valeurs={d.dessin.valeurs}
            lien={(c) => `/territoires/${c.code}`}
            legende={d.dessin.legende}
            source={`Habitants de chaque commune. ${SOURCE}. ${d.dessin.carte.source}.`}
          />
          <div class="pile">
            <Departements vue={vue} departements={d.departements} />
            <p class="petit discret">Habitants : {SOURCE}.</p>
            <Exports vue={vue} />
          </div>
        </div>
      </section>
    </Gabarit>
  ),
})

function detaillerDepartement(territoires: Territoires, t: Territoire): Departement {
  const communes = territoires.enfants(t.code).filter((c) => c.fermeLe === null)
  const arrondissements = communes.reduce((n, c) => n + territoires.enfants(c.code).filter((a) => a.fermeLe === null).length, 0)
  return { ...t, communes: communes.length, arrondissements }
}

function dessiner(territoires: Territoires): Dessin {
  const communes = territoires.tous('commune')
  const bornes = bornesDe(communes.flatMap((c) => c.population2013 ?? []))
  const valeurs = Object.fromEntries(communes.map((c) => [c.code, { classe: classeDe(c.population2013, bornes), texte: `${direPopulation(c.population2013)} habitants` }]))
  return { carte: carteCommunes(territoires), valeurs, legende: legendeDe(bornes) }
}

function Trouves({ vue, q, trouves }: { vue: Vue; q: string; trouves: readonly z.infer<typeof sortieTerritoire>[] }) {
  return (
    <section class="pile suite" aria-labelledby="t-trouves">
      <h2 id="t-trouves">{trouves.length === 0 ? 'Aucun territoire trouvé' : pluriel(trouves.length, 'territoire trouvé', 'territoires trouvés')}</h2>
      <Tableau
        vue={vue}
        legende={`Territoires dont le nom ressemble à ${q}`}
        lignes={trouves}
        cle={(t) => t.code}
        colonnes={[
          { titre: 'Nom', entete: true, cellule: (t) => <a href={lienDe(t)}>{t.nom}</a> },
          { titre: 'Niveau', cellule: (t) => direNiveau(t.niveau) },
          { titre: 'Où', cellule: (t) => t.chemin.split(', ').slice(1).join(', ') },
        ]}
        vide={
          <Vide titre={`Rien ne ressemble à « ${q} »`} action={<a href="/territoires">Revenir à la carte</a>}>
            Essayez le début du nom, ou le nom de la commune.
          </Vide>
        }
      />
    </section>
  )
}

function Departements({ vue, departements }: { vue: Vue; departements: readonly Departement[] }) {
  return (
    <Tableau
      vue={vue}
      legende="Les départements, leurs communes et leurs habitants"
      lignes={departements}
      cle={(d) => d.code}
      dense
      colonnes={[
        { titre: 'Département', entete: true, cellule: (d) => <a href={lienDe(d)}>{d.nom}</a> },
        { titre: 'Communes', nombre: true, cellule: (d) => d.communes },
        { titre: 'Arrondissements', nombre: true, cellule: (d) => d.arrondissements },
        { titre: 'Habitants', nombre: true, cellule: (d) => (d.population2013 === null ? 'non connu' : nombre(d.population2013, 0)) },
      ]}
      vide={null}
    />
  )
}
