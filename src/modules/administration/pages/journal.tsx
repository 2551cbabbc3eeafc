import { z } from 'zod'
import { comparerNoms, dateChiffres, heure, lierNumero } from '../../../lib/francais.ts'
import { lireTri } from '../../../lib/liste.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { listAgents } from '../../../kernel/identite/agent.queries.ts'
import { listEntrees, retard } from '../../../kernel/journal/index.ts'
import type { EntreeJournal } from '../../../kernel/journal/index.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Module } from '../../../kernel/module.ts'
import { Etiquette, Exports, Filtre, Filtres, Gabarit, Pages, Tableau, Vide } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'
import { lireObjet, nommerCles } from '../objets.ts'
import type { Nomme } from '../objets.ts'

const AGENTS_AU_PLUS = 100
type Ligne = EntreeJournal & { titre: string; qui: Nomme; quoi: Nomme; lieu: string }

/** What each act and each task is called. */
const titresDe = (modules: readonly Module[]) => new Map(modules.flatMap((m) => [...m.actions, ...m.jobs].map((porte) => [porte.nom, porte.titre ?? porte.nom] as const)))
const lien = (n: Nomme) => (n.href ? <a href={n.href}>{lierNumero(n.titre)}</a> : <span>{lierNumero(n.titre)}</span>)

const colonnesExport: readonly ColonneExport<Ligne>[] = [
  ['Rang', (e) => e.rang],
  ['Date', (e) => dateChiffres(e.le)],
  ['Heure', (e) => heure(e.le)],
  ['Acte', (e) => e.titre],
  ['Qui', (e) => e.qui.titre],
  ['Objet', (e) => e.quoi.titre],
  ['Lieu', (e) => e.lieu],
]

/** The journal: every act, latest first, filtered. */
export const journal = page({
  path: '/administration/journal',
  may: permission('administration.journal'),
  titre: 'Journal',
  gabarit: 'agent',
  query: z.object({ verbe: z.string().max(80).optional(), objet: z.string().max(200).optional(), acteur: z.string().max(200).optional(), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format }),
  load: async (lu) => {
    const { db, query: q, maison, portee } = lu
    const [verbe, objet, acteur] = [q.verbe, q.objet, q.acteur].map((texte) => texte?.trim())
    const croit = !lireTri(q.tri, ['quand'], '-quand').decroit
    const { entrees, suivant } = await listEntrees(db, {
      portee: { codes: portee.codes },
      ...(verbe ? { verbe } : {}),
      ...(objet ? { objet: await lireObjet(lu, objet) } : {}),
      ...(acteur ? { acteurs: acteur.includes(':') ? [acteur] : (await listAgents(db, { codes: null }, { cherche: acteur, limite: AGENTS_AU_PLUS })).map((a) => `agent:${a.id}`) } : {}),
      ...(q.apres ? { avant: q.apres } : {}),
      ...(q.format ? { limite: EXPORT_AU_PLUS } : {}),
      croit,
    })
    const titres = titresDe(maison.modules)
    const noms = await nommerCles(lu, entrees.map((e) => e.objet), entrees.map((e) => e.acteur))
    return {
      entrees: entrees.map((e): Ligne => ({ ...e, titre: titres.get(e.verbe) ?? e.verbe, qui: noms.acteur(e.acteur), quoi: noms.objet(e.objet), lieu: e.territoire ? (maison.territoires.trouver(e.territoire)?.nom ?? e.territoire) : '' })),
      suivant,
      format: q.format,
      retard: await retard(db),
      verbes: [...titres].map(([valeur, libelle]) => ({ valeur, libelle })).toSorted((a, b) => comparerNoms(a.libelle, b.libelle)),
      ecrans: ecransDe(lu),
    }
  },
  corps: (d) => (d.format ? exporter('journal', colonnesExport, d.entrees, d.format) : undefined),
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
        <Filtre vue={vue} nom="objet" libelle="Numéro de dossier" type="search" />
        <Filtre vue={vue} nom="acteur" libelle="Agent" type="search" />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Entrées du journal"
        dense
        lignes={d.entrees}
        cle={(e) => e.id}
        colonnes={[
          { titre: 'Acte', entete: true, cellule: (e) => <span>{e.titre}</span> },
          { titre: 'Quand', tri: 'quand', cellule: (e) => `${dateChiffres(e.le)}, ${heure(e.le)}` },
          { titre: 'Qui', cellule: (e) => lien(e.qui) },
          { titre: 'Objet', cellule: (e) => lien(e.quoi) },
          { titre: 'Lieu', cellule: (e) => <span>{lierNumero(e.lieu) || <span class="discret">aucun lieu</span>}</span> },
          { titre: 'Rang', nombre: true, cellule: (e) => (e.rang === null ? <Etiquette ton="cours">en attente</Etiquette> : <span class="code">{e.rang}</span>) },
        ]}
        vide={<Vide titre="Aucune entrée ne correspond">Enlevez un filtre.</Vide>}
      />
      <Pages vue={vue} apres={d.suivant} phrase={d.retard.nombre > 0 ? `${d.retard.nombre} en attente de numéro` : undefined} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})
