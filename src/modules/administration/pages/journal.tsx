import { z } from 'zod'
import { dateChiffres, heure, lierNumero } from '../../../lib/francais.ts'
import { findAgent } from '../../../kernel/identite/agent.queries.ts'
import { listEntrees, retard } from '../../../kernel/journal/index.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { Etiquette, Filtre, Filtres, Gabarit, Pages, Tableau, Vide } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

/** Names of the agents who act in these entries, so that the list reads; the journal itself holds only keys. */
async function nomsDe(db: Db, acteurs: readonly string[]): Promise<Map<string, string>> {
  const agents = [...new Set(acteurs.filter((a) => /^agent:[0-9a-f-]{36}$/.test(a)))]
  const noms = await Promise.all(agents.map(async (a) => [a, (await findAgent(db, a.slice(6)))?.nom] as const))
  return new Map(noms.flatMap(([cle, nom]) => (nom ? [[cle, nom]] : [])))
}

/** The journal: every act, latest first, filtered. */
export const journal = page({
  path: '/administration/journal',
  may: permission('administration.journal'),
  titre: 'Journal',
  gabarit: 'agent',
  query: z.object({ verbe: z.string().max(80).optional(), objet: z.string().max(200).optional(), acteur: z.string().max(200).optional(), apres: z.uuid().optional() }),
  load: async (lu) => {
    const { db, query: q, maison, portee } = lu
    const propre = (texte: string | undefined) => (texte?.trim() ? texte.trim() : undefined)
    const filtre = { verbe: propre(q.verbe), objet: propre(q.objet), acteur: propre(q.acteur), avant: q.apres }
    const { entrees, suivant } = await listEntrees(db, { portee: { codes: portee.codes }, ...Object.fromEntries(Object.entries(filtre).filter(([, v]) => v !== undefined)) })
    const titres = new Map(maison.modules.flatMap((m) => m.actions.map((a) => [a.nom, a.titre] as const)))
    const noms = await nomsDe(db, entrees.map((e) => e.acteur))
    return {
      entrees: entrees.map((e) => ({ ...e, titre: titres.get(e.verbe) ?? e.verbe, qui: noms.get(e.acteur) ?? e.acteur, lieu: e.territoire ? (maison.territoires.trouver(e.territoire)?.nom ?? e.territoire) : '' })),
      suivant,
      retard: await retard(db),
      verbes: [...titres].map(([valeur, libelle]) => ({ valeur, libelle: `${libelle} (${valeur})` })).toSorted((a, b) => a.libelle.localeCompare(b.libelle, 'fr')),
      ecrans: ecransDe(lu),
    }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Journal" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <h1>Journal</h1>
      <p class="discret">
        Chaque acte y entre dans la même transaction que lui. Les lignes sont numérotées dans un arbre que personne ne peut réécrire ; <a href="/journal">chacun peut le vérifier</a>.
      </p>
      <h2 class="sr">Entrées</h2>
      <Filtres vue={vue} libelle="Filtrer le journal">
        <Filtre vue={vue} nom="verbe" libelle="Acte" tous="Tous" options={d.verbes} />
        <Filtre vue={vue} nom="objet" libelle="Objet" type="search" />
        <Filtre vue={vue} nom="acteur" libelle="Acteur" type="search" />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Entrées, la dernière d’abord"
        dense
        lignes={d.entrees}
        cle={(e) => e.id}
        colonnes={[
          { titre: 'Acte', entete: true, cellule: (e) => <span>{e.titre}</span> },
          { titre: 'Quand', cellule: (e) => `${dateChiffres(e.le)}, ${heure(e.le)}` },
          { titre: 'Qui', cellule: (e) => e.qui },
          { titre: 'Objet', cellule: (e) => e.objet },
          { titre: 'Lieu', cellule: (e) => <span>{lierNumero(e.lieu) || <span class="discret">aucun lieu</span>}</span> },
          { titre: 'Rang', nombre: true, cellule: (e) => (e.rang === null ? <Etiquette ton="cours">en attente</Etiquette> : <span class="code">{e.rang}</span>) },
        ]}
        vide={<Vide titre="Aucune entrée ne correspond">Enlevez un filtre.</Vide>}
      />
      <Pages vue={vue} apres={d.suivant} phrase={d.retard.nombre > 0 ? `${d.retard.nombre} en attente de numéro` : undefined} />
    </Gabarit>
  ),
})
