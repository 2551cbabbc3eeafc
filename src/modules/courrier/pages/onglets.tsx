import { Onglets as Liens } from '../../../ui/index.ts'

const ECRANS = [
  { libelle: 'Registre', href: '/courrier' },
  { libelle: 'À traiter par moi', href: '/courrier/a-traiter' },
  { libelle: 'Bordereau du jour', href: '/courrier/bordereau' },
]

/** The screens of the register. */
export function Onglets({ ici }: { ici: string }) {
  return <Liens libelle="Courrier" onglets={ECRANS.map((e) => ({ ...e, actif: e.href === ici }))} />
}
