import { fcfa } from '../../lib/francais.ts'
import type { MoyenGuichet } from './paiement.ts'

/** A day's cash of an office, in whole FCFA. A receipt struck out is counted apart, and its money nowhere. */
export type Totaux = { nombre: number; annulees: number; especes: number; cheque: number; mobile: number; total: number }

/** Adds up the receipts of a day. */
export function totaliser(quittances: readonly { moyen: MoyenGuichet; montant: number; annuleeLe: Date | null }[]): Totaux {
  const totaux: Totaux = { nombre: 0, annulees: 0, especes: 0, cheque: 0, mobile: 0, total: 0 }
  for (const { moyen, montant, annuleeLe } of quittances) {
    if (annuleeLe) totaux.annulees++
    else {
      totaux.nombre++
      totaux[moyen] += montant
      totaux.total += montant
    }
  }
  return totaux
}

/** An amount of cash, in FCFA; nothing in a desk is not « gratuit ». */
export const francs = (montant: number): string => (montant === 0 ? '0\u00a0FCFA' : fcfa(montant))

/** A cash desk: the office of a post, in its territory. */
export type Caisse = { territoire: string; bureau: string }

/** A cash desk as one value of a list: `1203#Mairie de Bohicon`. */
export const cleCaisse = ({ territoire, bureau }: Caisse): string => `${territoire}#${bureau}`

/** Reads it back; undefined when it is not one. */
export function lireCaisse(cle: string | undefined): Caisse | undefined {
  const [, territoire, bureau] = /^(\d{2,9})#(.{1,200})$/.exec(cle ?? '') ?? []
  return territoire && bureau ? { territoire, bureau } : undefined
}
