import { z } from 'zod'
import { lierNumero, pluriel } from '../../../lib/francais.ts'
import { paginer, ranger, trouve } from '../../../lib/liste.ts'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { listDetenteurs } from '../../../kernel/identite/affectation.queries.ts'
import { exigeDeuxPersonnes, ROLES } from '../../../kernel/identite/role.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Acces, Module } from '../../../kernel/module.ts'
import { Etiquette, Exports, Filtre, Filtres, Gabarit, Pages, Tableau, Vide } from '../../../ui/index.ts'
import type { Colonne } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

type Droit = { nom: string; libelle: string; module: string; roles: string[]; portes: string[] }

const demande = (may: Acces, nom: string): boolean => (may.pour === 'permission' ? may.permission === nom : may.pour === 'un' && may.parmi.some((m) => demande(m, nom)))

/** Every permission with the roles that have it and the doors it opens, read from the manifests: nothing is listed twice. */
export function droitsParPermission(modules: readonly Module[]): Droit[] {
  const portes = modules.flatMap((m) => [...m.pages, ...m.actions].map((p) => ({ titre: `${p.genre === 'page' ? 'Page' : 'Geste'} « ${p.titre} »`, may: p.may, dedans: p.genre === 'action' ? (p.dedans ?? []) : [] })))
  return modules.flatMap((m) =>
    Object.entries(m.permissions).map(([nom, libelle]) => ({
      nom,
      libelle,
      module: m.titre,
      roles: ROLES.filter((role) => modules.some((autre) => autre.roles[role.nom]?.includes(nom))).map((role) => role.nom),
      portes: [...new Set(portes.filter((p) => demande(p.may, nom) || p.dedans.includes(nom)).map((p) => p.titre))],
    })),
  )
}

const titreRole = (nom: string) => ROLES.find((role) => role.nom === nom)?.titre ?? nom

type Detenteur = Awaited<ReturnType<typeof listDetenteurs>>[number] & { lieu: string }
const cleDe = (x: Detenteur) => `${x.role}-${x.territoire}-${x.bureau}-${x.agent}`
const direNature = (x: Detenteur | undefined) => (x === undefined ? 'vacant' : x.nature === 'interim' ? 'intérim' : 'titulaire')

/** One line for each permission, each function that has it, and each person in it: what an auditor compares. */
type LigneExport = { droit: Droit; role: string; qui: Detenteur | undefined }
const colonnesExport: readonly ColonneExport<LigneExport>[] = [
  ['Module', (l) => l.droit.module],
  ['Permission', (l) => l.droit.nom],
  ['Ce qu’elle permet', (l) => l.droit.libelle],
  ['Fonction', (l) => titreRole(l.role)],
  ['Bureau', (l) => l.qui?.bureau ?? ''],
  ['Lieu', (l) => l.qui?.lieu ?? ''],
  ['Agent', (l) => l.qui?.agent ?? ''],
  ['À quel titre', (l) => direNature(l.qui)],
]

