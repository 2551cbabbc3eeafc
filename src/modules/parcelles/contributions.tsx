import { dateSimple, pluriel } from '../../lib/francais.ts'
import { ajouterJours, ecart, jourLocal } from '../../kernel/calendrier/index.ts'
import { midi } from '../../kernel/calendrier/jour.ts'
import type { Contributions, Journee, Lecture } from '../../kernel/module.ts'
import { Tableau } from '../../ui/index.ts'
import { countImportations, listNomsImportations } from './importation/importation.queries.ts'
import { OBJETS } from './opposition.ts'
import { listFinissant } from './opposition.queries.ts'
import { listParcelles, listParIds } from './parcelle.queries.ts'
import { nommer } from './parcelle.ts'
import { sujetParcelle } from './porte.ts'

/** Days ahead, and behind, that the day of an agent looks at. */
const SEMAINE = 7

/** What the register asks today: notices whose period ends, or has just ended, and imports that wait or left lines out. Nothing when it asks nothing. */
async function journee(lu: Lecture): Promise<Journee | undefined> {
  const [publier, importer] = [lu.porteePour('parcelles.publier'), lu.porteePour('parcelles.importer')]
  if (lu.acteur.genre !== 'agent' || (publier.vide && importer.vide)) return undefined
  const jour = jourLocal(lu.maintenant)
  const avis = publier.vide ? [] : await listFinissant(lu.db, publier, ajouterJours(jour, -SEMAINE), ajouterJours(jour, SEMAINE))
  const imports = importer.vide ? { attendent: 0, refus: 0 } : await countImportations(lu.db, importer, new Date(lu.maintenant.getTime() - SEMAINE * 86_400_000))
  if (avis.length + imports.attendent + imports.refus === 0) return undefined
  return {
    comptes: [
      ...(avis.length > 0 ? [{ nombre: avis.length, libelle: avis.length > 1 ? 'avis fonciers finissent' : 'avis foncier finit', href: '#avis-fonciers', ton: 'att' as const, details: ['cette semaine, ou la semaine passée'] }] : []),
      ...(imports.attendent > 0 ? [{ nombre: imports.attendent, libelle: imports.attendent > 1 ? 'imports de parcelles à confirmer' : 'import de parcelles à confirmer', href: '/parcelles/imports', ton: 'att' as const }] : []),
      ...(imports.refus > 0 ? [{ nombre: imports.refus, libelle: imports.refus > 1 ? 'imports ont des lignes dehors' : 'import a des lignes dehors', href: '/parcelles/imports#finis', details: ['depuis une semaine'] }] : []),
    ],
    ...(avis.length > 0 ? { vue: (vue) => <Finissants vue={vue} avis={avis} jour={jour} /> } : {}),
  }
}

function Finissants({ vue, avis, jour }: { vue: Parameters<NonNullable<Journee['vue']>>[0]; avis: Awaited<ReturnType<typeof listFinissant>>; jour: string }) {
  const reste = (au: string) => {
    const n = ecart(jour, au)
    return n < 0 ? `fini depuis ${pluriel(-n, 'jour')}` : n === 0 ? 'finit ce soir' : `encore ${pluriel(n, 'jour')}`
  }
  return (
    <section class="pile" id="avis-fonciers" aria-labelledby="t-avis-fonciers">
      <h2 id="t-avis-fonciers">Avis fonciers qui finissent</h2>
      <Tableau
        vue={vue}
        legende="Avis fonciers, celui qui finit d’abord"
        lignes={avis}
        cle={(o) => o.id}
        colonnes={[
          { titre: 'Parcelle', entete: true, cellule: (o) => <a href={`/parcelles/avis/${o.id}`}>{nommer(o)}</a> },
          { titre: 'Objet', cellule: (o) => OBJETS[o.objet] },
          { titre: 'Dernier jour', cellule: (o) => `${dateSimple(midi(o.au))}, ${reste(o.au)}` },
        ]}
        vide={null}
      />
    </section>
  )
}

const PARCELLE = /^parcelle:([0-9a-f-]{36})$/
const IMPORT = /^importation:([0-9a-f-]{36})$/

/** What parcelles give to the agent's day and to the screens that name objects. */
export const contributions: Contributions = {
  journee,
  nommerObjets: async ({ db, porteePour }, objets) => {
    const portee = porteePour('parcelles.lire')
    const ids = portee.vide ? [] : objets.flatMap((o) => PARCELLE.exec(o)?.[1] ?? [])
    const lues = ids.length === 0 ? [] : await listParIds(db, portee, ids)
    const noms = new Map(lues.map((p): [string, { titre: string; href: string }] => [`parcelle:${p.id}`, { titre: nommer(p), href: `/parcelles/${p.id}` }]))
    const importer = porteePour('parcelles.importer')
    const imports = importer.vide ? [] : objets.flatMap((o) => IMPORT.exec(o)?.[1] ?? [])
    for (const i of imports.length === 0 ? [] : await listNomsImportations(db, importer, imports)) noms.set(`importation:${i.id}`, { titre: `Import de ${i.nom}`, href: `/parcelles/imports/${i.id}` })
    return noms
  },
  sujetDe: async (db, objet) => {
    const id = PARCELLE.exec(objet)?.[1]
    return id ? sujetParcelle({ db, params: { id } }) : undefined
  },
  // A designation is made of several words: it names a parcel when only one has them all.
  trouverObjet: async ({ db, porteePour }, nom) => {
    const portee = porteePour('parcelles.lire')
    if (portee.vide || !/\b(?:lot|el|parcelle)\b/i.test(nom)) return undefined
    const lues = await listParcelles(db, portee, { cherche: nom.replaceAll(',', ' '), etat: 'toutes', jour: '2000-01-01', limite: 2 })
    return lues.length === 1 ? `parcelle:${lues[0]!.id}` : undefined
  },
}
