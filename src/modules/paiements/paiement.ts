import { fcfa } from '../../lib/francais.ts'
import { Refus } from '../../lib/erreurs.ts'
import type { Reglages } from '../../kernel/reglages.ts'
import type { Ton } from '../../ui/etats.tsx'

export type EtatPaiement = 'du' | 'paye' | 'exempte' | 'annule' | 'rembourse'
/** How money is received at a counter. */
export type MoyenGuichet = 'especes' | 'cheque' | 'mobile'
export type Moyen = MoyenGuichet | 'en_ligne'
/** Where it may be paid. */
export type Lieu = 'guichet' | 'en_ligne'

/** What somebody owes for an object of another module. `montant` is whole FCFA; `verifie: false` is said « à confirmer ». */
export type Paiement = {
  id: string; objet: string; code: string; libelle: string; payeur: string; lien: string; montant: number; source: string; verifie: boolean; moyens: Lieu[]
  territoire: string; bureau: string; etat: EtatPaiement; moyen: Moyen | null; reference: string | null; motif: string | null
  demandeLe: Date; demandePar: string; regleLe: Date | null; reglePar: string | null; regleParNom: string | null; closLe: Date | null; closPar: string | null
}

/** What the screens call each state, and its tag. */
export const ETATS: Readonly<Record<EtatPaiement, { libelle: string; ton: Ton }>> = {
  du: { libelle: 'À payer', ton: 'pause' },
  paye: { libelle: 'Payé', ton: 'fait' },
  exempte: { libelle: 'Exempté', ton: 'bon' },
  annule: { libelle: 'Annulé', ton: 'neutre' },
  rembourse: { libelle: 'Remboursé', ton: 'non' },
}

export const MOYENS: Readonly<Record<Moyen, string>> = { especes: 'Espèces', cheque: 'Chèque', mobile: 'Mobile money', en_ligne: 'En ligne' }

/** The means a counter takes, in the order of the screens. */
export const MOYENS_GUICHET: readonly MoyenGuichet[] = ['especes', 'cheque', 'mobile']

/** « 2 000 FCFA », and that nobody has confirmed it where it is so. */
export const direMontant = ({ montant, verifie }: Pick<Paiement, 'montant' | 'verifie'>): string => `${fcfa(montant)}${verifie ? '' : ' (montant à confirmer)'}`

/** Refuses to settle what is no longer due. The sentence says why. */
export function exigerDu({ etat }: Pick<Paiement, 'etat'>): void {
  if (etat === 'du') return
  throw new Refus(etat === 'annule' ? 'Ce paiement n’est plus demandé : le dossier a été retiré ou refusé' : `Ce paiement est déjà réglé : ${ETATS[etat].libelle.toLocaleLowerCase('fr')}`)
}

/** Refuses the counter where only online payment was provided for, and is open. */
export function exigerGuichet({ moyens }: Pick<Paiement, 'moyens'>, { prestataires }: Pick<Reglages, 'prestataires'>): void {
  if (!lieuxOuverts(moyens, prestataires.length > 0).includes('guichet')) throw new Refus('Ce paiement ne se fait qu’en ligne')
}

/** Where it may be paid now: while no provider is open, what is to be paid online is paid at the counter. */
export function lieuxOuverts(moyens: readonly Lieu[], enLigne: boolean): Lieu[] {
  const ouverts = moyens.filter((m) => m === 'guichet' || enLigne)
  return ouverts.length > 0 ? ouverts : ['guichet']
}