/** Who may do what, generated from the manifests, and who holds it where today. */
export const droits = page({
  path: '/administration/droits',
  may: permission('administration.voir'),
  titre: 'Droits',
  gabarit: 'agent',
  query: z.object({ cherche: z.string().max(100).optional(), module: z.string().max(80).optional(), role: z.string().max(40).optional(), tri: z.string().max(20).optional(), apres: z.string().max(400).optional(), format }),
  load: async (lu) => {
    const { query: q } = lu
    const tous = droitsParPermission(lu.maison.modules)
    const choisis = tous.filter((d) => (!q.module || d.module === q.module) && (!q.role || d.roles.includes(q.role)) && trouve([d.libelle, d.nom, d.module], q.cherche))
    const lus = (await listDetenteurs(lu.db, jourLocal(lu.maintenant))).map((d): Detenteur => ({ ...d, lieu: d.territoire === 'BJ' ? 'Bénin' : lu.maison.territoires.chemin(d.territoire) }))
    const rang = new Map(ROLES.map((role, i) => [role.nom, i]))
    const detenteurs = ranger(lus.filter((d) => !q.role || d.role === q.role), q.tri, { agent: (d) => d.agent, lieu: (d) => d.lieu }).toSorted((a, b) => (rang.get(a.role) ?? 0) - (rang.get(b.role) ?? 0))
    return {
      droits: ranger(choisis, q.tri, { permission: (d) => d.libelle, module: (d) => d.module }),
      detenteurs,
      ...paginer(detenteurs, q.apres, cleDe),
      modules: [...new Set(tous.map((d) => d.module))],
      format: q.format,
      ecrans: ecransDe(lu),
    }
  },
  corps: (d) => {
    const lignes = d.droits.flatMap((droit) => droit.roles.flatMap((role): LigneExport[] => {
      const ici = d.detenteurs.filter((x) => x.role === role)
      return (ici.length > 0 ? ici : [undefined]).map((qui) => ({ droit, role, qui }))
    }))
    return d.format ? exporter('droits', colonnesExport, lignes, d.format) : undefined
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Droits" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <h1>Qui peut faire quoi</h1>
      <p class="discret">Cette page est faite à partir du programme lui-même : elle ne peut pas dire autre chose que ce qu’il applique. Ce qui n’y est pas est interdit.</p>
      <Filtres vue={vue} libelle="Filtrer les droits">
        <Filtre vue={vue} nom="cherche" libelle="Permission" type="search" />
        <Filtre vue={vue} nom="module" libelle="Module" tous="Tous" options={d.modules.map((valeur) => ({ valeur, libelle: valeur }))} />
        <Filtre vue={vue} nom="role" libelle="Fonction" tous="Toutes" options={ROLES.map((role) => ({ valeur: role.nom, libelle: role.titre }))} />
      </Filtres>
      <Tableau vue={vue} legende="Permissions et fonctions qui les ont" lignes={d.droits} cle={(x) => x.nom} colonnes={COLONNES} vide={<Vide titre="Aucune permission ne correspond">Enlevez un filtre.</Vide>} />
      <h2>Qui tient ces fonctions aujourd’hui</h2>
      <Tableau
        vue={vue}
        legende="Détenteurs, par fonction"
        dense
        groupes={ROLES.map((role) => ({ titre: `${role.titre}${exigeDeuxPersonnes(role) ? ' (se donne à deux)' : ''}`, lignes: d.lignes.filter((x) => x.role === role.nom) }))}
        cle={cleDe}
        colonnes={[
          { titre: 'Agent', tri: 'agent', entete: true, cellule: (x) => <span>{x.agent}</span> },
          { titre: 'Bureau', cellule: (x) => <span>{lierNumero(x.bureau)}</span> },
          { titre: 'Lieu', tri: 'lieu', cellule: (x) => <span>{lierNumero(x.lieu)}</span> },
          { titre: 'À quel titre', cellule: (x) => <Etiquette ton={x.nature === 'interim' ? 'cours' : 'fait'}>{x.nature === 'interim' ? 'Intérim' : 'Titulaire'}</Etiquette> },
        ]}
        vide={<Vide titre="Aucune fonction tenue" />}
      />
      <Pages vue={vue} apres={d.suivant} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})

const COLONNES: readonly Colonne<Droit>[] = [
  {
    titre: 'Permission',
    tri: 'permission',
    entete: true,
    cellule: (x) => (
      <>
        {x.libelle}
        <br />
        <span class="code mini discret">{x.nom}</span>
      </>
    ),
  },
  { titre: 'Module', tri: 'module', cellule: (x) => <span>{x.module}</span> },
  { titre: 'Fonctions', cellule: (x) => x.roles.map(titreRole).join(', ') },
  {
    titre: 'Portes',
    cellule: (x) => (
      <details>
        <summary>{pluriel(x.portes.length, 'porte')}</summary>
        <ul class="mini">
          {x.portes.map((porte) => (
            <li key={porte}>{porte}</li>
          ))}
        </ul>
      </details>
    ),
  },
]
