import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Gabarit, Tableau, Vide } from '../../../ui/index.ts'
import type { Colonne, GroupeLignes, Vue } from '../../../ui/index.ts'
import { direNumero } from '../courrier.ts'
import { lecteurDe } from '../lecteur.ts'
import { libelle, REFERENTIEL } from '../referentiel.ts'
import { listTenues } from '../registre.queries.ts'
import type { LigneTenue } from '../registre.queries.ts'
import { Echeance, Objet } from './colonnes.tsx'
import { Onglets } from './onglets.tsx'

const AU_PLUS = 200

const estTard = (l: LigneTenue, jour: string) => l.due !== null && l.due < jour

/** What I hold: late, mine, then what my whole office was given. */
export function grouper(lignes: readonly LigneTenue[], jour: string): GroupeLignes<LigneTenue>[] {
  const reste = lignes.filter((l) => !estTard(l, jour))
  return [
    { titre: 'En retard', ton: 'tard' as const, id: 'courrier-tard', lignes: lignes.filter((l) => estTard(l, jour)) },
    { titre: 'À moi', id: 'courrier-moi', lignes: reste.filter((l) => l.poste) },
    { titre: 'À mon bureau', id: 'courrier-bureau', lignes: reste.filter((l) => !l.poste) },
  ].filter((g) => g.lignes.length > 0)
}

/** The columns of what I hold. */
export const colonnesTenues = (vue: Vue, jour: string): Colonne<LigneTenue>[] => [
  {
    titre: 'Courrier',
    entete: true,
    cellule: (l) => (
      <>
        <a class="code" href={`/courrier/${l.id}`}>
          {direNumero(l)}
        </a>
        <span class="sous-l">{l.correspondant}</span>
      </>
    ),
  },
  { titre: 'Objet', place: 'fort', cellule: (l) => <Objet l={l} /> },
  {
    titre: 'Instruction',
    place: 'lieu',
    cellule: (l) => (
      <>
        {libelle(REFERENTIEL.instructions, l.instruction)}
        {l.note ? <span class="sous-l">{l.note}</span> : null}
      </>
    ),
  },
  { titre: 'Échéance', place: 'delai', cellule: (l) => <Echeance jour={l.due} tard={estTard(l, jour)} maintenant={vue.maintenant} /> },
]

/** The letters that wait for me. */
export const aTraiter = page({
  path: '/courrier/a-traiter',
  may: permission('courrier.traiter'),
  titre: 'Courrier à traiter',
  gabarit: 'agent',
  load: async (lu) => {
    const jour = jourLocal(lu.maintenant)
    return { jour, lignes: await listTenues(lu.db, lu.portee, lecteurDe(lu), jour, AU_PLUS) }
  },
  view: ({ lignes, jour }, vue) => (
    <Gabarit vue={vue} titre="Courrier à traiter" genre="agent">
      <h1>Courrier à traiter</h1>
      <Onglets ici="/courrier/a-traiter" />
      <h2 class="sr">Chez vous, ou chez votre bureau</h2>
      <Tableau
        vue={vue}
        legende="Courrier à traiter, du plus urgent au moins urgent"
        fiche
        groupes={grouper(lignes, jour)}
        cle={(l) => l.imputation}
        colonnes={colonnesTenues(vue, jour)}
        vide={<Vide titre="Rien à traiter">Les courriers que l’on vous impute, ou que l’on impute à votre bureau, arrivent ici.</Vide>}
      />
    </Gabarit>
  ),
})
