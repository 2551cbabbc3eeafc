import { Onglets as Barre } from '../../../../ui/index.ts'

/** From the sessions to the members, and back. `tient`: whoever does not keep a council sees the sessions alone. */
export const Onglets = ({ ici, tient }: { ici: '/legalite/seances' | '/legalite/conseil'; tient: boolean }) =>
  tient ? <Barre libelle="Conseil communal" onglets={[{ libelle: 'Séances', href: '/legalite/seances', actif: ici === '/legalite/seances' }, { libelle: 'Membres du conseil', href: '/legalite/conseil', actif: ici === '/legalite/conseil' }]} /> : null
