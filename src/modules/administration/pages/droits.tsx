import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { lierNumero, pluriel } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { listDetenteurs } from '../../../kernel/identite/affectation.queries.ts'
import { exigeDeuxPersonnes, ROLES } from '../../../kernel/identite/role.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Acces, Module } from '../../../kernel/module.ts'
import { Etiquette, Exports, Gabarit, Tableau, Vide } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

type Droit = { nom: string; libelle: string; module: string; roles: string[]; portes: string[] }

const demande = (may: Acces, nom: string): boolean => (may.pour === 'permission' ? may.permission === nom : may.pour === 'un' && may.parmi.some((m) => demande(m, nom)))

/** Every permission with the roles that have it and the doors it opens, read from the manifests: nothing is listed twice. */
export function droitsParPermission(modules: readonly Module[]): Droit[] {
  const portes = modules.flatMap((m) => [...m.pages, ...m.actions].map((p) => ({ titre: `${p.genre === 'page' ? 'Page' : 'Geste'} « ${p.titre} »`, may: p.may })))
  return modules.flatMap((m) =>
    Object.entries(m.permissions).map(([nom, libelle]) => ({
      nom,
      libelle,
      module: m.titre,
      roles: ROLES.filter((role) => modules.some((autre) => autre.roles[role.nom]?.includes(nom))).map((role) => role.nom),
      portes: [...new Set(portes.filter((p) => demande(p.may, nom)).map((p) => p.titre))],
    })),
  )
}

const titreRole = (nom: string) => ROLES.find((role) => role.nom === nom)?.titre ?? nom

/** Who may do what, generated from the manifests, and who holds it where today. */
export const droits = page({
  path: '/administration/droits',
  may: permission('administration.voir'),
  titre: 'Droits',
  gabarit: 'agent',
  query: z.object({ format: z.literal('csv').optional() }),
  load: async (lu) => {
    const jour = jourLocal(lu.maintenant)
    const detenteurs = (await listDetenteurs(lu.db, jour)).map((d) => ({ ...d, lieu: d.territoire === 'BJ' ? 'Bénin' : lu.maison.territoires.chemin(d.territoire) }))
    return { droits: droitsParPermission(lu.maison.modules), detenteurs, format: lu.query.format, ecrans: ecransDe(lu) }
  },
  corps: (d) => {
    if (d.format !== 'csv') return undefined
    const lignes = d.droits.flatMap((droit) => droit.roles.flatMap((role) => {
      const ici = d.detenteurs.filter((x) => x.role === role)
      return (ici.length > 0 ? ici : [undefined]).map((x) => [droit.module, droit.nom, droit.libelle, titreRole(role), x?.bureau ?? '', x?.lieu ?? '', x?.agent ?? '', x ? (x.nature === 'interim' ? 'intérim' : 'titulaire') : 'vacant'])
    }))
    return { type: 'text/csv; charset=utf-8', nom: 'droits.csv', corps: stringify([['Module', 'Permission', 'Ce qu’elle permet', 'Fonction', 'Bureau', 'Lieu', 'Agent', 'À quel titre'], ...lignes], { delimiter: ';', bom: true, escape_formulas: true }) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Droits" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <h1>Qui peut faire quoi</h1>
      <p class="discret">Cette page est faite à partir du programme lui-même : elle ne peut pas dire autre chose que ce qu’il applique. Ce qui n’y est pas est interdit.</p>
      <Tableau
        vue={vue}
        legende="Permissions et fonctions qui les ont"
        lignes={d.droits}
        cle={(x) => x.nom}
        colonnes={[
          {
            titre: 'Permission',
            entete: true,
            cellule: (x) => (
              <>
                {x.libelle}
                <br />
                <span class="code mini discret">{x.nom}</span>
              </>
            ),
          },
          { titre: 'Module', cellule: (x) => <span>{x.module}</span> },
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
        ]}
        vide={<Vide titre="Aucune permission" />}
      />
      <h2>Qui tient ces fonctions aujourd’hui</h2>
      <Tableau
        vue={vue}
        legende="Détenteurs, par fonction"
        dense
        groupes={ROLES.map((role) => ({ titre: `${role.titre}${exigeDeuxPersonnes(role) ? ' (se donne à deux)' : ''}`, lignes: d.detenteurs.filter((x) => x.role === role.nom) }))}
        cle={(x) => `${x.role}-${x.territoire}-${x.bureau}-${x.agent}`}
        colonnes={[
          { titre: 'Agent', entete: true, cellule: (x) => <span>{x.agent}</span> },
          { titre: 'Bureau', cellule: (x) => <span>{lierNumero(x.bureau)}</span> },
          { titre: 'Lieu', cellule: (x) => <span>{lierNumero(x.lieu)}</span> },
          { titre: 'À quel titre', cellule: (x) => <Etiquette ton={x.nature === 'interim' ? 'cours' : 'fait'}>{x.nature === 'interim' ? 'Intérim' : 'Titulaire'}</Etiquette> },
        ]}
        vide={<Vide titre="Aucune fonction tenue" />}
      />
      <Exports vue={vue} formats={['csv']} />
    </Gabarit>
  ),
})
