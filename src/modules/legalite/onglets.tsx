import type { Lecture } from '../../kernel/module.ts'
import { Onglets as Liens } from '../../ui/index.ts'
import type { PermissionLegalite } from './droits.ts'

export type Onglet = { libelle: string; href: string }
const ECRANS: readonly (Onglet & { pour: readonly PermissionLegalite[] })[] = [
  { libelle: 'À contrôler', href: '/legalite/controle', pour: ['legalite.controler', 'legalite.affecter'] },
  { libelle: 'Lettres', href: '/legalite/mesures', pour: ['legalite.lire', 'legalite.controler'] },
  { libelle: 'Actes', href: '/legalite/actes', pour: ['legalite.lire', 'legalite.rediger'] },
  { libelle: 'Chercher', href: '/legalite/recherche', pour: ['legalite.lire'] },
  { libelle: 'Séances', href: '/legalite/seances', pour: ['legalite.conseil', 'legalite.lire'] },
  { libelle: 'Conseil', href: '/legalite/conseil', pour: ['legalite.conseil'] },
  { libelle: 'Enveloppes', href: '/legalite/enveloppes', pour: ['legalite.transmettre'] },
  { libelle: 'Signalements', href: '/legalite/signalements', pour: ['legalite.controler'] },
  { libelle: 'Pilotage', href: '/legalite/pilotage', pour: ['legalite.suivre'] },
  { libelle: 'Circulaires', href: '/legalite/circulaires', pour: ['legalite.lire'] },
  { libelle: 'Règles', href: '/legalite/regles', pour: ['legalite.lire'] },
]

/** The rooms of the control that this reader may open: asked where the page is loaded. */
export const ongletsDe = ({ porteePour }: Pick<Lecture, 'porteePour'>): Onglet[] => ECRANS.filter((e) => e.pour.some((p) => !porteePour(p).vide)).map(({ libelle, href }) => ({ libelle, href }))

/** The same, as tabs. One room alone needs none. */
export function Onglets({ onglets, ici }: { onglets: readonly Onglet[]; ici: string }) {
  return onglets.length < 2 ? null : <Liens libelle="Légalité" onglets={onglets.map((o) => ({ ...o, actif: o.href === ici }))} />
}
