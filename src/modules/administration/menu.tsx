import { Onglets } from '../../ui/index.ts'
import type { Lecture } from '../../kernel/module.ts'
import type { Vue } from '../../ui/index.ts'

const ECRANS: readonly { libelle: string; href: string; permission: string }[] = [
  { libelle: 'Santé', href: '/administration', permission: 'administration.voir' },
  { libelle: 'Agents', href: '/administration/agents', permission: 'administration.gerer-agents' },
  { libelle: 'Postes', href: '/administration/postes', permission: 'administration.gerer-agents' },
  { libelle: 'À deux', href: '/administration/accords', permission: 'administration.accorder' },
  { libelle: 'Droits', href: '/administration/droits', permission: 'administration.voir' },
  { libelle: 'Jetons', href: '/administration/jetons', permission: 'administration.jetons' },
  { libelle: 'Données', href: '/administration/donnees', permission: 'administration.donnees' },
  { libelle: 'Journal', href: '/administration/journal', permission: 'administration.journal' },
  { libelle: 'Messages', href: '/administration/messages', permission: 'administration.messages' },
  { libelle: 'Tâches', href: '/administration/taches', permission: 'administration.voir' },
]

/** The screens this person may open, asked once by `load`. */
export const ecransDe = (lu: Pick<Lecture, 'porteePour'>): string[] => ECRANS.filter((e) => !lu.porteePour(e.permission).vide).map((e) => e.href)

/** Tabs of the administration. */
export function Menu({ vue, ecrans }: { vue: Vue; ecrans: readonly string[] }) {
  const ici = vue.chemin.split('?', 1)[0]!
  const actif = ECRANS.filter((e) => ici === e.href || ici.startsWith(`${e.href}/`)).toSorted((a, b) => b.href.length - a.href.length)[0]?.href
  return <Onglets libelle="Administration" onglets={ECRANS.filter((e) => ecrans.includes(e.href)).map((e) => ({ libelle: e.libelle, href: e.href, actif: e.href === actif }))} />
}
