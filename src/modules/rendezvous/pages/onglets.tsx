import { Onglets as Liens } from '../../../ui/index.ts'

const ECRANS = [
  { libelle: 'Agendas', href: '/agendas' },
  { libelle: 'Tous les rendez-vous', href: '/agendas/rendez-vous' },
  { libelle: 'Statistiques', href: '/agendas/statistiques' },
]

/** The screens of the office. */
export const Onglets = ({ ici }: { ici: string }) => <Liens libelle="Rendez-vous" onglets={ECRANS.map((e) => ({ ...e, actif: e.href === ici }))} />

/** The screens of one agenda. */
export function OngletsAgenda({ id, ici, gere }: { id: string; ici: 'jour' | 'prendre' | 'exceptions' | 'reglages'; gere: boolean }) {
  const ecrans = [
    { code: 'jour', libelle: 'Journée', href: `/agendas/${id}` },
    { code: 'prendre', libelle: 'Prendre un rendez-vous', href: `/agendas/${id}/prendre` },
    ...(gere ? [{ code: 'exceptions', libelle: 'Fermetures', href: `/agendas/${id}/exceptions` }, { code: 'reglages', libelle: 'Réglages', href: `/agendas/${id}/reglages` }] : []),
  ]
  return <Liens libelle="Agenda" onglets={ecrans.map((e) => ({ libelle: e.libelle, href: e.href, actif: e.code === ici }))} />
}
